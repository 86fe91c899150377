import type { Knex } from 'knex';
import { toStoredPromotion, type StoredPromotion } from './StoredPromotion';

/** The newest promotion of a component to each stage. */
export async function readLatest(
  knex: Knex,
  entityRef: string,
  stages: readonly string[],
): Promise<Map<string, StoredPromotion>> {
  const latest = new Map<string, StoredPromotion>();
  for (const stage of stages) {
    const row = await selectLatest(knex, entityRef, stage).first();
    if (row) latest.set(stage, toStoredPromotion(row));
  }
  return latest;
}

export function selectLatest(
  knex: Knex,
  entityRef: string,
  stage: string,
): Knex.QueryBuilder {
  return knex('promotion')
    .where({ entity_ref: entityRef, to_stage: stage })
    .orderBy('began_at', 'desc')
    .limit(1);
}
