import { ConflictError, InputError } from '@backstage/errors';
import type {
  ExceptionRenewal,
  FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import { mayRenew } from './allowances';
import { auditOf, titleOf } from './auditOf';
import { personOf, refuseChange, type Changing } from './Changing';
import { checkTimes } from './checkTimes';
import { findException } from './findException';
import { getException } from './getException';
import { insertException, type NewException } from './insertException';
import { gravest, nameKnownPolicies } from './nameKnownPolicies';
import { REFUSALS } from './refusals';
import { textOf } from './requestException';
import { takeVersion } from './takeVersion';

/**
 * Asks for an exception that follows another: of the same, with an end, a reason and approvals
 * of its own. Until it is approved the other goes on as it is.
 *
 * @throws NotFoundError, NotAllowedError, InputError; ConflictError where there is nothing to renew,
 *   or a renewal is asked for
 */
export async function renewException(
  changing: Changing,
  id: string,
  asked: ExceptionRenewal,
): Promise<FleetException> {
  const { context, access, audit, actor } = changing;
  const person = personOf(changing);
  const reason = textOf(asked.reason);
  if (!reason) throw new InputError('A reason is needed.');
  const shown = await findException(context, access, id);
  if (mayRenew(shown, access, context.now).because === 'not-permitted') {
    return refuseChange(
      changing,
      { id, name: titleOf(shown) },
      REFUSALS['not-permitted'],
    );
  }
  const times = checkTimes(asked, context.now);
  const { severity } = await nameKnownPolicies(context.knex, shown.scope);
  const renewal: NewException = {
    kind: shown.kind,
    scope: shown.scope,
    // Since then a policy may have become graver; it is not taken for less.
    severity: gravest([shown.severity, severity]),
    reason,
    ticket: textOf(asked.ticket) ?? shown.ticket,
    compensatingControl:
      textOf(asked.compensatingControl) ?? shown.compensatingControl,
    requestedBy: person,
    requestedAt: context.now,
    ...times,
    renews: id,
    // One renewal of each version: asked for twice, it is there once.
    requestKey: `renew ${id} ${asked.version}`,
  };
  const followerId = await audit.change(async (trx, record) => {
    const exception = await findException(
      { knex: trx, now: context.now },
      access,
      id,
    );
    const { allowed, because } = mayRenew(exception, access, context.now);
    if (because === 'renewal-asked-for') {
      const follower = await trx('exception')
        .where({ id: exception.renewedBy, requested_by: person })
        .first('id');
      // Clicked twice: it is done.
      if (follower && exception.version === asked.version + 1) {
        return follower.id as string;
      }
    }
    if (!allowed) throw new ConflictError(REFUSALS[because ?? 'not-permitted']);
    await takeVersion(trx, { id, version: asked.version });
    const stored = await insertException(trx, renewal);
    record({
      event: 'exception-renewed',
      actor,
      target: { id: stored.id, name: titleOf(renewal) },
      after: { ...auditOf(renewal), renews: id },
      reason,
    });
    return stored.id;
  });
  return getException(context, access, followerId);
}
