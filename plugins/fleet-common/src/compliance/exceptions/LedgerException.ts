import type { PolicyName } from '../units/complianceUnit';
import type { ComplianceSeverity } from '../units/results';

/**
 * A yes to an exception.
 *
 * @public
 */
export type ExceptionApproval = {
  /** Who approved, as an entity reference. */
  by: string;
  /** Milliseconds since 1970. */
  at: number;
};

/**
 * An exception of our own ledger. All times are milliseconds since 1970. To renew one is to
 * ask for another that follows it: that has approvals of its own.
 *
 * @public
 */
export type LedgerException = {
  id: string;
  policies: readonly PolicyName[];
  /** Of the worst policy that it waives; `unknown` where one of them has none. */
  severity: ComplianceSeverity;
  /** Who asked for it, as an entity reference. */
  requestedBy: string;
  requestedAt: number;
  approvals: readonly ExceptionApproval[];
  /** When what it waives was last changed. Who approved before did not approve of that. */
  changedAt?: number;
  /** From when on it is in force, once it is approved; from then on where absent. */
  startsAt?: number;
  /** From then on it is no longer in force. There is none without an end. */
  expiresAt: number;
  withdrawnAt?: number;
  /** Since when one that follows it is in its place. */
  renewedAt?: number;
  /** The id of the one that it follows. */
  renews?: string;
};
