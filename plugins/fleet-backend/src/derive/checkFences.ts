import type { Knex } from 'knex';
import type { Fence } from '../store/fence';
import { isPostgres, type Steps, tableOfIds } from './statements';

/** Gives what entitles to write what is derived of a cluster; undefined where its lease is not held. */
export type FenceOf = (clusterId: string) => Fence | undefined;

/**
 * Which of some clusters may be written by this transaction, as `heldFences` says
 * it. All may where nobody shares the clusters.
 */
export function* checkFences(
  knex: Knex,
  clusterIds: string[],
  fenceOf: FenceOf | undefined,
): Steps<Set<string>> {
  if (!fenceOf) return new Set(clusterIds);
  const fences = clusterIds.flatMap(id => fenceOf(id) ?? []);
  if (fences.length === 0) return new Set();
  const wanted = tableOfIds(
    knex,
    'wanted',
    fences.map(({ clusterId }) => clusterId),
  );
  const rows = yield {
    sql: `select cluster_id, holder, epoch from cluster_lease
      where cluster_id in (select wanted_id from ${wanted.sql})
      order by cluster_id${isPostgres(knex) ? ' for key share' : ''}`,
    bindings: wanted.bindings,
  };
  const byCluster = new Map(rows.map(row => [row.cluster_id, row]));
  return new Set(
    fences
      .filter(({ clusterId, holder, epoch }) => {
        const row = byCluster.get(clusterId);
        return row?.holder === holder && Number(row?.epoch) === epoch;
      })
      .map(({ clusterId }) => clusterId),
  );
}
