import type { Knex } from 'knex';

/** The ids of clusters that a source still names, as a subquery: of others nothing is shown or counted. */
export function presentClusters(knex: Knex): Knex.QueryBuilder {
  return knex('cluster').whereNull('left_at').select('id');
}
