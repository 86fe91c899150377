import type { Knex } from 'knex';
import type { Fence } from '../store/fence';
import { databaseTime, isOneOf, isPostgres, rowsOf } from './databaseTime';

/** A lease that was claimed. */
export type ClaimedLease = Fence & {
  /** What the cluster was derived with when its last holder gave it back, with nothing left to derive. */
  derived?: string;
};

/**
 * Claims leases that nobody holds or whose holder let them expire, the longest
 * free first. On PostgreSQL leases that another replica is claiming, and those
 * whose writes are still on their way, are passed over.
 *
 * @returns what was claimed, each under an epoch that nobody had before
 */
export async function claimLeases(options: {
  knex: Knex;
  holder: string;
  leaseMs: number;
  clusterIds: string[];
  limit: number;
  /** Only those that nobody claimed for so long. */
  freeForMs?: number;
}): Promise<ClaimedLease[]> {
  const { knex, holder, leaseMs, clusterIds, limit, freeForMs = 0 } = options;
  if (limit <= 0 || clusterIds.length === 0) return [];
  const now = databaseTime(knex);
  const among = isOneOf(knex, 'cluster_lease.cluster_id', clusterIds);
  const result = await knex.raw(
    `update cluster_lease
     set holder = ?, epoch = epoch + 1, expires_at = ${now} + ?
     where cluster_id in (
       select cluster_lease.cluster_id from cluster_lease
       join cluster on cluster.id = cluster_lease.cluster_id
       where cluster.left_at is null
         and cluster_lease.expires_at <= ${now} - ?
         and ${among.sql}
       order by cluster_lease.expires_at, cluster_lease.cluster_id
       limit ?
       ${isPostgres(knex) ? 'for update of cluster_lease skip locked' : ''}
     )
     returning cluster_id, epoch, derived`,
    [holder, leaseMs, freeForMs, among.binding, limit],
  );
  return rowsOf<{
    cluster_id: string;
    epoch: number | string;
    derived: string | null;
  }>(result).map(row => {
    const epoch = Number(row.epoch);
    const [at, derived] = row.derived?.split('/') ?? [];
    return {
      clusterId: row.cluster_id,
      holder,
      epoch,
      // Of an earlier holder it says nothing: the one after it may have died.
      ...(derived && Number(at) === epoch - 1 ? { derived } : {}),
    };
  });
}
