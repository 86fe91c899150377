import type { Knex } from 'knex';
import { toStoredPromotion, type StoredPromotion } from './StoredPromotion';

/** Promotions of the same component to the same stage that were asked for later. */
export async function readLater(
  trx: Knex,
  { id, entityRef, promotion }: StoredPromotion,
): Promise<StoredPromotion[]> {
  const rows = await trx('promotion')
    .where({ entity_ref: entityRef, to_stage: promotion.to })
    .where('began_at', '>=', promotion.beganAt)
    .whereNot({ id });
  return rows.map(toStoredPromotion);
}
