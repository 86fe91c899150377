import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';

/**
 * Counts a change of an exception, and keeps others from changing it until this one is
 * written.
 *
 * @throws ConflictError where it has changed since who asks saw it
 */
export async function takeVersion(
  trx: Knex,
  options: { id: string; version: number },
): Promise<void> {
  const taken = await trx('exception')
    .where(options)
    .update({ version: options.version + 1 });
  if (taken === 1) return;
  throw new ConflictError(
    'The exception has changed since it was shown. Look at it again.',
  );
}
