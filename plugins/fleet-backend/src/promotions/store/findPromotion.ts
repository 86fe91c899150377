import type { Knex } from 'knex';
import { toStoredPromotion, type StoredPromotion } from './StoredPromotion';

/** A promotion by its id; nothing where there is none. */
export async function findPromotion(
  knex: Knex,
  id: string,
): Promise<StoredPromotion | undefined> {
  const row = await knex('promotion').where({ id }).first();
  return row && toStoredPromotion(row);
}
