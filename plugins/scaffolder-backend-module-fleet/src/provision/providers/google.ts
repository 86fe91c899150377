import { INFRASTRUCTURE, type ProviderRules } from './ProviderRules';

const API_VERSION = `${INFRASTRUCTURE}/v1beta1`;

/** Compute Engine of Google, by cluster-api-provider-gcp. */
export const google: ProviderRules = {
  attribute: 'gcp',
  takes: ['project', 'network'],
  needs: ['region', 'project', 'image'],
  machineType: {
    pattern: /^[a-z][a-z0-9]{1,10}(?:-[a-z0-9]+){1,4}$/,
    words: "a type of machines, as in 'n2-standard-4'",
  },
  region: {
    pattern: /^[a-z]+-[a-z]+\d{1,2}$/,
    words: "a region of Google Cloud, as in 'europe-west1'",
  },
  failureDomain: {
    isOne: (domain, region) =>
      domain.startsWith(`${region}-`) &&
      /^[a-z]$/.test(domain.slice(region.length + 1)),
    words: "a zone of the region, as in 'europe-west1-b'",
  },
  image: {
    pattern:
      /^projects\/[a-z][a-z0-9.:-]{1,80}\/global\/images\/(?:family\/)?[a-z][-a-z0-9]{0,62}$/,
    words:
      "the path of an image, as in 'projects/my-project/global/images/kubernetes-1-34'",
  },
  identities: ['Secret'],
  node: {
    name: "{{ ds.meta_data.local_hostname.split('.')[0] }}",
    isOfCloud: true,
  },
  cluster: ({ attributes, identity, place, namespace, workers }) => {
    const domains = [
      ...new Set(workers.flatMap(pool => pool.failureDomain ?? [])),
    ];
    return {
      apiVersion: API_VERSION,
      kind: 'GCPCluster',
      spec: {
        project: place.project,
        region: attributes.region,
        network: { name: place.network ?? 'default' },
        // Without these all zones of the region count.
        failureDomains: domains.length > 0 ? domains : undefined,
        credentialsRef: identity && {
          name: identity.name,
          namespace: identity.namespace ?? namespace,
        },
      },
    };
  },
  machine: ({ image }, { machineType }) => ({
    apiVersion: API_VERSION,
    kind: 'GCPMachineTemplate',
    spec: { instanceType: machineType, image },
  }),
  notes: ({ identity, namespace }) =>
    identity
      ? [
          `The Secret '${identity.name}' of the namespace '${
            identity.namespace ?? namespace
          }' has to be there on the management cluster: it is named here, and not written.`,
        ]
      : [
          'No identity is named: the machines are made with what the provider itself runs as.',
        ],
};
