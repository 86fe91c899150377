import {
  type ComplianceSettings,
  DEFAULT_COMPLIANCE_SETTINGS,
} from '../settings';
import type { ComplianceSeverity } from '../units/results';
import type { ExceptionApproval, LedgerException } from './LedgerException';

/** What of the settings approvals go by. */
export type ApprovalSettings = Pick<ComplianceSettings, 'exceptions'>;

/**
 * How many people have to approve of what is this severe.
 *
 * @public
 */
export function approvalsNeeded(
  severity: ComplianceSeverity,
  settings: ApprovalSettings = DEFAULT_COMPLIANCE_SETTINGS,
): number {
  return settings.exceptions.approvals[severity];
}

/** Whether two references are of one person: case makes no difference in them. */
function isSame(left: string, right: string): boolean {
  return personOf(left) === personOf(right);
}

function personOf(reference: string): string {
  return reference.trim().toLocaleLowerCase('en-US');
}

/**
 * The approvals that count at a time, one of each person, in order: not the requester's,
 * and none that is older than the request or than what it asks for now.
 *
 * @param at - milliseconds since 1970
 * @public
 */
export function validApprovals(
  exception: LedgerException,
  at: number,
): ExceptionApproval[] {
  const { requestedAt, changedAt = requestedAt, requestedBy } = exception;
  const since = Math.max(requestedAt, changedAt);
  const people = new Set<string>();
  return [...exception.approvals]
    .sort((left, right) => left.at - right.at)
    .filter(approval => {
      if (approval.at < since || approval.at > at) return false;
      if (isSame(approval.by, requestedBy)) return false;
      const person = personOf(approval.by);
      return (
        person !== '' && !people.has(person) && Boolean(people.add(person))
      );
    });
}

/**
 * Since when an exception has all approvals that it needs.
 *
 * @returns milliseconds since 1970; nothing where it has not
 */
export function approvedSince(
  exception: LedgerException,
  at: number,
  settings?: ApprovalSettings,
): number | undefined {
  const needed = approvalsNeeded(exception.severity, settings);
  return validApprovals(exception, at)[needed - 1]?.at;
}

/**
 * Why somebody may not approve.
 *
 * - `withdrawn`, `renewed`, `expired`: there is nothing left to approve
 * - `is-requester`: nobody approves of what they ask for
 * - `has-approved`: two approvals are those of two people; also where no more are needed
 * - `not-needed`: enough others have approved
 * - `nobody`: it is not known who it is
 *
 * @public
 */
export type ApprovalRefusal =
  | 'withdrawn'
  | 'renewed'
  | 'expired'
  | 'not-needed'
  | 'is-requester'
  | 'has-approved'
  | 'nobody';

/**
 * Whether somebody may approve of an exception, by what the ledger says: permissions are
 * asked apart.
 *
 * @param who - an entity reference
 * @param at - milliseconds since 1970
 * @public
 */
export function canApprove(
  exception: LedgerException,
  who: string,
  at: number,
  settings?: ApprovalSettings,
): { allowed: true } | { allowed: false; because: ApprovalRefusal } {
  const refuse = (because: ApprovalRefusal) =>
    ({ allowed: false, because } as const);
  const { withdrawnAt, renewedAt, expiresAt, requestedBy } = exception;
  if (withdrawnAt !== undefined && withdrawnAt <= at)
    return refuse('withdrawn');
  if (renewedAt !== undefined && renewedAt <= at) return refuse('renewed');
  if (expiresAt <= at) return refuse('expired');
  if (personOf(who) === '') return refuse('nobody');
  if (isSame(who, requestedBy)) return refuse('is-requester');
  const valid = validApprovals(exception, at);
  // Before all else that is no error: who asks twice is told that it is done.
  if (valid.some(({ by }) => isSame(by, who))) return refuse('has-approved');
  return valid.length >= approvalsNeeded(exception.severity, settings)
    ? refuse('not-needed')
    : { allowed: true };
}
