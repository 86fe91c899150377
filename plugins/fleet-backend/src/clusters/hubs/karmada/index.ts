import type { HubReader } from '../HubReader';
import { hubRecord, isPathSafe, notAsked } from '../hubObjects';

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
      records: clusters.map(({ metadata: { name } }) =>
        hubRecord(hub, {
          name,
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
        }),
      ),
      problems: [],
    };
  },
};
