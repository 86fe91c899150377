import { externalSecret } from '../externalSecret';
import { labelsOf } from '../labelsOf';
import { need, type EngineRules } from './EngineRules';

/** Rancher's Fleet by itself: its manager installs the agent, by a kubeconfig. */
export const rancherFleet: EngineRules = {
  takes: ['namespace', 'credentials'],
  longestName: 63,
  namespace: 'fleet-default',
  check: registration => need(registration, 'credentials'),
  files(registration) {
    const { name, namespace } = registration;
    const secret = `${name}-kubeconfig`;
    return [
      {
        path: `clusters/${name}/fleet-cluster.yaml`,
        mode: 'own',
        documents: [
          externalSecret(registration, {
            name: secret,
            property: 'kubeconfig',
            data: { value: '{{ .credential }}' },
          }),
          {
            apiVersion: 'fleet.cattle.io/v1alpha1',
            kind: 'Cluster',
            metadata: { name, namespace, labels: labelsOf(registration) },
            spec: { kubeConfigSecret: secret },
          },
        ],
      },
    ];
  },
  isListed: () => true,
  notes: ({ credentials, namespace }) => [
    `'${credentials?.key}' has a kubeconfig in its field '${
      credentials?.property ?? 'kubeconfig'
    }'. External Secrets has to run where Fleet's manager does, and '${
      credentials?.storeKind
    } ${credentials?.store}' has to be usable in '${namespace}'.`,
    'Where Rancher manages the cluster it makes this object itself: register it with Rancher then, and not here.',
  ],
};
