import type { Knex } from 'knex';
import { runStatement, type Steps, tableOfIds } from './statements';

/** Tables of clusters of which something has to be derived again. */
export const CLUSTER_MARK_TABLES = [
  'compliance_mark',
  'cost_mark',
  'drift_mark',
] as const;

export type ClusterMarkTable = (typeof CLUSTER_MARK_TABLES)[number];

/** Marks that are taken at once; the others come with the next. */
const AT_ONCE = 20_000;

/** Marks clusters within a transaction. */
export function* markClustersIn(
  knex: Knex,
  table: ClusterMarkTable,
  clusterIds: Iterable<string>,
): Steps<void> {
  const ids = [...new Set(clusterIds)];
  if (ids.length === 0) return;
  const marked = tableOfIds(knex, 'marked', ids);
  yield {
    sql: `insert into ${table} (cluster_id) select marked_id from ${marked.sql}`,
    bindings: marked.bindings,
  };
}

/**
 * Clusters that are marked, the longest first, each with its marks: a transaction that ends
 * later may bring marks with lower numbers, so that those alone are dropped which were read.
 */
export async function readClusterMarks(
  knex: Knex,
  table: ClusterMarkTable,
): Promise<Map<string, number[]>> {
  const rows = await runStatement(knex, {
    sql: `select id, cluster_id from ${table} order by id limit ${AT_ONCE}`,
    bindings: [],
  });
  const marks = new Map<string, number[]>();
  for (const { id, cluster_id: clusterId } of rows) {
    const known = marks.get(clusterId);
    if (known) known.push(Number(id));
    else marks.set(clusterId, [Number(id)]);
  }
  return marks;
}

/** Takes away the marks that what was done stands for. */
export async function dropClusterMarks(
  knex: Knex,
  table: ClusterMarkTable,
  marks: readonly number[],
): Promise<void> {
  for (let start = 0; start < marks.length; start += 500) {
    await knex(table)
      .whereIn('id', marks.slice(start, start + 500))
      .delete();
  }
}
