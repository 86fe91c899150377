import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Direction } from './attempts';

/**
 * Writes where people find what was proposed, with the newest attempt that is of it: that has
 * done its work.
 */
export async function noteReference(
  trx: Knex,
  options: {
    promotionId: string;
    wave: string;
    direction: Direction;
    repository: string;
    reference: string;
    now: number;
  },
): Promise<void> {
  const { promotionId, wave, direction, repository, reference, now } = options;
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
      ...(newest.state === 'succeeded'
        ? {}
        : { state: 'succeeded', ended_at: now, error: null }),
    });
}
