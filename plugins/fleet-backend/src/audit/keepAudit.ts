import type { Knex } from 'knex';
import type { AuditTrail } from './AuditTrail';
import { pruneAudit } from './pruneAudit';
import { readHeads } from './readHeads';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What has to be done with the audit now and then: the end of every chain is
 * noted once a day, and what is too old is removed.
 */
export async function keepAudit(options: {
  knex: Knex;
  audit: AuditTrail;
  replica: string;
  keepDays: number;
  /** Milliseconds since 1970. */
  now: number;
}): Promise<void> {
  const { knex, audit, now } = options;
  const today = now - (now % DAY_MS);
  const noted = await knex('audit_entry')
    .where({ event: 'audit-heads-noted' })
    .where('at', '>=', today)
    .first('id');
  if (!noted) {
    const heads = await readHeads({ knex });
    await audit.change(async (_, record) =>
      record({
        event: 'audit-heads-noted',
        target: { id: 'chains' },
        after: { heads },
      }),
    );
  }
  await pruneAudit(options);
}
