import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesObject } from '@fleetview/kube-watch';
import type { HubConfig } from '../../../config/FleetConfig';
import type { HubReader } from '../HubReader';
import { hubRecord, notAsked, textAt } from '../hubObjects';
import { readAccessProvider } from './readAccessProvider';

/** Clusters of a ClusterProfile inventory: their servers from the profiles, their tokens from app-config. */
export const clusterProfileHub: HubReader = {
  reads: 'ClusterProfiles',
  role: 'cluster-profile.yaml',
  async read({ hub, list }) {
    const profiles = await list(
      {
        group: 'multicluster.x-k8s.io',
        version: 'v1alpha1',
        plural: 'clusterprofiles',
        kind: 'ClusterProfile',
      },
      hub.namespace ? { namespace: hub.namespace } : {},
    );
    return {
      records: profiles.map(profile => {
        const { name, namespace } = profile.metadata;
        const title = textAt(profile, 'spec', 'displayName')?.slice(0, 253);
        return hubRecord(hub, {
          name: hub.namespace ? name : `${namespace}/${name}`,
          hubName: name,
          ...(title ? { title } : {}),
          origin: 'hub',
          access: accessOf(hub, profile),
        });
      }),
      problems: [],
    };
  },
};

function accessOf(
  hub: HubConfig,
  profile: KubernetesObject,
): ClusterRecord['access'] {
  const { name } = profile.metadata;
  const provider = readAccessProvider(profile, hub.accessProvider);
  if (!provider) {
    return notAsked(
      hub.accessProvider
        ? `its profile has no access provider '${hub.accessProvider}' with a server`
        : 'its profile names no server',
    );
  }
  const { cluster } = provider;
  if (cluster['proxy-url']) {
    return notAsked(
      "it is behind a 'proxy-url', which is not supported",
      cluster.server,
    );
  }
  const entry = hub.tokens.find(candidate => candidate.name === name);
  if (!entry) {
    return notAsked(
      `its credentials come from the plugin '${provider.name.slice(
        0,
        100,
      )}', which the portal does not run; add a token for '${name}' to ${
        hub.key
      }.tokens`,
      cluster.server,
    );
  }
  if (
    !URL.canParse(cluster.server) ||
    new URL(cluster.server).origin !== new URL(entry.server).origin
  ) {
    return notAsked(
      `its profile now names another server than ${hub.key}.tokens has the token of '${name}' for`,
      cluster.server,
    );
  }
  return {
    type: 'direct',
    connection: {
      server: cluster.server,
      token: entry.token,
      ...(cluster['certificate-authority-data']
        ? {
            caData: Buffer.from(
              cluster['certificate-authority-data'],
              'base64',
            ).toString('utf8'),
          }
        : {}),
      ...(cluster['insecure-skip-tls-verify'] ? { skipTlsVerify: true } : {}),
      ...(cluster['tls-server-name']
        ? { tlsServerName: cluster['tls-server-name'] }
        : {}),
    },
  };
}
