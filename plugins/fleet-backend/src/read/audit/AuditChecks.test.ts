import type { Knex } from 'knex';
import { insertAuditRows } from '../../__testUtils__/auditRows';
import { describeDatabases } from '../../__testUtils__/databases';
import { rowsOf } from '../../leases/databaseTime';
import { AuditChecks } from './AuditChecks';
import { auditPage } from './listAudit';

describeDatabases('AuditChecks', database => {
  let knex: Knex;
  const clock = { now: 0 };
  beforeEach(async () => {
    knex = await database.open();
    clock.now = 0;
  });

  it('looks once for all who ask, and again after a minute', async () => {
    const checks = new AuditChecks({
      knex,
      keepDays: 400,
      monotonic: () => clock.now,
    });
    expect(await checks.latest(1)).toMatchObject({ state: 'unknown', rows: 0 });
    await insertAuditRows(knex, 'r-1', [{ at: Date.now() }]);
    clock.now = 59_999;
    expect(await checks.latest(2)).toMatchObject({ rows: 0 });
    clock.now = 60_000;
    const [one, two] = await Promise.all([checks.latest(3), checks.latest(4)]);
    expect(one).toBe(two);
    expect(one).toMatchObject({
      checkedAt: new Date(3).toISOString(),
      state: 'intact',
      rows: 1,
    });
  });

  it('says nothing for long of a database that did not answer', async () => {
    const checks = new AuditChecks({
      knex,
      keepDays: 400,
      monotonic: () => clock.now,
    });
    await knex.schema.renameTable('audit_entry', 'gone');
    await expect(checks.latest(1)).rejects.toThrow();
    await knex.schema.renameTable('gone', 'audit_entry');
    expect(await checks.latest(2)).toMatchObject({ rows: 0 });
  });
});

describeDatabases('a page of the audit', database => {
  it('is read from its index, newest first, without sorting', async () => {
    const knex = await database.open();
    await insertAuditRows(
      knex,
      'r-1',
      Array.from({ length: 50 }, (_, index) => ({ at: index })),
    );
    const { sql, bindings } = auditPage(knex, { from: 5 }, 11, {
      at: 40,
      id: 41,
    })
      .toSQL()
      .toNative();
    const explained: unknown = await knex.transaction(async trx => {
      if (database.isPostgres) {
        await trx.raw('set local enable_seqscan = off');
        await trx.raw('set local enable_sort = off');
      }
      const explain = database.isPostgres ? 'explain' : 'explain query plan';
      return rowsOf(
        await trx.raw(
          `${explain} ${sql.replaceAll(/\$\d+/g, '?')}`,
          bindings as never,
        ),
      );
    });
    const plan = JSON.stringify(explained);
    expect(plan).toContain('audit_entry_at_index');
    expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY|"Sort/);
  });
});
