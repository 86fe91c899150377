import type { Knex } from 'knex';

/**
 * Holds for rows of clusters that a source still names: of others nothing is
 * shown or counted.
 *
 * @param column - the column that has the cluster's id, with its table
 */
export function isPresent(column: string): Knex.QueryCallback {
  return function present() {
    void this.select(1)
      .from('cluster')
      .whereRaw('cluster.id = ??', [column])
      .whereNull('cluster.left_at');
  };
}
