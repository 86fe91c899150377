import { ConflictError } from '@backstage/errors';
import {
  approvalsNeeded,
  validApprovals,
  type ExceptionApprovalRequest,
  type FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import { mayApprove } from './allowances';
import { titleOf } from './auditOf';
import { personOf, refuseChange, type Changing } from './Changing';
import { findException } from './findException';
import { getException } from './getException';
import { markCovered } from './markCovered';
import { REFUSALS } from './refusals';
import { takeVersion } from './takeVersion';
import { textOf } from './requestException';

/**
 * Approves of an exception, as who is signed in. Twice is once.
 *
 * @throws NotFoundError; NotAllowedError where permissions or the ledger let this person not
 *   approve; ConflictError where it has changed, or there is nothing to approve
 */
export async function approveException(
  changing: Changing,
  id: string,
  asked: ExceptionApprovalRequest,
): Promise<FleetException> {
  const { context, access, audit, actor } = changing;
  const person = personOf(changing);
  const shown = await findException(context, access, id);
  const target = { id, name: titleOf(shown) };
  const before = mayApprove(shown, access, context.now);
  if (before.because === 'not-permitted' || before.because === 'is-requester') {
    return refuseChange(changing, target, REFUSALS[before.because]);
  }
  await audit.change(async (trx, record) => {
    const exception = await findException(
      { knex: trx, now: context.now },
      access,
      id,
    );
    const { allowed, because } = mayApprove(exception, access, context.now);
    // Clicked twice: it is done, also where the clocks of two replicas differ.
    const approver = person.toLocaleLowerCase('en-US');
    const isStored = exception.approvals.some(
      ({ by }) => by.toLocaleLowerCase('en-US') === approver,
    );
    if (isStored) return;
    if (!allowed) throw new ConflictError(REFUSALS[because ?? 'not-permitted']);
    await takeVersion(trx, { id, version: asked.version });
    const comment = textOf(asked.comment);
    await trx('exception_approval').insert({
      exception_id: id,
      approver_id: approver,
      approved_by: person,
      // What is approved was asked for before, whatever the clock here says.
      approved_at: Math.max(context.now, exception.requestedAt),
      note: comment ?? null,
    });
    record({
      event: 'exception-approved',
      actor,
      target,
      after: {
        approvals: validApprovals(exception.ledger, context.now).length + 1,
        needed: approvalsNeeded(exception.severity, access.rules),
        requestedBy: exception.requestedBy,
      },
      ...(comment ? { reason: comment } : {}),
    });
  });
  await markCovered(context.knex, shown);
  return getException(context, access, id);
}
