import type { LedgerException } from '@fleetview/backstage-plugin-fleet-common';
import { defined, type Row } from '../read/types';
import type { StoredApproval, StoredException } from './StoredException';

const timeOf = (value: unknown): number | undefined =>
  value === null || value === undefined ? undefined : Number(value);

/** A row of the table `exception` with those of its approvals. */
export function toStoredException(
  row: Row,
  approvals: StoredApproval[],
): StoredException {
  const scope: StoredException['scope'] = JSON.parse(row.scope);
  const withdrawnAt = timeOf(row.withdrawn_at);
  const own = {
    id: row.id,
    severity: row.severity,
    requestedBy: row.requested_by,
    requestedAt: Number(row.requested_at),
    startsAt: timeOf(row.starts_at),
    expiresAt: Number(row.expires_at),
    renews: row.renews_id ?? undefined,
  };
  const ledger = defined({
    ...own,
    policies: scope.policies.map(({ engine = '', name }) => ({
      engine,
      policy: name,
    })),
    approvals: approvals.map(({ by, at }) => ({ by, at })),
    withdrawnAt,
  }) as LedgerException;
  return defined({
    ...own,
    kind: row.type,
    scope,
    reason: row.reason,
    ticket: row.ticket ?? undefined,
    compensatingControl: row.compensating_control ?? undefined,
    approvals,
    reviewAt: timeOf(row.review_at),
    withdrawn:
      withdrawnAt === undefined
        ? undefined
        : {
            at: withdrawnAt,
            by: row.withdrawn_by ?? '',
            because: row.withdrawn_because ?? '',
          },
    version: Number(row.version),
    ledger,
  }) as StoredException;
}
