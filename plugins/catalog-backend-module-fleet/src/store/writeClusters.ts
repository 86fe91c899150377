import type { Knex } from 'knex';
import type { StoredCluster } from './StoredCluster';

/** Writes what was told of clusters, after it was told. */
export async function writeClusters(
  knex: Knex,
  clusters: StoredCluster[],
  now: number,
): Promise<void> {
  await knex.transaction(async trx => {
    for (const cluster of clusters) {
      await trx('fleet_cluster_entity')
        .where({ cluster_id: cluster.clusterId })
        .update({
          entity: cluster.entity ? JSON.stringify(cluster.entity) : null,
          names: JSON.stringify(cluster.names),
          described_by: cluster.describedBy ?? null,
          removed_at: cluster.isRemoved ? now : null,
        });
    }
  });
}
