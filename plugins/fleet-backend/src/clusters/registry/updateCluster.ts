import { CLUSTER_MARK_TABLES, markClustersIn } from '../../derive/clusterMarks';
import { runStepsIn } from '../../derive/statements';
import type { AuditTrail } from '../../audit';
import type { StoredIdentity } from './readRegistry';

/** Writes what a source tells of a cluster that is known already. */
export async function updateCluster(options: {
  audit: AuditTrail;
  clusterId: string;
  /** As it was. */
  identity: StoredIdentity;
  title: string | undefined;
  /** Of its API server and CA; absent where its source tells none. */
  apiServerKey: string | undefined;
  source: string;
}): Promise<void> {
  const { audit, clusterId, identity, title, apiServerKey, source } = options;
  const target = { id: clusterId, name: identity.name };
  await audit.change(async (trx, record) => {
    await trx('cluster')
      .where({ id: clusterId })
      .update({
        left_at: null,
        title: title ?? null,
        ...(apiServerKey ? { api_server_key: apiServerKey } : {}),
      });
    if (identity.left) {
      for (const table of CLUSTER_MARK_TABLES) {
        await runStepsIn(trx, markClustersIn(trx, table, [clusterId]));
      }
      record({
        event: 'cluster-returned',
        target,
        reason: `named by '${source}'`,
      });
    }
    if (apiServerKey && identity.apiServerKey !== apiServerKey) {
      const keyIs = (key: string | undefined) => ({
        source,
        record: identity.name,
        ...(key ? { apiServerKey: key } : {}),
      });
      record({
        event: 'cluster-record-changed',
        target,
        before: keyIs(identity.apiServerKey),
        after: keyIs(apiServerKey),
        reason: 'its API server or certificate authority is another',
      });
    }
  });
}
