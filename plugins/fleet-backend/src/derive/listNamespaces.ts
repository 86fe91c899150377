import type { Knex } from 'knex';
import type { Place } from './readFacts';
import { runStatement, tableOfIds } from './statements';

/** The namespaces of clusters in which something is, or was when they were last derived. */
export async function listNamespaces(options: {
  knex: Knex;
  clusterIds: string[];
}): Promise<Place[]> {
  const { knex, clusterIds } = options;
  const wanted = tableOfIds(knex, 'wanted', clusterIds);
  const rows = await runStatement(knex, {
    sql: `with wanted_clusters as (select wanted_id from ${wanted.sql})
      select subject as cluster_id, namespace from workload
        where subject in (select wanted_id from wanted_clusters)
      union select subject, substr(place, 3) from delivery_place
        where subject in (select wanted_id from wanted_clusters)
        and substr(place, 1, 2) = 'n/'
      union select cluster_id, namespace from instance
        where cluster_id in (select wanted_id from wanted_clusters)
      union select cluster_id, namespace from cell
        where cluster_id in (select wanted_id from wanted_clusters)`,
    bindings: wanted.bindings,
  });
  return rows.map(row => ({
    clusterId: row.cluster_id,
    namespace: row.namespace,
  }));
}
