import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapGitRepository } from './mapGitRepository';
import { mapHelmRelease } from './mapHelmRelease';
import { mapHelmRepository } from './mapHelmRepository';
import { mapKustomization } from './mapKustomization';
import { mapOCIRepository } from './mapOCIRepository';
import {
  gitRepositorySchema,
  helmReleaseSchema,
  helmRepositorySchema,
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
      versions: ['v1', 'v1beta2'],
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
      versions: ['v1', 'v1beta2'],
      kind: 'HelmRepository',
      plural: 'helmrepositories',
      namespaced: true,
      facts: ['source'],
      reads: 'address and digest of the index',
      schema: helmRepositorySchema,
      map: mapHelmRepository,
    }),
    defineWatch({
      group: 'kustomize.toolkit.fluxcd.io',
      versions: ['v1', 'v1beta2'],
      kind: 'Kustomization',
      plural: 'kustomizations',
      namespaced: true,
      facts: ['delivery'],
      reads: 'source, path, revisions, inventory, history and target cluster',
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
      reads: 'chart, versions, drift, inventory, history and target cluster',
      schema: helmReleaseSchema,
      map: mapHelmRelease,
    }),
  ],
});
