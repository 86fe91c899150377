import { NotAllowedError } from '@backstage/errors';
import type { AuditActor, AuditRequest, AuditTrail } from '../audit';
import type { ReadContext } from '../read/types';
import type { ExceptionAccess } from './ExceptionAccess';

/** Who changes the ledger, and where it is written down. */
export type Changing = {
  context: ReadContext;
  access: ExceptionAccess;
  audit: AuditTrail;
  actor: AuditActor;
  request?: AuditRequest;
};

/**
 * The person who asks, by credentials that were checked: never by what a request says.
 *
 * @throws NotAllowedError where it is no person
 */
export function personOf({ access }: Changing): string {
  if (access.person !== undefined) return access.person;
  throw new NotAllowedError(
    'Exceptions are asked for and approved by people who are signed in, and by no service in its own name.',
  );
}

/** Records that somebody was refused, and refuses. @throws NotAllowedError */
export async function refuseChange(
  { audit, actor, request }: Changing,
  target: { id: string; name?: string },
  reason: string,
): Promise<never> {
  const error = new NotAllowedError(reason);
  await audit.note(
    { event: 'exception-refused', actor, target, reason },
    { request, refused: error },
  );
  throw error;
}
