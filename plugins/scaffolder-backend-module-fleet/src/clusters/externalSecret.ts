import type { ClusterRegistration, Manifest } from './ClusterRegistration';

/**
 * An object that has External Secrets make a Secret. What is in the repository is where the
 * credential is to be had, and never the credential.
 *
 * @param options.data - of the Secret, as templates: `{{ .credential }}` is what the store has
 */
export function externalSecret(
  { credentials, namespace }: ClusterRegistration,
  options: {
    name: string;
    /** The field of the remote secret, where nobody named another. */
    property: string;
    labels?: Record<string, string>;
    secretLabels?: Record<string, string>;
    data: Record<string, string>;
  },
): Manifest {
  const { name, property, labels, secretLabels, data } = options;
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace, labels },
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: {
        name: credentials?.store,
        kind: credentials?.storeKind,
      },
      target: {
        name,
        creationPolicy: 'Owner',
        // What a store loses for an hour takes no cluster out of the engine.
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          type: 'Opaque',
          metadata: secretLabels && { labels: secretLabels },
          data,
        },
      },
      data: [
        {
          secretKey: 'credential',
          remoteRef: {
            key: credentials?.key,
            property: credentials?.property ?? property,
          },
        },
      ],
    },
  };
}
