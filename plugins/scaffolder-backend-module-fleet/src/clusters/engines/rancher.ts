import { labelsOf } from '../labelsOf';
import type { EngineRules } from './EngineRules';

/** Rancher: a cluster that is imported. Its agent registers with a token that only Rancher has. */
export const rancher: EngineRules = {
  takes: ['namespace'],
  longestName: 63,
  namespace: 'fleet-default',
  check: () => undefined,
  files(registration) {
    const { name, namespace } = registration;
    return [
      {
        path: `clusters/${name}/rancher-cluster.yaml`,
        mode: 'own',
        documents: [
          {
            apiVersion: 'provisioning.cattle.io/v1',
            kind: 'Cluster',
            metadata: { name, namespace, labels: labelsOf(registration) },
            // Without more of it, it is one that is imported.
            spec: {},
          },
        ],
      },
    ];
  },
  isListed: () => true,
  notes: () => [
    "Rancher shows the command that installs the cluster's agent on the page of the cluster, when this is applied. It has a token in it, and is no part of a repository.",
  ],
};
