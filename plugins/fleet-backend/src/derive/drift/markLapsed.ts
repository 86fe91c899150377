import type { Knex } from 'knex';
import { runStatement, tableOfIds } from '../statements';

/**
 * Marks clusters of which something counts that was read too long ago by now: nobody says
 * so, and it is not known any more.
 *
 * @param options.clusterIds - those that this process derives
 * @param options.now - milliseconds since 1970
 */
export async function markLapsed(options: {
  knex: Knex;
  clusterIds: readonly string[];
  now: number;
}): Promise<void> {
  const { knex, clusterIds, now } = options;
  if (clusterIds.length === 0) return;
  const own = tableOfIds(knex, 'own', clusterIds);
  await runStatement(knex, {
    sql: `insert into drift_mark (cluster_id)
      select cluster_id from drift_look
      where cluster_id in (select own_id from ${own.sql}) and lapses_at < ?
      and cluster_id not in (select cluster_id from drift_mark)`,
    bindings: [...own.bindings, now],
  });
}
