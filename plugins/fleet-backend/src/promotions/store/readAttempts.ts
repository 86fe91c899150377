import type { Knex } from 'knex';
import { toAttempt, type Attempt } from './attempts';

/** What was started for a promotion, the newest first. */
export async function readAttempts(
  knex: Knex,
  promotionId: string,
): Promise<Attempt[]> {
  const rows = await knex('promotion_attempt')
    .where({ promotion_id: promotionId })
    .orderBy('id', 'desc');
  return rows.map(toAttempt);
}
