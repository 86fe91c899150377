import { renewedSince } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { Row } from '../read/types';
import type { LedgerRules } from './ExceptionAccess';
import type { StoredApproval, StoredException } from './StoredException';
import { toStoredException } from './toStoredException';

/**
 * The whole ledger, those that were asked for last first. It is read as a whole because
 * states and debt are computed and rest on what follows what: people write it, and one
 * exception is about a kilobyte.
 *
 * @param options.now - milliseconds since 1970, that renewals are held against
 * @param options.rules - how many have to approve of a renewal before it is one
 */
export async function readLedger(options: {
  knex: Knex;
  now: number;
  rules: LedgerRules;
}): Promise<StoredException[]> {
  const { knex, now, rules } = options;
  const rows: Row[] = await knex('exception');
  if (rows.length === 0) return [];
  const approvals = await readApprovals(knex);
  const all = rows
    .map(row => toStoredException(row, approvals.get(row.id) ?? []))
    // Pages go by the order that is compared by, whatever the database's is.
    .sort(
      (left, right) =>
        right.requestedAt - left.requestedAt || (right.id > left.id ? 1 : -1),
    );
  const byId = new Map(all.map(each => [each.id, each]));
  for (const follower of all) {
    const followed = byId.get(follower.renews ?? '');
    if (!followed) continue;
    const since = renewedSince(follower.ledger, now, rules);
    if (since !== undefined) followed.ledger.renewedAt = since;
    if (since !== undefined || !follower.withdrawn) {
      followed.renewedBy = follower.id;
    }
  }
  return all;
}

async function readApprovals(
  knex: Knex,
): Promise<Map<string, StoredApproval[]>> {
  const rows: Row[] = await knex('exception_approval').orderBy([
    'approved_at',
    'approver_id',
  ]);
  const approvals = new Map<string, StoredApproval[]>();
  for (const row of rows) {
    const known = approvals.get(row.exception_id) ?? [];
    approvals.set(row.exception_id, known);
    known.push({
      by: row.approved_by,
      at: Number(row.approved_at),
      ...(row.note === null ? {} : { comment: row.note }),
    });
  }
  return approvals;
}
