import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';

/** An id of the ledger: it goes into addresses, names of files and comments. */
const ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** @throws InputError where it can be no id of the ledger */
export function checkExceptionId(id: string): string {
  if (ID.test(id)) return id;
  throw new InputError(
    `'exceptionId' is '${id}', which is no id of the ledger. It stands in the address of the exception's page, after 'detail='.`,
  );
}

/**
 * What is written makes an engine exempt something. So it is only of what others said yes to, and
 * of what is seen as a whole: what cannot be seen of it might narrow it. And only of what has begun:
 * no engine's manifest has a beginning, so it would exempt from when it is merged.
 *
 * @throws NotAllowedError, InputError, ConflictError
 */
export function checkMayBeWritten(exception: FleetException): void {
  const { id, state, kind, scope } = exception;
  if (kind !== 'policy') {
    throw new InputError(
      `The exception '${id}' is from a ${kind}, which no policy engine knows. Only exceptions from policies have a manifest.`,
    );
  }
  if (scope.partial) {
    throw new NotAllowedError(
      `You may not see all that the exception '${id}' covers. A manifest of a part would exempt more than was approved: ask somebody who sees all of it.`,
    );
  }
  if (state === 'active' || state === 'expiring') return;
  if (state === 'approved') {
    throw new ConflictError(
      `The exception '${id}' begins at ${
        exception.startsAt ?? 'a later time'
      }. No manifest of an engine has a beginning: it would exempt at once. Write it when the exception has begun.`,
    );
  }
  throw new ConflictError(
    state === 'requested'
      ? `The exception '${id}' has ${exception.approvals.length} of the ${exception.approvalsNeeded} approvals that it needs. Nothing is written before it is approved.`
      : `The exception '${id}' is ${state}: it is no longer in force. Ask for another, or have it renewed, and use the id of that one.`,
  );
}

/** @throws ConflictError where it is in force, or may come into force */
export function checkIsOver({ id, state, expiresAt }: FleetException): void {
  if (state === 'expired' || state === 'withdrawn' || state === 'renewed') {
    return;
  }
  throw new ConflictError(
    state === 'requested'
      ? `The exception '${id}' waits for approval: it is not over, and nothing of it should be applied. Withdraw it first.`
      : `The exception '${id}' is ${state}, and ends at ${expiresAt}. What applies it is removed when it is over; to end it now, withdraw it first.`,
  );
}
