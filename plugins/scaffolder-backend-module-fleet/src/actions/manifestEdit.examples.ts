import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import type { Edit } from '../manifests';

function exampleOf(description: string, edits: Edit[]): TemplateExample {
  return {
    description,
    example: stringify({
      steps: [{ id: 'edit', action: 'fleet:manifest:edit', input: { edits } }],
    }),
  };
}

export const examples: TemplateExample[] = [
  exampleOf('Has an overlay use an image by its digest.', [
    {
      edit: 'kustomize-images',
      file: 'apps/overlays/prod/kustomization.yaml',
      images: [
        {
          name: 'registry.example/checkout',
          digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
        },
      ],
    },
  ]),
  exampleOf('Has an overlay run more pods, and patches another value.', [
    {
      edit: 'kustomize-replicas',
      file: 'apps/overlays/prod/kustomization.yaml',
      replicas: [{ name: 'checkout', count: 4 }],
    },
    {
      edit: 'object',
      file: 'apps/overlays/prod/patch.yaml',
      kind: 'Deployment.apps',
      name: 'checkout',
      values: [
        {
          path: 'spec.template.spec.containers[name=app].env[name=LEVEL].value',
          value: 'info',
        },
      ],
    },
  ]),
  exampleOf("Has a chart's values name another tag.", [
    {
      edit: 'helm-values',
      file: 'charts/checkout/values-prod.yaml',
      values: [{ path: 'image.tag', value: '1.10.0' }],
    },
  ]),
  exampleOf('Has a HelmRelease of Flux use another version of its chart.', [
    {
      edit: 'flux-helm-release',
      file: 'apps/prod/checkout.yaml',
      name: 'checkout',
      chartVersion: '2.4.1',
      values: [{ path: 'image.tag', value: '1.10.0' }],
    },
  ]),
  exampleOf('Has a source of Flux be at another tag.', [
    {
      edit: 'flux-source',
      file: 'apps/prod/checkout.yaml',
      kind: 'OCIRepository',
      name: 'checkout',
      ref: { tag: '2.4.1' },
    },
  ]),
  exampleOf('Has an Application of Argo CD be at another revision.', [
    {
      edit: 'argo-application',
      file: 'apps/prod/checkout.yaml',
      name: 'checkout',
      source: { chart: 'checkout' },
      targetRevision: '2.4.1',
    },
  ]),
  exampleOf('Has one cluster of an ApplicationSet be at another revision.', [
    {
      edit: 'argo-application-set-element',
      file: 'apps/checkout.yaml',
      element: { cluster: 'prod-euw1-a' },
      values: [{ path: 'revision', value: 'v1.10.0' }],
    },
  ]),
  exampleOf('Has one target of Rancher Fleet use another chart.', [
    {
      edit: 'rancher-fleet',
      file: 'apps/checkout/fleet.yaml',
      target: 'prod',
      version: '2.4.1',
    },
  ]),
  exampleOf('Has a policy of Karmada place on one more cluster.', [
    {
      edit: 'karmada-placement',
      file: 'policies/shop.yaml',
      kind: 'PropagationPolicy',
      name: 'shop',
      clusters: { add: ['prod-euw1-b'] },
    },
  ]),
  exampleOf('Has one cluster of Karmada use another tag.', [
    {
      edit: 'karmada-override',
      file: 'policies/shop.yaml',
      kind: 'OverridePolicy',
      name: 'shop',
      clusters: ['prod-euw1-a'],
      image: { component: 'Tag', value: '1.10.0' },
    },
  ]),
  exampleOf('Has a Placement of Open Cluster Management take one more set.', [
    {
      edit: 'ocm-placement',
      file: 'placements/shop.yaml',
      name: 'shop',
      clusterSets: { add: ['prod'] },
    },
  ]),
  exampleOf('Has Open Cluster Management bring another image.', [
    {
      edit: 'ocm-work',
      file: 'placements/shop.yaml',
      kind: 'ManifestWorkReplicaSet',
      workload: { kind: 'Deployment', name: 'shop' },
      container: 'app',
      image: 'registry.example/shop:1.10.0',
    },
  ]),
];
