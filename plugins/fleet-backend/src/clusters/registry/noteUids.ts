import type { AuditTrail } from '../../audit';

/**
 * Keeps the UID that a cluster showed, unless it has one already, which another
 * replica may have seen.
 *
 * @returns the UID that it has
 */
export async function noteUid(options: {
  audit: AuditTrail;
  clusterId: string;
  name: string;
  uid: string;
}): Promise<string> {
  const { audit, clusterId, name, uid } = options;
  return audit.change(async (trx, record) => {
    const cluster = trx('cluster').where({ id: clusterId });
    const first = await cluster.clone().whereNull('uid').update({ uid });
    if (first > 0) {
      record({
        event: 'cluster-identified',
        target: { id: clusterId, name },
        after: { uid },
      });
    }
    const row = await cluster.first('uid');
    return row?.uid ?? uid;
  });
}
