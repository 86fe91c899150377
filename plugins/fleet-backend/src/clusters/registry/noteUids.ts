import type { AuditTrail } from '../../audit';
import { lockClusters } from '../../store/lockClusters';

/** A cluster with the UID that it showed. */
export type ShownUid = { clusterId: string; name: string; uid: string };

/**
 * Keeps the UIDs that clusters showed, each once, unless they have one already,
 * which another replica may have seen.
 *
 * @returns the UIDs that they have, by their ids
 */
export async function noteUids(options: {
  audit: AuditTrail;
  shown: readonly ShownUid[];
}): Promise<Map<string, string>> {
  const { audit, shown } = options;
  const clusterIds = shown.map(({ clusterId }) => clusterId);
  return audit.change(async (trx, record) => {
    await lockClusters({ knex: trx, clusterIds });
    const rows = await trx('cluster')
      .whereIn('id', clusterIds)
      .select('id', 'uid');
    const stored = new Map<string, string | null>(
      rows.map(({ id, uid }) => [id, uid]),
    );
    const known = new Map<string, string>();
    for (const { clusterId, name, uid } of shown) {
      const before = stored.get(clusterId);
      known.set(clusterId, before ?? uid);
      if (before !== null) continue;
      await trx('cluster').where({ id: clusterId }).update({ uid });
      record({
        event: 'cluster-identified',
        target: { id: clusterId, name },
        after: { uid },
      });
    }
    return known;
  });
}
