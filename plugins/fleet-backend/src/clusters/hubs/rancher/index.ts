import type {
  ClusterConnection,
  ClusterRecord,
} from '@fleetview/backstage-plugin-fleet-node';
import type { HubContext, HubReader } from '../HubReader';
import { hubRecord, isPathSafe, notAsked, textAt } from '../hubObjects';

/** The cluster that Rancher runs in: the hub itself, which has a record already. */
const LOCAL = 'local';
const VIA_RANCHER = /\/k8s\/clusters\/[^/]+$/;

/** Clusters of a Rancher, each through Rancher's own proxy. */
export const rancherHub: HubReader = {
  reads: 'Clusters of management.cattle.io',
  role: 'rancher.yaml',
  async read(context) {
    const { hub, list } = context;
    const clusters = await list({
      group: 'management.cattle.io',
      version: 'v3',
      plural: 'clusters',
      kind: 'Cluster',
    });
    const proxy = proxyOf(context);
    return {
      records: clusters
        .filter(({ metadata: { name } }) => name !== LOCAL)
        .map(cluster => {
          const { name } = cluster.metadata;
          const title = textAt(cluster, 'spec', 'displayName')?.slice(0, 253);
          return hubRecord(hub, {
            name,
            ...(title ? { title } : {}),
            origin: proxy.origin,
            access: accessOf(proxy, name),
          });
        }),
      problems: [],
    };
  },
};

type Proxy = { origin: HubContext['origin'] } & (
  | { connection: ClusterConnection }
  | { reason: string }
);

function accessOf(proxy: Proxy, name: string): ClusterRecord['access'] {
  if ('reason' in proxy) return notAsked(proxy.reason);
  if (!isPathSafe(name)) return notAsked('its name cannot stand in a URL');
  const { connection } = proxy;
  return {
    type: 'direct',
    connection: {
      ...connection,
      server: `${connection.server}/k8s/clusters/${name}`,
    },
  };
}

/** Rancher's own address and credentials. A token goes to the origin that it was registered for, and to no other. */
function proxyOf({ hub, connection, origin }: HubContext): Proxy {
  const through = connection.server.replace(/\/+$/, '');
  if (hub.server && hub.token) {
    return {
      origin: 'operator',
      connection: {
        server: hub.server.replace(/\/+$/, ''),
        token: hub.token,
        ...(hub.caData ? { caData: hub.caData } : {}),
      },
    };
  }
  if (
    VIA_RANCHER.test(new URL(through).pathname) &&
    (!hub.server || new URL(hub.server).origin === new URL(through).origin)
  ) {
    return {
      origin,
      connection: { ...connection, server: through.replace(VIA_RANCHER, '') },
    };
  }
  return {
    origin,
    reason: hub.server
      ? `the hub's own credentials are not for '${
          new URL(hub.server).origin
        }'; add ${hub.key}.token with a token of Rancher`
      : `the hub is not reached through Rancher; add ${hub.key}.server with Rancher's URL and ${hub.key}.token`,
  };
}
