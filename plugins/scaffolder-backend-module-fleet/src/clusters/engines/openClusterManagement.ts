import { labelsOf } from '../labelsOf';
import type { EngineRules } from './EngineRules';

/** Open Cluster Management: the agent of the cluster registers, and the hub accepts it or not. */
export const openClusterManagement: EngineRules = {
  takes: ['clusterSet', 'hubAcceptsClient'],
  // It is the name of a namespace of the hub.
  longestName: 63,
  namespace: 'open-cluster-management',
  check: () => undefined,
  files(registration) {
    const { name, server, certificateAuthority, clusterSet } = registration;
    return [
      {
        path: `clusters/${name}/managed-cluster.yaml`,
        mode: 'own',
        documents: [
          {
            apiVersion: 'cluster.open-cluster-management.io/v1',
            kind: 'ManagedCluster',
            metadata: {
              name,
              labels: {
                ...labelsOf(registration),
                'cluster.open-cluster-management.io/clusterset': clusterSet,
              },
            },
            spec: {
              hubAcceptsClient: registration.hubAcceptsClient,
              managedClusterClientConfigs: server && [
                {
                  url: server,
                  caBundle:
                    certificateAuthority &&
                    Buffer.from(certificateAuthority).toString('base64'),
                },
              ],
            },
          },
        ],
      },
    ];
  },
  isListed: () => true,
  notes: ({ hubAcceptsClient }) => [
    hubAcceptsClient
      ? 'The hub accepts whatever agent joins under this name and has its certificate request approved: merge it only when that is meant. Whoever applies it needs the right to update managedclusters/accept.'
      : "The hub does not accept the cluster yet: somebody has to set 'hubAcceptsClient', here or by 'clusteradm accept'. If it is done there, whatever applies this repository takes it back.",
    "The agent of the cluster has to be installed and to join the hub under this name ('clusteradm join').",
  ],
};
