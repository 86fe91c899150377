import type { ListPromotionsQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';

/** Promotions of components, to stages, in states, and those of which something goes on. */
export function selectPromotions(
  knex: Knex,
  {
    component,
    stage,
    state,
    goesOn,
  }: Pick<ListPromotionsQuery, 'component' | 'stage' | 'state' | 'goesOn'>,
): Knex.QueryBuilder {
  const rows = knex('promotion');
  if (component?.length) void rows.whereIn('entity_ref', component);
  if (stage?.length) void rows.whereIn('to_stage', stage);
  if (state?.length) void rows.whereIn('state', state);
  if (goesOn) void rows.whereNotNull('due_at');
  return rows;
}
