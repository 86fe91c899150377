import type { Knex } from 'knex';
import type { AuditTrail } from './AuditTrail';
import { readHeads } from './readHeads';

/**
 * Begins this replica's chain, and tells the database how long rows are kept:
 * it lets nobody remove younger ones.
 *
 * @throws where the database cannot be written; the portal's plugin then does not start
 */
export async function startAudit(options: {
  knex: Knex;
  audit: AuditTrail;
  replica: string;
  keepDays: number;
}): Promise<void> {
  const { knex, audit, replica, keepDays } = options;
  const heads = await readHeads({ knex });
  await audit.change(async (trx, record) => {
    record({
      event: 'audit-chain-begun',
      target: { id: replica },
      after: { heads },
    });
    const known = await trx('audit_retention').first('keep_days');
    if (known?.keep_days === keepDays) return;
    await trx('audit_retention')
      .insert({ id: 1, keep_days: keepDays })
      .onConflict('id')
      .merge();
    record({
      event: 'audit-retention-changed',
      target: { id: 'fleet.audit.keepDays' },
      ...(known ? { before: { keepDays: known.keep_days } } : {}),
      after: { keepDays },
      reason: 'configuration',
    });
  });
}
