import type { ListPromotionsQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';

/** Promotions of components, to stages, and in states. */
export function selectPromotions(
  knex: Knex,
  {
    component,
    stage,
    state,
  }: Pick<ListPromotionsQuery, 'component' | 'stage' | 'state'>,
): Knex.QueryBuilder {
  const rows = knex('promotion');
  if (component?.length) void rows.whereIn('entity_ref', component);
  if (stage?.length) void rows.whereIn('to_stage', stage);
  if (state?.length) void rows.whereIn('state', state);
  return rows;
}
