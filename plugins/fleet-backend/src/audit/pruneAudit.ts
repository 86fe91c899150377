import type { Knex } from 'knex';
import { databaseTime, rowsOf } from '../leases/databaseTime';
import type { AuditTrail } from './AuditTrail';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Removed in one transaction. */
const MOST = 5_000;

type ChainEnds = {
  chain: string;
  first: number | string;
  last: number | string;
  /** The first row that is too young. */
  kept: number | string | null;
  lives: number | boolean;
};

/**
 * Removes what is older than the retention, and records that. Of each chain that
 * goes on, one row stays that could have been removed: whoever looks at the first
 * row that is there sees that what was before it was old enough.
 *
 * @returns how many rows were removed
 */
export async function pruneAudit(options: {
  knex: Knex;
  audit: AuditTrail;
  /** Whose chain goes on in any case: it is about to record what it removed. */
  replica: string;
  keepDays: number;
}): Promise<number> {
  const { knex, audit, replica, keepDays } = options;
  const [{ now }] = rowsOf<{ now: number | string }>(
    await knex.raw(`select ${databaseTime(knex)} as now`),
  );
  const olderThan = Number(now) - keepDays * DAY_MS;
  let removed = 0;
  for (const { chain, first, last, kept, lives } of await endsOf(
    knex,
    olderThan,
  )) {
    // A chain that nobody continues goes as a whole.
    const goesOn = lives || chain === replica;
    const open = Number(last) + (goesOn ? 1 : 2);
    const end = Number(kept ?? open) - 1;
    for (let from = Number(first); from < end; from += MOST) {
      const before = Math.min(end, from + MOST);
      removed += await audit.change(async (trx, record) => {
        const rows = await trx('audit_entry')
          .where({ chain })
          .where('number', '>=', from)
          .where('number', '<', before)
          .delete();
        if (rows > 0) {
          record({
            event: 'audit-pruned',
            target: { id: chain },
            after: { rows, olderThan },
            reason: `fleet.audit.keepDays is ${keepDays}`,
          });
        }
        return rows;
      });
    }
  }
  return removed;
}

async function endsOf(knex: Knex, olderThan: number): Promise<ChainEnds[]> {
  return rowsOf<ChainEnds>(
    await knex.raw(
      `select chain, min(number) as first, max(number) as last,
         min(case when at >= ? then number end) as kept,
         exists (select 1 from replica where id = chain
           and expires_at > ${databaseTime(knex)}) as lives
       from audit_entry group by chain having min(at) < ?`,
      [olderThan, olderThan],
    ),
  );
}
