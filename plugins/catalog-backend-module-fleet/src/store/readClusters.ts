import type { Knex } from 'knex';
import type { StoredCluster } from './StoredCluster';

/** Reads what is kept of all clusters, by id. */
export async function readClusters(
  knex: Knex,
): Promise<Map<string, StoredCluster>> {
  const rows = await knex('fleet_cluster_entity').select();
  return new Map(
    rows.map(row => [
      row.cluster_id,
      {
        clusterId: row.cluster_id,
        name: row.name,
        ...(row.entity ? { entity: JSON.parse(row.entity) } : {}),
        names: JSON.parse(row.names),
        ...(row.described_by ? { describedBy: row.described_by } : {}),
        isRemoved: row.removed_at !== null,
      },
    ]),
  );
}
