import type { Knex } from 'knex';
import { isPostgres, type Rows, runStatement, tableOfIds } from './statements';

/**
 * The clusters that have marks, in the order of their ids: those after a given one.
 * Looks at one mark of each, however many there are.
 */
export async function findMarkedClusters(options: {
  knex: Knex;
  after: string;
  limit: number;
}): Promise<string[]> {
  const rows = await runStatement(options.knex, {
    sql: `with recursive marked(id) as (
        select min(cluster_id) from dirty where cluster_id > ?
        union all
        select (select min(cluster_id) from dirty where cluster_id > marked.id)
          from marked where marked.id is not null
      ) select id from marked where id is not null limit ${options.limit}`,
    bindings: [options.after],
  });
  return rows.map(({ id }) => id);
}

/**
 * Takes marks out of the queue, of each cluster at most so many, the oldest first.
 * They are taken before anything is read: what changes meanwhile marks again. A
 * mark that is just being put in is left for the next time.
 */
export async function takeMarks(options: {
  knex: Knex;
  clusterIds: string[];
  perCluster: number;
}): Promise<Map<string, Set<string>>> {
  const { knex, clusterIds, perCluster } = options;
  const wanted = tableOfIds(knex, 'wanted', clusterIds);
  const rows: Rows = await runStatement(knex, {
    sql: isPostgres(knex)
      ? `delete from dirty using ${wanted.sql} cross join lateral (
            select cluster_id as taken_id, namespace as taken_namespace from dirty
            where cluster_id = wanted_id order by position limit ${perCluster}
            for update skip locked
          ) as taken
          where cluster_id = taken_id and namespace = taken_namespace
          returning cluster_id, namespace`
      : `delete from dirty where rowid in (
            select place from (
              select rowid as place, row_number() over (
                partition by cluster_id order by rowid
              ) as position
              from dirty where cluster_id in (select wanted_id from ${wanted.sql})
            ) where position <= ${perCluster}
          ) returning cluster_id, namespace`,
    bindings: wanted.bindings,
  });
  const taken = new Map<string, Set<string>>();
  for (const row of rows) {
    const namespaces = taken.get(row.cluster_id) ?? new Set();
    taken.set(row.cluster_id, namespaces.add(row.namespace));
  }
  return taken;
}
