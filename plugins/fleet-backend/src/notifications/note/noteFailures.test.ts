import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { runSteps } from '../../derive/statements';
import { writeFailures } from '../../derive/compliance/writeFailures';
import type { FailureRow } from '../../derive/compliance/types';
import { DAY_MS } from '../../history/retention';
import { insertFailures } from '../__testUtils__/notifications';
import { noteFailures, unnotedSql } from './noteFailures';

describeDatabases('noteFailures', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'a');
  });

  const note = (now = 5_000) =>
    noteFailures({ knex, now, since: 0, dayBegins: 0 });
  const told = async () =>
    (await knex('notification_told').orderBy('id')).map(
      ({ recipient, data }) => `${recipient} ${JSON.parse(data).things}`,
    );

  it('notes more than fit into one transaction, each once', async () => {
    const units = Array.from({ length: 1_201 }, (_, index) => `u-${index}`);
    for (let start = 0; start < units.length; start += 50) {
      await insertFailures(knex, units.slice(start, start + 50), {
        first_failed_at: 1_000,
      });
    }
    expect(await note()).toBe(1_201);
    expect(await note()).toBe(0);
    expect(await told()).toEqual(['group:default/payments 1201']);
  });

  it('counts each once where two replicas note at once', async () => {
    const units = Array.from({ length: 40 }, (_, index) => `u-${index}`);
    await insertFailures(knex, units, { first_failed_at: 1_000 });
    const noted = await Promise.all([note(), note()]);
    expect(noted[0] + noted[1]).toBe(40);
    const [{ data }, ...others] = await knex('notification_told');
    expect(others).toEqual([]);
    expect(JSON.parse(data).things).toBe(40);
  });

  it('keeps that it was noted when it moves, and tells another owner', async () => {
    const row = (over: Partial<FailureRow> = {}): FailureRow => ({
      namespace: 'shop',
      entityRef: 'component:default/cart',
      region: 'eu',
      environment: 'production',
      owner: 'group:default/payments',
      system: 'unassigned',
      engine: 'kyverno',
      policy: 'no-root',
      severity: 'critical',
      observer: 'a',
      seenAt: 1_000,
      firstFailedAt: 1_000,
      ...over,
    });
    const write = (
      over: Partial<FailureRow> = {},
      reopened: readonly number[] = [],
    ) =>
      runSteps(knex, () =>
        writeFailures(
          knex,
          'a',
          {
            open: new Map([['u', row(over)]]),
            ended: new Map(),
            reopened,
            settled: new Map(),
          },
          2_000,
        ),
      );
    await write();
    expect(await note()).toBe(1);
    await write({ region: 'us' });
    expect(await note()).toBe(0);
    // Who has it back after a while without an owner knows of it.
    await write({ region: 'us', owner: 'unassigned' });
    expect(await note()).toBe(0);
    await write({ region: 'asia', owner: 'unassigned' });
    await write({ region: 'us' });
    expect(await note()).toBe(0);
    await write({ region: 'us', owner: 'unassigned' });
    const last = { region: 'us', owner: 'group:default/checkout' };
    await write(last);
    expect(await note()).toBe(1);
    // Who was told knows of it also where its report was away for a while.
    const { id } = await knex('failure').first('id');
    await knex('failure').update({ ended_at: 2_000, fate: 'gone' });
    await write(last, [Number(id)]);
    expect(await knex('failure').pluck('ended_at')).toEqual([null]);
    expect(await note()).toBe(0);
    expect(await told()).toEqual([
      'group:default/payments 1',
      'group:default/checkout 1',
    ]);
  });

  it.each([
    ['gone', DAY_MS - 1, 1],
    ['unproven', DAY_MS - 1, 1],
    ['gone', DAY_MS + 1, 2],
    ['fixed', DAY_MS - 1, 2],
  ])(
    'counts what ended as %s and is back after %i ms as news or not',
    async (fate, away, count) => {
      const noteOn = (now: number) =>
        noteFailures({ knex, now, since: 0, dayBegins: now - 1_000 });
      await insertFailures(knex, ['u'], { first_failed_at: 1_000 });
      expect(await noteOn(1_000)).toBe(1);
      const ended = 9 * DAY_MS;
      await knex('failure').update({ ended_at: ended, fate });
      const back = ended + away;
      await insertFailures(knex, ['u'], { first_failed_at: back });
      // It is looked at, and then no more.
      expect(await noteOn(back)).toBe(1);
      expect(await noteOn(back)).toBe(0);
      expect(await told()).toEqual([`group:default/payments ${count}`]);
    },
  );

  it('tells who owns it now of what fails anew on a day on which another was told', async () => {
    await insertFailures(knex, ['u'], { first_failed_at: 1_000 });
    expect(await note()).toBe(1);
    await knex('failure').update({ ended_at: 2_000, fate: 'fixed' });
    await insertFailures(knex, ['u'], {
      first_failed_at: 3_000,
      owner: 'group:default/checkout',
    });
    expect(await note()).toBe(1);
    expect(await told()).toEqual([
      'group:default/payments 1',
      'group:default/checkout 1',
    ]);
  });

  it('notes nothing of what has ended, and of nobody', async () => {
    await insertFailures(knex, ['x'], { ended_at: 2_000, fate: 'fixed' });
    await insertFailures(knex, ['y'], { owner: 'unassigned' });
    expect(await note()).toBe(0);
    // Whom nobody can tell anything is not asked about again.
    await insertFailures(knex, ['z'], { owner: 'not/a:reference' });
    expect(await note()).toBe(1);
    expect(await note()).toBe(0);
    expect(await told()).toEqual([]);
  });

  it('reads those that were not noted, and no others', async () => {
    const isPostgres = database.isPostgres;
    const sql = unnotedSql(isPostgres);
    const plan = await knex.transaction(async trx => {
      if (isPostgres) await trx.raw('set local enable_seqscan = off');
      return JSON.stringify(
        await trx.raw(
          `${isPostgres ? 'explain' : 'explain query plan'} ${sql}`,
          [0],
        ),
      );
    });
    expect(plan).toMatch(/failure_unnoted_index/);
    expect(plan).not.toMatch(/TEMP B-TREE/);
  });
});
