import type { Knex } from 'knex';
import { toStoredPromotion, type StoredPromotion } from './StoredPromotion';

/** So many of the newest are looked through for one that may be seen. */
const MOST = 50;

/**
 * The newest promotion of a component to each stage that the reader may see.
 *
 * @param isSeen - whether he may; he sees all of them where absent
 */
export async function readLatest(
  knex: Knex,
  entityRef: string,
  stages: readonly string[],
  isSeen?: (promotion: StoredPromotion) => boolean,
): Promise<Map<string, StoredPromotion>> {
  const latest = new Map<string, StoredPromotion>();
  for (const stage of stages) {
    const rows = await selectNewest(knex, entityRef, stage).limit(
      isSeen ? MOST : 1,
    );
    const found = rows.map(toStoredPromotion).find(isSeen ?? (() => true));
    if (found) latest.set(stage, found);
  }
  return latest;
}

/** Promotions of a component to a stage, the newest first. */
export function selectNewest(
  knex: Knex,
  entityRef: string,
  stage: string,
): Knex.QueryBuilder {
  return knex('promotion')
    .where({ entity_ref: entityRef, to_stage: stage })
    .orderBy('began_at', 'desc')
    .orderBy('id', 'desc');
}
