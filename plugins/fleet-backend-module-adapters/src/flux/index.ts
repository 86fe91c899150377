import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { fluxActions } from './act';
import { mapBucket } from './mapBucket';
import { mapGitRepository } from './mapGitRepository';
import { mapHelmChart } from './mapHelmChart';
import { mapHelmRelease } from './mapHelmRelease';
import { mapHelmRepository } from './mapHelmRepository';
import { mapImagePolicy } from './mapImagePolicy';
import { mapKustomization } from './mapKustomization';
import { mapOCIRepository } from './mapOCIRepository';
import {
  bucketSchema,
  gitRepositorySchema,
  helmChartSchema,
  helmReleaseSchema,
  helmRepositorySchema,
  imagePolicySchema,
  kustomizationSchema,
  ociRepositorySchema,
} from './schema';

export const fluxAdapter = defineAdapter({
  id: 'flux',
  title: 'Flux',
  homepage: 'https://fluxcd.io',
  watches: [
    defineWatch({
      group: 'source.toolkit.fluxcd.io',
      versions: ['v1', 'v1beta2', 'v1beta1'],
      kind: 'GitRepository',
      plural: 'gitrepositories',
      namespaced: true,
      facts: ['source'],
      reads: 'address, followed reference and fetched revision',
      schema: gitRepositorySchema,
      map: mapGitRepository,
    }),
    defineWatch({
      group: 'source.toolkit.fluxcd.io',
      versions: ['v1', 'v1beta2'],
      kind: 'OCIRepository',
      plural: 'ocirepositories',
      namespaced: true,
      facts: ['source'],
      reads: 'address, followed reference and fetched digest',
      schema: ociRepositorySchema,
      map: mapOCIRepository,
    }),
    defineWatch({
      group: 'source.toolkit.fluxcd.io',
      versions: ['v1', 'v1beta2', 'v1beta1'],
      kind: 'HelmRepository',
      plural: 'helmrepositories',
      namespaced: true,
      facts: ['source'],
      reads: 'address and digest of the index',
      schema: helmRepositorySchema,
      map: mapHelmRepository,
    }),
    defineWatch({
      group: 'source.toolkit.fluxcd.io',
      versions: ['v1', 'v1beta2', 'v1beta1'],
      kind: 'Bucket',
      plural: 'buckets',
      namespaced: true,
      facts: ['source'],
      reads: 'endpoint, bucket and prefix as an address, and fetched digest',
      schema: bucketSchema,
      map: mapBucket,
    }),
    defineWatch({
      group: 'source.toolkit.fluxcd.io',
      versions: ['v1', 'v1beta2', 'v1beta1'],
      kind: 'HelmChart',
      plural: 'helmcharts',
      namespaced: true,
      facts: ['source'],
      reads:
        'chart, followed and fetched version, and the source that it is from',
      schema: helmChartSchema,
      map: mapHelmChart,
    }),
    defineWatch({
      group: 'image.toolkit.fluxcd.io',
      versions: ['v1', 'v1beta2', 'v1beta1'],
      kind: 'ImagePolicy',
      plural: 'imagepolicies',
      namespaced: true,
      facts: ['source'],
      reads: 'rule, image repository and the image that was chosen',
      schema: imagePolicySchema,
      map: mapImagePolicy,
    }),
    defineWatch({
      group: 'kustomize.toolkit.fluxcd.io',
      versions: ['v1', 'v1beta2', 'v1beta1'],
      kind: 'Kustomization',
      plural: 'kustomizations',
      namespaced: true,
      facts: ['delivery'],
      reads:
        'source, path, revisions, dependencies, what blocks it, inventory, history, target cluster, and what it leaves out (`spec.ignore`)',
      schema: kustomizationSchema,
      map: mapKustomization,
    }),
    defineWatch({
      group: 'helm.toolkit.fluxcd.io',
      versions: ['v2', 'v2beta2', 'v2beta1'],
      kind: 'HelmRelease',
      plural: 'helmreleases',
      namespaced: true,
      facts: ['delivery'],
      reads:
        'chart, versions, drift, dependencies, what blocks it, inventory, history, target cluster, and what it leaves out (`spec.driftDetection`)',
      schema: helmReleaseSchema,
      map: mapHelmRelease,
    }),
  ],
  actions: fluxActions,
});
