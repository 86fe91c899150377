import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { EntityIndex } from '../../mapping/EntityIndex';
import { bumpRevision } from '../../store/bumpRevision';
import { FleetSnapshots } from './FleetSnapshots';

describeDatabases('FleetSnapshots', database => {
  let knex: Knex;
  let clock: { now: number };
  let snapshots: FleetSnapshots;

  beforeEach(async () => {
    knex = await database.open();
    clock = { now: 1_000 };
    snapshots = FleetSnapshots.create({
      knex,
      entities: () => new EntityIndex([]),
      now: () => 1_700_000_000_000 + clock.now,
      monotonic: () => clock.now,
    });
    for (const id of ['c-1', 'c-2', 'c-3']) await insertCluster(knex, id);
  });

  afterEach(() => snapshots.stop());

  const names = async () =>
    (await snapshots.latest()).clusters.map(({ name }) => name);
  const pass = (ms: number) => {
    clock.now += ms;
  };

  it('are taken once for all who ask at the same time', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => snapshots.latest()),
    );
    expect(new Set(all).size).toBe(1);
    expect(snapshots.taken).toBe(1);
  });

  it('cost one statement for one row while nothing changes', async () => {
    await snapshots.latest();
    const statements: string[] = [];
    knex.on('query', ({ sql }) => statements.push(sql));
    for (let view = 0; view < 10; view++) {
      pass(100);
      await snapshots.latest();
    }
    expect(snapshots.taken).toBe(1);
    expect(statements).toHaveLength(10);
    expect(new Set(statements).size).toBe(1);
    expect(statements[0]).toMatch(/from .revision. where .id. =/);
  });

  it('have what was read for one for all who ask the same, and what failed for nobody', async () => {
    const snapshot = await snapshots.latest();
    let reads = 0;
    const read = async () => {
      reads += 1;
      if (reads === 1) throw new Error('not now');
      return { reads };
    };
    await expect(snapshot.once('drift', read)).rejects.toThrow('not now');
    const all = await Promise.all([
      snapshot.once('drift', read),
      snapshot.once('drift', read),
    ]);
    expect(all).toEqual([{ reads: 2 }, { reads: 2 }]);
    expect(await snapshot.once('drift of others', read)).toEqual({ reads: 3 });
    pass(10_000);
    const next = await snapshots.latest();
    expect(await next.once('drift', read)).toEqual({ reads: 4 });
  });

  it('say the revision that they have, and never a newer one', async () => {
    const first = await snapshots.latest();
    pass(10);
    await knex('cluster').where({ id: 'c-1' }).update({ region: 'eu' });
    const revision = await bumpRevision({ knex });
    // Taken a moment ago: nobody is made to wait, and nothing is claimed.
    const held = await snapshots.latest();
    expect(held).toBe(first);
    expect(held.revision).toBeLessThan(revision);
    pass(1_000);
    const next = await snapshots.latest();
    expect(next.revision).toBe(revision);
    expect(next.byId.get('c-1')?.region).toBe('eu');
    expect(first.byId.get('c-1')?.region).toBe('unassigned');
  });

  it('are read again after some seconds, for what has no revision', async () => {
    await snapshots.latest();
    await knex('cluster').where({ id: 'c-1' }).update({ last_seen_at: 77 });
    pass(4_000);
    await snapshots.latest();
    expect(snapshots.taken).toBe(1);
    pass(1_001);
    const { byId } = await snapshots.latest();
    expect(Number(byId.get('c-1')?.last_seen_at)).toBe(77);
  });

  it('are read before anybody asks, where somebody looks', async () => {
    await snapshots.latest();
    await bumpRevision({ knex });
    snapshots.revisionChanged();
    pass(1_000);
    while (snapshots.taken < 2) {
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
    pass(60_000);
    snapshots.revisionChanged();
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    expect(snapshots.taken).toBe(2);
  });

  it('follow clusters that come, leave, return and take another name', async () => {
    expect(await names()).toEqual([
      'name-of-c-1',
      'name-of-c-2',
      'name-of-c-3',
    ]);
    await insertCluster(knex, 'c-10');
    await knex('cluster').where({ id: 'c-2' }).update({ left_at: 5 });
    await bumpRevision({ knex });
    pass(1_000);
    expect(await names()).toEqual([
      'name-of-c-1',
      'name-of-c-3',
      'name-of-c-10',
    ]);
    await knex('cluster').where({ id: 'c-2' }).update({ left_at: null });
    await knex('cluster').where({ id: 'c-1' }).update({ name: 'zulu' });
    await bumpRevision({ knex });
    pass(1_000);
    expect(await names()).toEqual([
      'name-of-c-2',
      'name-of-c-3',
      'name-of-c-10',
      'zulu',
    ]);
  });

  it('do not pass for what is so now when the database fails', async () => {
    await snapshots.latest();
    await knex.schema.renameTable('revision', 'gone');
    await expect(snapshots.latest()).rejects.toThrow();
  });

  it('are whole again after one that failed half way', async () => {
    await snapshots.latest();
    await insertCluster(knex, 'c-4');
    await bumpRevision({ knex });
    await knex.schema.renameTable('delivery', 'gone');
    pass(1_000);
    await expect(snapshots.latest()).rejects.toThrow();
    await knex.schema.renameTable('gone', 'delivery');
    pass(1_000);
    expect(await names()).toHaveLength(4);
  });

  if (database.isPostgres) {
    it('fetch only the rows that changed', async () => {
      for (let index = 0; index < 50; index++) {
        await insertCluster(knex, `many-${index}`);
      }
      await snapshots.latest();
      const fetched: number[] = [];
      knex.on('query-response', (rows, { sql }) => {
        if (/^select \* from "cluster"/.test(sql)) fetched.push(rows.length);
      });
      // While somebody else's transaction runs on this server, more is fetched
      // than has to be, and nothing is missed.
      for (let attempt = 0; attempt < 100; attempt++) {
        const region = `region-${attempt}`;
        await knex('cluster').where({ id: 'many-7' }).update({ region });
        await bumpRevision({ knex });
        pass(500);
        const { clusters, byId } = await snapshots.latest();
        expect(clusters).toHaveLength(53);
        expect(byId.get('many-7')?.region).toBe(region);
        if (Math.min(...fetched) < 10) return;
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
      }
      throw new Error(`all rows were fetched each time: ${fetched.join(' ')}`);
    });

    it('do not miss what was begun before and commits after', async () => {
      const late = await knex.transaction();
      await late('cluster').where({ id: 'c-1' }).update({ region: 'late' });
      await knex('cluster').where({ id: 'c-2' }).update({ region: 'early' });
      await snapshots.latest();
      await bumpRevision({ knex });
      pass(1_000);
      expect((await snapshots.latest()).byId.get('c-2')?.region).toBe('early');
      await late.commit();
      await bumpRevision({ knex });
      pass(1_000);
      expect((await snapshots.latest()).byId.get('c-1')?.region).toBe('late');
    });
  }
});
