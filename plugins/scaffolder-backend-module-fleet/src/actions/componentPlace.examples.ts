import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (description: string, input: object): TemplateExample => ({
  description,
  example: stringify({
    steps: [{ id: 'place', action: 'fleet:component:place', input }],
  }),
});

const component = 'component:default/checkout';
const clusters = ['prod-euw1-a', 'prod-euw1-b'];

export const examples: TemplateExample[] = [
  example('Adds clusters to an ApplicationSet, or writes a new one.', {
    component,
    clusters,
    method: 'argocd-list',
    file: 'argocd/checkout.yaml',
    values: [
      { path: 'region', value: 'eu-west-1' },
      { path: 'ring', value: 'first', cluster: 'prod-euw1-a' },
    ],
    source: {
      repoURL: 'https://git.example/shop/config.git',
      path: 'apps/checkout',
      namespace: 'checkout',
    },
  }),
  example('Has the cluster generator of an ApplicationSet choose clusters.', {
    component,
    clusters,
    method: 'argocd-selector',
    file: 'argocd/checkout.yaml',
    label: 'name',
    source: {
      repoURL: 'https://charts.example',
      chart: 'checkout',
      targetRevision: '1.4.0',
      namespace: 'checkout',
    },
  }),
  example('Gives clusters values of their own in a fleet.yaml.', {
    component,
    clusters,
    method: 'rancher-fleet',
    file: 'apps/checkout/fleet.yaml',
    values: [{ path: 'replicaCount', value: 3 }],
  }),
  example('Has a Placement of Open Cluster Management choose clusters.', {
    component,
    clusters,
    method: 'open-cluster-management',
    file: 'hub/checkout/placement.yaml',
    namespace: 'checkout',
    label: 'name',
    clusterSet: 'production',
  }),
  example('Writes what Open Cluster Management brings there as well.', {
    component,
    clusters,
    method: 'open-cluster-management',
    file: 'hub/checkout/placement.yaml',
    namespace: 'checkout',
    label: 'name',
    work: { file: 'hub/checkout/work.yaml' },
    base: 'apps/base/checkout',
  }),
  example('Has Karmada bring it, with another registry there.', {
    component,
    clusters,
    method: 'karmada',
    file: 'karmada/checkout/policy.yaml',
    namespace: 'checkout',
    resources: [
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout' },
    ],
    overrides: { registry: 'registry.eu.example', replicas: 4 },
  }),
  example('Writes an overlay for each cluster.', {
    component,
    clusters,
    method: 'kustomize',
    images: [{ name: 'registry.example/checkout', newTag: '1.4.0' }],
    replicas: [{ name: 'checkout', count: 4, cluster: 'prod-euw1-a' }],
    patches: [
      {
        kind: 'Deployment',
        name: 'checkout',
        path: 'spec.template.spec.containers[name=app].resources.limits.memory',
        value: '1Gi',
      },
    ],
  }),
  example('Writes a file of values for each cluster.', {
    component,
    clusters,
    method: 'helm-values',
    base: 'charts/checkout',
    values: [
      { path: 'ingress.host', value: 'a.example', cluster: 'prod-euw1-a' },
      { path: 'ingress.host', value: 'b.example', cluster: 'prod-euw1-b' },
    ],
  }),
];
