import { CLUSTER_MARK_TABLES, markClustersIn } from '../../derive/clusterMarks';
import { runStepsIn } from '../../derive/statements';
import type { AuditTrail } from '../../audit';
import { lockClusters } from '../../store/lockClusters';

/** Clusters written in one transaction. */
const BATCH = 500;

/** Writes of clusters whether a source names them, where that is different. */
export async function markLeft(options: {
  audit: AuditTrail;
  left: { id: string; name: string }[];
  back: { id: string; name: string }[];
  now: number;
}): Promise<void> {
  const { audit, left, back, now } = options;
  for (const [clusters, leftAt, event] of [
    [left, now, 'cluster-left'],
    [back, null, 'cluster-returned'],
  ] as const) {
    for (let start = 0; start < clusters.length; start += BATCH) {
      const batch = clusters.slice(start, start + BATCH);
      const ids = batch.map(({ id }) => id);
      await audit.change(async (trx, record) => {
        await lockClusters({ knex: trx, clusterIds: ids });
        // Another replica may have written the same: then it recorded it.
        const changed = new Set(
          await trx('cluster')
            .whereIn('id', ids)
            .where(query => {
              if (leftAt === null) query.whereNotNull('left_at');
              else query.whereNull('left_at');
            })
            .pluck('id'),
        );
        if (changed.size === 0) return;
        await trx('cluster')
          .whereIn('id', [...changed])
          .update({ left_at: leftAt });
        // Of what left no findings are kept; what is back is derived again.
        for (const table of CLUSTER_MARK_TABLES) {
          await runStepsIn(trx, markClustersIn(trx, table, changed));
        }
        for (const target of batch) {
          if (changed.has(target.id)) record({ event, target });
        }
      });
    }
  }
}
