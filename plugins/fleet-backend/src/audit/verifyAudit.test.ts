import type { Knex } from 'knex';
import { testAudit } from '../__testUtils__/audit';
import { behindTheTriggers, insertAuditRows } from '../__testUtils__/auditRows';
import { describeDatabases } from '../__testUtils__/databases';
import { hashAuditRow, toAuditRow } from './auditRow';
import type { DatabaseAuditTrail } from './DatabaseAuditTrail';
import { keepAudit } from './keepAudit';
import { pruneAudit } from './pruneAudit';
import { startAudit } from './startAudit';
import { verifyAudit } from './verifyAudit';

const DAY_MS = 24 * 60 * 60 * 1000;
const KEEP = { keepDays: 30 };

async function write(audit: DatabaseAuditTrail, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      audit.perform(
        { event: 'audit-export', target: { id: `t-${index}` } },
        async () => undefined,
      ),
    ),
  );
}

describeDatabases('verifyAudit', database => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await database.open();
  });

  const check = () => verifyAudit({ knex, ...KEEP, now: Date.now() });
  const begin = async (replica: string) => {
    const audit = testAudit(knex, { replica });
    await startAudit({ knex, audit, replica, ...KEEP });
    return audit;
  };

  it('finds nothing wrong with nothing', async () => {
    expect(await check()).toEqual({
      rows: 0,
      chains: 0,
      breaks: [],
      breaksTotal: 0,
    });
  });

  it('finds nothing wrong where replicas wrote at once', async () => {
    const replicas = [];
    for (const id of ['r-1', 'r-2', 'r-3']) replicas.push(await begin(id));
    await Promise.all(replicas.map(audit => write(audit, 20)));
    // 3 beginnings, a retention that was new, and two rows for each operation.
    expect(await check()).toMatchObject({
      rows: 3 + 1 + 3 * 20 * 2,
      chains: 3,
      breaks: [],
      breaksTotal: 0,
    });
    for (const chain of ['r-1', 'r-2', 'r-3']) {
      const numbers = (
        await knex('audit_entry').where({ chain }).orderBy('id').pluck('number')
      ).map(Number);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  it.each(['actor_id', 'after', 'result', 'event', 'at'])(
    'finds a row whose %s is another',
    async column => {
      await write(await begin('r-1'), 3);
      await behindTheTriggers(knex, () =>
        knex('audit_entry')
          .where({ chain: 'r-1', number: 4 })
          .update({ [column]: column === 'at' ? 5 : 'another' }),
      );
      expect(await check()).toMatchObject({
        breaks: [{ chain: 'r-1', number: 4, kind: 'changed' }],
        breaksTotal: 1,
      });
    },
  );

  it('finds a row that is changed together with its hash', async () => {
    await write(await begin('r-1'), 3);
    const row = toAuditRow(
      await knex('audit_entry').where({ chain: 'r-1', number: 4 }).first(),
    );
    row.actor_id = 'another';
    await behindTheTriggers(knex, () =>
      knex('audit_entry')
        .where({ chain: 'r-1', number: 4 })
        .update({ actor_id: row.actor_id, hash: hashAuditRow(row) }),
    );
    expect(await check()).toMatchObject({
      breaks: [{ number: 5, kind: 'replaced' }],
    });
  });

  it.each([
    ['the middle', [4], { number: 5, kind: 'missing' }],
    ['the beginning', [1, 2], { number: 3, kind: 'missing' }],
  ])('finds that rows of %s are gone', async (_, numbers, found) => {
    await write(await begin('r-1'), 3);
    await behindTheTriggers(knex, () =>
      knex('audit_entry').whereIn('number', numbers).delete(),
    );
    expect(await check()).toMatchObject({
      breaks: [{ chain: 'r-1', ...found }],
      breaksTotal: 1,
    });
  });

  it('finds that the end is gone, once something was written after it', async () => {
    const audit = await begin('r-1');
    await write(audit, 3);
    await behindTheTriggers(knex, () =>
      knex('audit_entry').where('number', '>=', 7).delete(),
    );
    await write(audit, 1);
    expect(await check()).toMatchObject({
      breaks: [{ chain: 'r-1', number: 9, kind: 'missing' }],
    });
  });

  it('finds that the end of a chain, or all of it, is gone that others saw', async () => {
    await write(await begin('r-1'), 3);
    await write(await begin('r-2'), 1);
    await behindTheTriggers(knex, () =>
      knex('audit_entry')
        .where({ chain: 'r-1' })
        .where('number', '>=', 5)
        .delete(),
    );
    expect(await check()).toMatchObject({
      breaks: [{ chain: 'r-1', number: 4, kind: 'cut' }],
    });
    await behindTheTriggers(knex, () =>
      knex('audit_entry').where({ chain: 'r-1' }).delete(),
    );
    expect(await check()).toMatchObject({
      breaks: [{ chain: 'r-1', number: 0, kind: 'cut' }],
    });
  });

  it('finds a chain that was written anew as a whole', async () => {
    await insertAuditRows(knex, 'r-1', [
      { at: Date.now() },
      { at: Date.now() },
    ]);
    await begin('r-2');
    await behindTheTriggers(knex, async () => {
      await knex('audit_entry').where({ chain: 'r-1' }).delete();
      await insertAuditRows(knex, 'r-1', [
        { at: Date.now(), actor_id: 'another' },
        { at: Date.now() },
      ]);
    });
    expect(await check()).toMatchObject({
      breaks: [{ chain: 'r-1', number: 2, kind: 'replaced' }],
    });
  });

  it('counts all breaks and lists the first', async () => {
    await write(await begin('r-1'), 20);
    await behindTheTriggers(knex, () => knex('audit_entry').update({ at: 5 }));
    const { breaks, breaksTotal } = await check();
    expect(breaks).toHaveLength(20);
    expect(breaksTotal).toBe(42);
  });

  it('finds nothing wrong where the retention removed, and counts on from there', async () => {
    const old = Date.now() - 31 * DAY_MS;
    await insertAuditRows(knex, 'r-dead', [{ at: old - 2 }, { at: old }]);
    await insertAuditRows(knex, 'r-1', [
      { at: old - 2 },
      { at: old - 1 },
      { at: old },
      { at: Date.now() - 1_000 },
    ]);
    const audit = await begin('r-2');
    const prune = () => pruneAudit({ knex, audit, replica: 'r-2', ...KEEP });
    expect(await prune()).toBe(4);
    // One stays that was old enough: it tells that those before it were, too.
    expect(
      (await knex('audit_entry').where({ chain: 'r-1' }).pluck('number')).map(
        Number,
      ),
    ).toEqual([3, 4]);
    expect(await knex('audit_entry').where({ chain: 'r-dead' })).toEqual([]);
    expect(await check()).toMatchObject({ breaksTotal: 0 });
    const pruned = await knex('audit_entry').where({ event: 'audit-pruned' });
    expect(
      pruned.map(({ target_id, after }) => [target_id, JSON.parse(after).rows]),
    ).toEqual([
      ['r-1', 2],
      ['r-dead', 2],
    ]);
    expect(await prune()).toBe(0);
    // Also where rows are kept for longer from now on.
    expect(
      await verifyAudit({ knex, keepDays: 400, now: Date.now() }),
    ).toMatchObject({ breaksTotal: 0 });
  });

  it('finds that more is gone than the retention removes', async () => {
    await insertAuditRows(
      knex,
      'r-1',
      [31, 31, 29, 28].map(days => ({ at: Date.now() - days * DAY_MS })),
    );
    await behindTheTriggers(knex, () =>
      knex('audit_entry').where('number', '<=', 2).delete(),
    );
    expect(await check()).toMatchObject({
      breaks: [{ chain: 'r-1', number: 3, kind: 'missing' }],
    });
  });

  it('notes the ends of chains once a day', async () => {
    const audit = await begin('r-1');
    const keep = () =>
      keepAudit({ knex, audit, replica: 'r-1', ...KEEP, now: Date.now() });
    await keep();
    await keep();
    const notes = await knex('audit_entry').where({
      event: 'audit-heads-noted',
    });
    expect(notes).toHaveLength(1);
    expect(JSON.parse(notes[0].after)).toMatchObject({
      heads: [{ chain: 'r-1', number: 2 }],
    });
  });
});
