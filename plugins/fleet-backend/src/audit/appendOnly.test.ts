import type { Knex } from 'knex';
import { testAudit } from '../__testUtils__/audit';
import { insertAuditRows } from '../__testUtils__/auditRows';
import { describeDatabases } from '../__testUtils__/databases';
import { startAudit } from './startAudit';

const DAY_MS = 24 * 60 * 60 * 1000;

describeDatabases('the rows of the audit', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    const audit = testAudit(knex);
    await startAudit({ knex, audit, replica: 'r-1', keepDays: 30 });
    await insertAuditRows(knex, 'r-old', [
      { at: Date.now() - 31 * DAY_MS },
      { at: Date.now() - 29 * DAY_MS },
    ]);
  });

  const count = async () => (await knex('audit_entry')).length;

  it('are not changed, by whatever statement', async () => {
    const before = await knex('audit_entry').orderBy('id');
    await expect(
      knex('audit_entry').update({ actor_id: 'somebody else' }),
    ).rejects.toThrow('never changed');
    await expect(
      knex('audit_entry').where({ id: before[0].id }).update({ at: 1 }),
    ).rejects.toThrow('never changed');
    await expect(
      knex('audit_entry')
        .insert({ ...before[0], actor_id: 'somebody else' })
        .onConflict('id')
        .merge(),
    ).rejects.toThrow('never changed');
    expect(await knex('audit_entry').orderBy('id')).toEqual(before);
  });

  it('are not taken away by what asks no trigger of rows', async () => {
    const before = await count();
    // The one empties a table at once, the other puts a row in the place of one.
    const statement = database.isPostgres
      ? 'truncate audit_entry'
      : `insert or replace into audit_entry select id, chain, number,
           previous_hash, hash, operation_id, phase, at, event, actor_type,
           'somebody else', target_type, target_id, target_name, before, after,
           reason, result, error, fold_key from audit_entry limit 1`;
    await expect(knex.raw(statement)).rejects.toThrow('never changed');
    expect(await count()).toBe(before);
    expect(
      await knex('audit_entry').where({ actor_id: 'somebody else' }),
    ).toEqual([]);
  });

  it('are removed by nobody while they are younger than the retention', async () => {
    const before = await count();
    await expect(knex('audit_entry').delete()).rejects.toThrow('keepDays');
    await expect(
      knex('audit_entry').where({ chain: 'r-old', number: 2 }).delete(),
    ).rejects.toThrow('keepDays');
    expect(await count()).toBe(before);
    await knex('audit_entry').where({ chain: 'r-old', number: 1 }).delete();
    expect(await count()).toBe(before - 1);
  });

  it('are all too young where the retention is not known', async () => {
    await knex('audit_retention').delete();
    await expect(
      knex('audit_entry').where({ chain: 'r-old', number: 1 }).delete(),
    ).rejects.toThrow('keepDays');
  });

  it('tell of another retention', async () => {
    const audit = testAudit(knex);
    await startAudit({ knex, audit, replica: 'r-2', keepDays: 30 });
    await startAudit({ knex, audit, replica: 'r-3', keepDays: 7 });
    const changes = await knex('audit_entry')
      .where({ event: 'audit-retention-changed' })
      .orderBy('id');
    expect(changes.map(({ before, after }) => [before, after])).toEqual([
      [null, '{"keepDays":30}'],
      ['{"keepDays":30}', '{"keepDays":7}'],
    ]);
  });
});
