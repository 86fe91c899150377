import type { Knex } from 'knex';
import { openKey } from './openKey';
import { toStoredPromotion, type StoredPromotion } from './StoredPromotion';

/** The promotion of a component to a stage that goes on. */
export async function readOpen(
  knex: Knex,
  entityRef: string,
  stage: string,
): Promise<StoredPromotion | undefined> {
  const row = await knex('promotion')
    .where({ open_key: openKey(entityRef, stage) })
    .first();
  return row && toStoredPromotion(row);
}
