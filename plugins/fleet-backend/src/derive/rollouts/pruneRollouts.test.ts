import type { Knex } from 'knex';
import { describeDatabases } from '../../__testUtils__/databases';
import { insertCluster } from '../../__testUtils__/cluster';
import { ManyRows } from '../../__testUtils__/ManyRows';
import { DAY_MS } from '../../history/retention';
import { KEPT_ENDED, pruneRollouts } from './pruneRollouts';
import { readRollouts } from './readRollouts';

const ENTITY = 'component:default/checkout';
const NOW = Date.parse('2026-11-29T00:00:00Z');
const OLD = NOW - 91 * DAY_MS;

type Given = {
  entity?: string;
  order: number;
  endedAt: number | null;
  members?: number;
  /** How many of them were done. */
  done?: number;
};

describeDatabases('rollouts that are kept', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'c-1');
  });

  /** Puts rollouts into the store, each called by its component and order. */
  const insert = async (given: readonly Given[]) => {
    const rows = new ManyRows(knex);
    for (const each of given) {
      const { entity = ENTITY, order, endedAt, members = 1, done = 0 } = each;
      const id = `${entity.split('/')[1]}-${order}`;
      await rows.add('rollout', {
        id,
        entity_ref: entity,
        release_order: order,
        version: `1.${order}.0`,
        life_cycle: endedAt === null ? 'running' : 'completed',
        began_at: OLD - DAY_MS,
        ended_at: endedAt,
        members,
        hash: id,
        data: JSON.stringify({
          revisions: {},
          beganIsLowerBound: false,
          waves: [],
        }),
      });
      for (let index = 0; index < members; index += 1) {
        await rows.add('rollout_member', {
          rollout_id: id,
          instance_id: `i-${index}`,
          cluster_id: 'c-1',
          namespace: 'shop',
          entity_ref: entity,
          state: 'succeeded',
          since: OLD + order,
          duration: index < done ? 1_000 + order : null,
          hash: 'hash',
          data: '{"movement":"","movedAt":0}',
        });
      }
    }
    await rows.flush();
  };
  const ended = (from: number, to: number, more: Partial<Given> = {}) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({
      order: from + index,
      endedAt: OLD as number | null,
      ...more,
    }));
  const ids = (): Promise<string[]> =>
    knex('rollout').orderBy('release_order').pluck('id');
  /** Members of rollouts that are not there. */
  const orphans = () =>
    knex('rollout_member').whereNotIn(
      'rollout_id',
      knex('rollout').select('id'),
    );

  it('are the newest of each component; the others go, with their members', async () => {
    await insert([
      ...ended(1, 50),
      ...ended(1, 3, { entity: 'component:default/cart' }),
    ]);
    expect(await pruneRollouts({ knex, now: NOW })).toBe(50 - KEPT_ENDED);
    expect((await ids()).filter(id => id.startsWith('checkout'))).toEqual(
      ended(51 - KEPT_ENDED, 50).map(({ order }) => `checkout-${order}`),
    );
    expect((await ids()).filter(id => id.startsWith('cart'))).toHaveLength(3);
    expect(await orphans()).toEqual([]);
    expect(await pruneRollouts({ knex, now: NOW })).toBe(0);
  });

  it('are all that are within the time that history is kept for', async () => {
    await insert([
      ...ended(1, 30, { endedAt: NOW - DAY_MS }),
      ...ended(31, 60, { endedAt: NOW - DAY_MS }),
    ]);
    expect(await pruneRollouts({ knex, now: NOW })).toBe(0);
    expect(await ids()).toHaveLength(60);
  });

  it('are all that are on their way, however old', async () => {
    await insert([
      { order: 1, endedAt: null, members: 5 },
      ...ended(2, 60),
      { order: 61, endedAt: null },
    ]);
    expect(await pruneRollouts({ knex, now: NOW + 1_000 * DAY_MS })).toBe(
      59 - KEPT_ENDED,
    );
    expect(await ids()).toEqual([
      'checkout-1',
      ...ended(61 - KEPT_ENDED, 60).map(({ order }) => `checkout-${order}`),
      'checkout-61',
    ]);
    expect(
      await knex('rollout_member').where({ rollout_id: 'checkout-1' }),
    ).toHaveLength(5);
  });

  it('are those that tell how long it takes', async () => {
    await insert(ended(1, 150, { done: 1 }));
    const { durations } = await readRollouts({ knex, entityRef: ENTITY });
    expect(durations).toHaveLength(100);
    expect(await pruneRollouts({ knex, now: NOW })).toBe(50);
    const after = await readRollouts({ knex, entityRef: ENTITY });
    expect(after.durations).toEqual(durations);
  });

  it('are those of releases that something still runs: they would be new ones', async () => {
    await insert(ended(1, 60));
    const instance = {
      cluster_id: 'c-1',
      entity_ref: ENTITY,
      health: 'healthy',
      sync: 'synced',
      stale: false,
      since: 1,
      hash: 'hash',
      data: '{}',
    };
    await knex('instance').insert([
      { ...instance, id: 'i-1', namespace: 'a', version: '1.3.0' },
      { ...instance, id: 'i-2', namespace: 'b', desired_version: '1.4.0' },
    ]);
    await pruneRollouts({ knex, now: NOW });
    expect((await ids()).slice(0, 3)).toEqual([
      'checkout-3',
      'checkout-4',
      'checkout-41',
    ]);
    // They are known again when the component is looked at, too.
    await insert(ended(61, 120));
    const { rollouts } = await readRollouts({ knex, entityRef: ENTITY });
    expect(rollouts.slice(0, 3).map(({ id }) => id)).toEqual([
      'checkout-3',
      'checkout-4',
      'checkout-81',
    ]);
  });

  it('go in slices, and whoever has read them before writes nothing any more', async () => {
    await knex('rollout_entity').insert({ entity_ref: ENTITY, version: 7 });
    await insert([{ order: 1, endedAt: OLD, members: 2_500 }, ...ended(2, 21)]);
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }) => {
      if (/^delete from rollout_member/.test(sql)) statements.push(sql);
    };
    knex.on('query', listen);
    expect(await pruneRollouts({ knex, now: NOW })).toBe(1);
    knex.removeListener('query', listen);
    // What SQLite is told goes past what listens.
    expect(statements).toHaveLength(database.isPostgres ? 3 : 0);
    expect(await ids()).toHaveLength(KEPT_ENDED);
    expect(await orphans()).toEqual([]);
    const { version } = await knex('rollout_entity').first('version');
    expect(Number(version)).toBe(10);
  });
});
