import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { storableText } from '../../derive/storableText';
import type { Direction } from './attempts';

/**
 * Writes where people find what was proposed, with the newest attempt that is of it.
 *
 * @param options.isDone - whether that has done its work: one that still has to propose other
 *   changes of the repository may fail at them
 */
export async function noteReference(
  trx: Knex,
  options: {
    promotionId: string;
    wave: string;
    direction: Direction;
    repository: string;
    reference: string;
    isDone: boolean;
    now: number;
  },
): Promise<void> {
  const { promotionId, wave, direction, repository } = options;
  const { isDone, now } = options;
  const reference = storableText(options.reference);
  const key = {
    promotion_id: promotionId,
    wave,
    direction,
    repository_key: createHash('sha256').update(repository).digest('hex'),
  };
  const newest = await trx('promotion_attempt')
    .where(key)
    .orderBy('number', 'desc')
    .first('id', 'state');
  if (!newest) {
    // Somebody has proposed it by hand.
    await trx('promotion_attempt').insert({
      ...key,
      repository,
      number: 1,
      state: 'succeeded',
      reference,
      started_at: now,
      ended_at: now,
    });
    return;
  }
  await trx('promotion_attempt')
    .where({ id: newest.id })
    .update({
      reference,
      ...(newest.state === 'succeeded' || !isDone
        ? {}
        : { state: 'succeeded', ended_at: now, error: null }),
    });
}
