import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesError, type KubernetesObject } from '@fleetview/kube-watch';
import { SECRETS, type HubContext, type HubReader } from '../HubReader';
import { hubRecord, isPathSafe, notAsked, secretValue } from '../hubObjects';
import { tokenExpiry } from './tokenExpiry';

/**
 * Clusters of an Open Cluster Management hub: its ManagedClusters, through the
 * cluster-proxy that app-config names, with the token of a ManagedServiceAccount.
 */
export const ocmHub: HubReader = {
  reads: 'ManagedClusters',
  role: 'open-cluster-management.yaml',
  async read(context) {
    const clusters = await context.list({
      group: 'cluster.open-cluster-management.io',
      version: 'v1',
      plural: 'managedclusters',
      kind: 'ManagedCluster',
    });
    return {
      records: clusters.map(cluster =>
        hubRecord(context.hub, {
          name: cluster.metadata.name,
          // Whoever writes ManagedClusters chooses a path at the proxy, not an address.
          origin: 'operator',
          access: accessOf(context, cluster),
        }),
      ),
      problems: [],
    };
  },
};

function accessOf(
  { hub, getObject }: HubContext,
  cluster: KubernetesObject,
): ClusterRecord['access'] {
  const { name } = cluster.metadata;
  const spec = cluster.spec as { hubAcceptsClient?: unknown } | undefined;
  if (spec?.hubAcceptsClient !== true) {
    return notAsked('its hub has not accepted it yet (hubAcceptsClient)');
  }
  const { server, serviceAccount } = hub;
  const missing = [
    ...(server ? [] : [`${hub.key}.server with the URL of its cluster-proxy`]),
    ...(serviceAccount
      ? []
      : [`${hub.key}.serviceAccount with the name of a ManagedServiceAccount`]),
  ];
  if (!server || !serviceAccount) {
    return notAsked(`its hub gives no way to it; add ${missing.join(' and ')}`);
  }
  if (!isPathSafe(name)) return notAsked('its name cannot stand in a URL');
  return {
    type: 'direct',
    connection: {
      server: `${server.replace(/\/+$/, '')}/${name}`,
      ...(hub.caData ? { caData: hub.caData } : {}),
      tokenProvider: {
        key: `ocm:${hub.cluster}/${name}/${serviceAccount}`,
        getToken: async () => {
          const secret = await readSecret();
          const token = secretValue(secret, 'token');
          if (!token) {
            throw new Error(`Secret '${serviceAccount}' has no token`);
          }
          const expiresAt = tokenExpiry(token);
          return { token, ...(expiresAt === undefined ? {} : { expiresAt }) };
        },
      },
    },
  };

  async function readSecret() {
    try {
      return await getObject(SECRETS, {
        namespace: name,
        name: serviceAccount!,
      });
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error;
      const where = `Secret '${serviceAccount}' in namespace '${name}' of the hub`;
      switch (error.kind) {
        case 'not-served':
          throw new Error(
            `there is no ${where}; create the ManagedServiceAccount`,
          );
        case 'forbidden':
          throw new Error(
            `${where} may not be read; grant rbac/extension-roles/open-cluster-management.yaml there`,
          );
        default:
          throw new Error(`${where} cannot be read: ${error.reason}`);
      }
    }
  }
}
