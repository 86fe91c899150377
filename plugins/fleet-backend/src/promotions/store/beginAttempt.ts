import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { toAttempt, type Attempt, type Direction } from './attempts';

/**
 * Writes down that something is being started, before it is: so that who finds it without a
 * task knows that one may have been.
 *
 * @returns nothing where another replica has begun it
 */
export async function beginAttempt(
  knex: Knex,
  options: {
    promotionId: string;
    wave: string;
    direction: Direction;
    repository: string;
    number: number;
    now: number;
  },
): Promise<Attempt | undefined> {
  const { promotionId, wave, direction, repository, number, now } = options;
  const key = {
    promotion_id: promotionId,
    wave,
    direction,
    repository_key: createHash('sha256').update(repository).digest('hex'),
    number,
  };
  try {
    await knex('promotion_attempt').insert({
      ...key,
      repository,
      state: 'starting',
      started_at: now,
    });
  } catch (error) {
    const known = await knex('promotion_attempt').where(key).first('id');
    if (known) return undefined;
    throw error;
  }
  const row = await knex('promotion_attempt').where(key).first();
  return toAttempt(row);
}
