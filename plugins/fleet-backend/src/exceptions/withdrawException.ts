import { ConflictError, InputError } from '@backstage/errors';
import {
  exceptionStateOf,
  type ExceptionWithdrawal,
  type FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import { mayWithdraw } from './allowances';
import { titleOf } from './auditOf';
import { personOf, refuseChange, type Changing } from './Changing';
import { findException } from './findException';
import { getException } from './getException';
import { markCovered } from './markCovered';
import { REFUSALS } from './refusals';
import { textOf } from './requestException';
import { takeVersion } from './takeVersion';

/**
 * Takes an exception back, or refuses it. Twice is once.
 *
 * @throws NotFoundError, NotAllowedError, InputError; ConflictError where it has changed, or is over
 */
export async function withdrawException(
  changing: Changing,
  id: string,
  asked: ExceptionWithdrawal,
): Promise<FleetException> {
  const { context, access, audit, actor } = changing;
  const person = personOf(changing);
  const reason = textOf(asked.reason);
  if (!reason) throw new InputError('A reason is needed.');
  const shown = await findException(context, access, id);
  const target = { id, name: titleOf(shown) };
  if (mayWithdraw(shown, access, context.now).because === 'not-permitted') {
    return refuseChange(changing, target, REFUSALS['not-permitted']);
  }
  await audit.change(async (trx, record) => {
    const exception = await findException(
      { knex: trx, now: context.now },
      access,
      id,
    );
    if (exception.withdrawn?.by === person) return;
    const { allowed, because } = mayWithdraw(exception, access, context.now);
    if (!allowed) throw new ConflictError(REFUSALS[because ?? 'not-permitted']);
    await takeVersion(trx, { id, version: asked.version });
    await trx('exception').where({ id }).update({
      withdrawn_at: context.now,
      withdrawn_by: person,
      withdrawn_because: reason,
    });
    const { state } = exceptionStateOf(
      exception.ledger,
      context.now,
      access.rules,
    );
    record({
      event: 'exception-withdrawn',
      actor,
      target,
      before: { state },
      after: { state: 'withdrawn' },
      reason,
    });
  });
  await markCovered(context.knex, shown);
  return getException(context, access, id);
}
