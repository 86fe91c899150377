import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ExceptionAccess } from './ExceptionAccess';
import { readLedger } from './readLedger';
import type { StoredException } from './StoredException';

/**
 * An exception that who asks may see.
 *
 * @throws NotFoundError where there is none, or none that he may see
 */
export async function findException(
  context: { knex: Knex; now: number },
  access: ExceptionAccess,
  id: string,
): Promise<StoredException> {
  const found = (await readLedger({ ...context, rules: access.rules })).find(
    each => each.id === id,
  );
  if (found && access.sees(found.scope)) return found;
  // Of one that is hidden the same is said as of one that never was.
  throw new NotFoundError(`There is no exception '${id}'.`);
}
