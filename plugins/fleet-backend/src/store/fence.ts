import type { Knex } from 'knex';

/** What entitles to write what a cluster says: its lease, in one holder's hands at one epoch. */
export type Fence = { clusterId: string; holder: string; epoch: number };

/**
 * Which of these leases are still in these hands, looked at within the
 * transaction that is about to write. On PostgreSQL their rows stay locked
 * against a change of hands until it ends, without holding up a renewal.
 *
 * @returns the ids of the clusters that may be written
 */
export async function heldFences(options: {
  trx: Knex.Transaction;
  fences: Fence[];
}): Promise<Set<string>> {
  const { trx, fences } = options;
  const held = new Set<string>();
  if (fences.length === 0) return held;
  const query = trx('cluster_lease')
    .whereIn(
      'cluster_id',
      fences.map(({ clusterId }) => clusterId),
    )
    // One order for all writers.
    .orderBy('cluster_id')
    .select('cluster_id', 'holder', 'epoch');
  const rows: {
    cluster_id: string;
    holder: string | null;
    epoch: number | string;
  }[] =
    trx.client.config.client === 'pg' ? await query.forKeyShare() : await query;
  const byCluster = new Map(rows.map(row => [row.cluster_id, row]));
  for (const { clusterId, holder, epoch } of fences) {
    const row = byCluster.get(clusterId);
    if (row?.holder === holder && Number(row.epoch) === epoch) {
      held.add(clusterId);
    }
  }
  return held;
}
