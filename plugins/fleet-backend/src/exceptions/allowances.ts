import {
  approvedSince,
  canApprove,
  exceptionStateOf,
  type ExceptionAllowance,
  type FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ExceptionAccess } from './ExceptionAccess';
import type { StoredException } from './StoredException';

const ALLOWED: ExceptionAllowance = { allowed: true };

function refuse(
  because: NonNullable<ExceptionAllowance['because']>,
): ExceptionAllowance {
  return { allowed: false, because };
}

/** What who asks may do with an exception, and why not: by permissions, and by the ledger. */
export function allowancesOf(
  exception: StoredException,
  access: ExceptionAccess,
  now: number,
): FleetException['may'] {
  return {
    approve: mayApprove(exception, access, now),
    withdraw: mayWithdraw(exception, access, now),
    renew: mayRenew(exception, access, now),
  };
}

export function mayApprove(
  { scope, ledger }: StoredException,
  access: ExceptionAccess,
  now: number,
): ExceptionAllowance {
  if (access.person === undefined) return refuse('nobody');
  if (!access.mayApprove(scope)) return refuse('not-permitted');
  const decided = canApprove(ledger, access.person, now, access.rules);
  return decided.allowed ? ALLOWED : refuse(decided.because);
}

/**
 * What is over need not be taken back; what nobody ever approved of may be, also after its
 * time: else the renewal that was never granted stands in the way of the next one.
 */
export function mayWithdraw(
  { scope, ledger }: StoredException,
  access: ExceptionAccess,
  now: number,
): ExceptionAllowance {
  if (access.person === undefined) return refuse('nobody');
  if (!access.mayWaive(scope)) return refuse('not-permitted');
  const { state } = exceptionStateOf(ledger, now, access.rules);
  if (state === 'withdrawn' || state === 'renewed') return refuse(state);
  const wasApproved = approvedSince(ledger, now, access.rules) !== undefined;
  return state === 'expired' && wasApproved ? refuse(state) : ALLOWED;
}

/** What was approved may be renewed, also after its end: whoever was late asks for the same again. */
export function mayRenew(
  { scope, ledger, renewedBy }: StoredException,
  access: ExceptionAccess,
  now: number,
): ExceptionAllowance {
  if (access.person === undefined) return refuse('nobody');
  if (!access.mayWaive(scope)) return refuse('not-permitted');
  const { state } = exceptionStateOf(ledger, now, access.rules);
  if (state === 'withdrawn' || state === 'renewed') return refuse(state);
  if (approvedSince(ledger, now, access.rules) === undefined)
    return refuse('not-approved');
  return renewedBy === undefined ? ALLOWED : refuse('renewal-asked-for');
}
