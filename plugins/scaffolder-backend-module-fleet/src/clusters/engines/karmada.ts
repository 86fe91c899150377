import { InputError } from '@backstage/errors';
import { externalSecret } from '../externalSecret';
import { labelsOf } from '../labelsOf';
import { need, type EngineRules } from './EngineRules';

/** Karmada: it signs in to the cluster (Push), or the cluster's agent fetches (Pull). */
export const karmada: EngineRules = {
  takes: ['namespace', 'syncMode', 'credentials'],
  // Karmada refuses longer ones: it makes namespaces of them.
  longestName: 48,
  namespace: 'karmada-cluster',
  check(registration) {
    if (registration.syncMode === 'Push') {
      need(registration, 'server');
      need(registration, 'credentials');
    } else if (registration.credentials) {
      throw new InputError(
        "'credentials' means nothing where the cluster's agent fetches (Pull): leave it out.",
      );
    }
  },
  files(registration) {
    const { name, server, attributes, syncMode, namespace } = registration;
    const { certificateAuthority, credentials } = registration;
    const { zone } = attributes;
    return [
      {
        path: `clusters/${name}/karmada-cluster.yaml`,
        mode: 'own',
        documents: [
          ...(credentials
            ? [
                externalSecret(registration, {
                  name,
                  property: 'token',
                  data: {
                    token: '{{ .credential | trim }}',
                    ...(certificateAuthority
                      ? { caBundle: certificateAuthority }
                      : {}),
                  },
                }),
              ]
            : []),
          {
            apiVersion: 'cluster.karmada.io/v1alpha1',
            kind: 'Cluster',
            metadata: { name, labels: labelsOf(registration) },
            spec: {
              syncMode,
              apiEndpoint: server,
              secretRef: credentials && { namespace, name },
              provider: attributes.provider,
              region: attributes.region,
              zones: zone === undefined ? undefined : [zone],
            },
          },
        ],
      },
    ];
  },
  isListed: () => true,
  notes: ({ syncMode, credentials, namespace }) =>
    syncMode === 'Push'
      ? [
          `It is applied to Karmada's own API server, and so is the Secret: an External Secrets has to work there, with '${
            credentials?.storeKind
          } ${credentials?.store}' usable in '${namespace}'. '${
            credentials?.key
          }' has a token in its field '${credentials?.property ?? 'token'}'.`,
          'No Secret for impersonation is named: asking the cluster through Karmada in the name of its users needs one.',
        ]
      : [
          "It is applied to Karmada's own API server. The cluster's agent has to be installed under this name ('karmadactl register').",
        ],
};
