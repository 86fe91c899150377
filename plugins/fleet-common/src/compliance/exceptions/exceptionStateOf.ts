import { DEFAULT_COMPLIANCE_SETTINGS } from '../settings';
import { approvedSince, type ApprovalSettings } from './approvals';
import type { LedgerException } from './LedgerException';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Where an exception of the ledger is in its life.
 *
 * - `requested`: it lacks approvals
 * - `approved`: it has them, and begins later
 * - `active`: it is in force
 * - `expiring`: it is in force, and ends soon
 * - `expired`: its time is over, whether it was ever approved or not
 * - `renewed`: another is in its place
 * - `withdrawn`: it was taken back, or refused
 *
 * @public
 */
export const EXCEPTION_STATES = [
  'requested',
  'approved',
  'active',
  'expiring',
  'expired',
  'renewed',
  'withdrawn',
] as const;

/** @public */
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

/** @public */
export type ExceptionStanding = {
  state: ExceptionState;
  /** Of one that is expiring: within how many days, the least of those that are told. */
  withinDays?: number;
  /** Of one that is in force, since when, in milliseconds since 1970. */
  inForceSince?: number;
};

/**
 * The state of an exception at a time. At the instant that it expires it is expired.
 *
 * @param at - milliseconds since 1970
 * @public
 */
export function exceptionStateOf(
  exception: LedgerException,
  at: number,
  settings: ApprovalSettings = DEFAULT_COMPLIANCE_SETTINGS,
): ExceptionStanding {
  const { withdrawnAt, renewedAt, expiresAt, startsAt } = exception;
  if (withdrawnAt !== undefined && withdrawnAt <= at) {
    return { state: 'withdrawn' };
  }
  if (renewedAt !== undefined && renewedAt <= at) return { state: 'renewed' };
  // Also where its end is no time at all.
  if (!(at < expiresAt)) return { state: 'expired' };
  const approved = approvedSince(exception, at, settings);
  if (approved === undefined) return { state: 'requested' };
  const inForceSince = Math.max(approved, startsAt ?? approved);
  if (at < inForceSince) return { state: 'approved' };
  const withinDays = [...settings.exceptions.expiringWithinDays]
    .sort((left, right) => left - right)
    .find(days => expiresAt - at <= days * DAY_MS);
  return withinDays === undefined
    ? { state: 'active', inForceSince }
    : { state: 'expiring', withinDays, inForceSince };
}
