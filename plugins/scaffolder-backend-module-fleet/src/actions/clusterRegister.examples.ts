import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (description: string, input: object): TemplateExample => ({
  description,
  example: stringify({
    steps: [{ id: 'register', action: 'fleet:cluster:register', input }],
  }),
});

export const examples: TemplateExample[] = [
  example('Registers a cluster with Argo CD.', {
    name: 'prod-euw1-a',
    engine: 'argocd',
    owner: 'group:default/platform',
    server: 'https://api.prod-euw1-a.example:6443',
    attributes: { region: 'eu-west-1', environment: 'production', tier: '1' },
    credentials: { store: 'vault', key: 'clusters/prod-euw1-a' },
  }),
  example('Gives a cluster that has its own Flux its overlays.', {
    name: 'prod-euw1-a',
    engine: 'flux',
    owner: 'group:default/platform',
    path: 'fleet',
    overlay: 'production',
  }),
  example('Registers a cluster with Open Cluster Management.', {
    name: 'prod-euw1-a',
    engine: 'open-cluster-management',
    owner: 'group:default/platform',
    clusterSet: 'production',
    hubAcceptsClient: false,
  }),
  example('Registers a cluster with Karmada, which signs in to it.', {
    name: 'prod-euw1-a',
    engine: 'karmada',
    owner: 'group:default/platform',
    server: 'https://api.prod-euw1-a.example:6443',
    syncMode: 'Push',
    credentials: {
      store: 'vault',
      storeKind: 'SecretStore',
      key: 'clusters/prod-euw1-a',
      property: 'token',
    },
  }),
  example('Imports a cluster into Rancher.', {
    name: 'prod-euw1-a',
    engine: 'rancher',
    owner: 'group:default/platform',
    labels: { 'example.com/ring': 'first' },
  }),
];
