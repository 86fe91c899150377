import type { Knex } from 'knex';

/**
 * Forgets all writes to a cluster but the newest, and notes since when all are kept that came.
 *
 * @param options.most - so many are kept
 */
export async function pruneClusterWrites(options: {
  knex: Knex;
  clusterId: string;
  most: number;
}): Promise<void> {
  const { knex, clusterId, most } = options;
  const newest = await knex('cluster_write')
    .where({ cluster_id: clusterId })
    .orderBy('completed_at', 'desc')
    .offset(most)
    .first('completed_at');
  if (!newest) return;
  const at = Number(newest.completed_at);
  // First: what is said to be kept has to be there.
  await knex('audit_webhook')
    .where({ cluster_id: clusterId })
    .where('kept_since', '<=', at)
    .update({ kept_since: at + 1 });
  await knex('cluster_write')
    .where({ cluster_id: clusterId })
    .where('completed_at', '<=', at)
    .delete();
}
