import { externalSecret } from '../externalSecret';
import { labelsOf } from '../labelsOf';
import type { ClusterRegistration } from '../ClusterRegistration';
import { need, type EngineRules } from './EngineRules';

const PLACEHOLDER = '{{ .credential | trim | toJson }}';

/** Argo CD knows clusters by Secrets, and External Secrets makes the one of this cluster. */
export const argocd: EngineRules = {
  takes: ['namespace', 'credentials'],
  longestName: 63,
  namespace: 'argocd',
  check(registration) {
    need(registration, 'server');
    need(registration, 'credentials');
  },
  files(registration) {
    const { name, server = '' } = registration;
    const labels = labelsOf(registration);
    return [
      {
        path: `clusters/${name}/argocd-cluster.yaml`,
        mode: 'own',
        documents: [
          externalSecret(registration, {
            name: `cluster-${name}`,
            property: 'token',
            labels,
            secretLabels: {
              ...labels,
              'argocd.argoproj.io/secret-type': 'cluster',
            },
            data: { name, server, config: configOf(registration) },
          }),
        ],
      },
    ];
  },
  isListed: () => true,
  notes: ({ credentials, namespace }) => [
    `External Secrets has to run where Argo CD does, and '${
      credentials?.storeKind
    } ${
      credentials?.store
    }' has to be usable in the namespace '${namespace}'. '${
      credentials?.key
    }' has the token of a service account in its field '${
      credentials?.property ?? 'token'
    }'.`,
  ],
};

/** A token with quotes in it is a token with quotes in it, and no more of the configuration. */
function configOf({ certificateAuthority }: ClusterRegistration): string {
  return JSON.stringify({
    bearerToken: '',
    tlsClientConfig: {
      insecure: false,
      ...(certificateAuthority
        ? { caData: Buffer.from(certificateAuthority).toString('base64') }
        : {}),
    },
  }).replace('"bearerToken":""', `"bearerToken":${PLACEHOLDER}`);
}
