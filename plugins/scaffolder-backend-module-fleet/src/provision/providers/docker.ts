import { INFRASTRUCTURE, type ProviderRules } from './ProviderRules';

const API_VERSION = `${INFRASTRUCTURE}/v1beta2`;

/**
 * Containers as machines, to try things: by the development provider of Cluster API. Its kinds
 * DockerCluster and DockerMachine are deprecated by these.
 */
export const docker: ProviderRules = {
  attribute: 'docker',
  takes: [],
  needs: [],
  image: {
    pattern: /^[a-z0-9][\w./:@-]{0,254}$/,
    words: "an image of containers, as in 'kindest/node:v1.34.0'",
  },
  identities: [],
  node: { isOfCloud: false },
  cluster: () => ({
    apiVersion: API_VERSION,
    kind: 'DevCluster',
    spec: { backend: { docker: {} } },
  }),
  machine: ({ image }) => ({
    apiVersion: API_VERSION,
    kind: 'DevMachineTemplate',
    spec: { backend: { docker: { customImage: image } } },
  }),
  notes: () => [
    'Machines are containers beside the management cluster: this is to try things, and for no production.',
  ],
};
