import { approvedSince, type ApprovalSettings } from './approvals';
import type { LedgerException } from './LedgerException';

/**
 * Since when one that follows another is in its place: from when it was in force for the
 * first time. One that was taken back before that never was; one that was taken back
 * later does not bring back what it followed.
 *
 * @param follower - the exception that renews
 * @param at - milliseconds since 1970
 * @returns milliseconds since 1970; nothing where it never was in force
 * @public
 */
export function renewedSince(
  follower: LedgerException,
  at: number,
  settings?: ApprovalSettings,
): number | undefined {
  const approved = approvedSince(follower, at, settings);
  if (approved === undefined) return undefined;
  const { startsAt = approved, withdrawnAt = Infinity, expiresAt } = follower;
  const since = Math.max(approved, startsAt);
  return since <= at && since < Math.min(withdrawnAt, expiresAt)
    ? since
    : undefined;
}
