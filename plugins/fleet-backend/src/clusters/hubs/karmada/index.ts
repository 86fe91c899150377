import type { KubernetesObject } from '@fleetview/kube-watch';
import type { HubReader } from '../HubReader';
import { hubRecord, isPathSafe, notAsked, textAt } from '../hubObjects';

const GROUP = 'cluster.karmada.io';

/** Clusters of a Karmada control plane, each through the control plane's own proxy, with the credentials of the hub. */
export const karmadaHub: HubReader = {
  reads: 'Clusters of cluster.karmada.io',
  role: 'karmada.yaml',
  async read({ hub, connection, origin, list }) {
    const clusters = await list({
      group: GROUP,
      version: 'v1alpha1',
      plural: 'clusters',
      kind: 'Cluster',
    });
    const base = connection.server.replace(/\/+$/, '');
    return {
      records: clusters.map(cluster => {
        const { name } = cluster.metadata;
        const hubUid = statedUid(cluster);
        return hubRecord(hub, {
          name,
          ...(hubUid ? { hubUid } : {}),
          // It is the hub's own address, whatever the object says.
          origin,
          access: isPathSafe(name)
            ? {
                type: 'direct',
                connection: {
                  ...connection,
                  server: `${base}/apis/${GROUP}/v1alpha1/clusters/${name}/proxy`,
                },
              }
            : notAsked('its name cannot stand in a URL'),
        });
      }),
      problems: [],
    };
  },
};

/**
 * The UID of kube-system that was noted when the cluster joined. In pull mode
 * the cluster's own agent writes the object: that is not the hub's word.
 */
function statedUid(cluster: KubernetesObject): string | undefined {
  return textAt(cluster, 'spec', 'syncMode') === 'Push'
    ? textAt(cluster, 'spec', 'id')
    : undefined;
}
