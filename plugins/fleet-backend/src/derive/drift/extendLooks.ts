import type { Knex } from 'knex';
import { runStatement, tableOfIds } from '../statements';

/**
 * Notes of clusters of which nothing is marked that they are as they were when it was last
 * looked: whatever changes, and whatever is not current any more, marks them.
 *
 * @param options.clusterIds - those that this process derives
 * @param options.now - milliseconds since 1970
 */
export async function extendLooks(options: {
  knex: Knex;
  clusterIds: readonly string[];
  now: number;
}): Promise<void> {
  const { knex, clusterIds, now } = options;
  if (clusterIds.length === 0) return;
  const own = tableOfIds(knex, 'own', clusterIds);
  await runStatement(knex, {
    sql: `update drift_look set looked_at = ?
      where cluster_id in (select own_id from ${own.sql}) and looked_at < ?
      and cluster_id not in (select cluster_id from drift_mark)`,
    bindings: [now, ...own.bindings, now],
  });
}
