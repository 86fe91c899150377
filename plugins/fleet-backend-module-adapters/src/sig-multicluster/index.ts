import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapAppliedWork } from './mapAppliedWork';
import { mapClusterProfile } from './mapClusterProfile';
import { mapClusterProperty } from './mapClusterProperty';
import { mapPlacementDecision } from './mapPlacementDecision';
import { mapServiceExport } from './mapServiceExport';
import { mapServiceImport } from './mapServiceImport';
import { mapWork } from './mapWork';
import { ENGINE } from './readObject';
import {
  appliedWorkSchema,
  clusterProfileSchema,
  clusterPropertySchema,
  placementDecisionSchema,
  serviceExportSchema,
  serviceImportSchema,
  workSchema,
} from './schema';

const GROUP = 'multicluster.x-k8s.io';

export const sigMulticlusterAdapter = defineAdapter({
  id: ENGINE,
  title: 'SIG Multicluster APIs',
  homepage: 'https://multicluster.sigs.k8s.io',
  watches: [
    defineWatch({
      group: GROUP,
      versions: ['v1alpha1'],
      kind: 'ClusterProfile',
      plural: 'clusterprofiles',
      namespaced: true,
      facts: ['cluster'],
      reads: 'health of the control plane, properties, addresses and version',
      schema: clusterProfileSchema,
      map: mapClusterProfile,
    }),
    defineWatch({
      group: 'about.k8s.io',
      versions: ['v1beta1', 'v1alpha1'],
      kind: 'ClusterProperty',
      plural: 'clusterproperties',
      namespaced: false,
      facts: ['cluster'],
      reads: 'one property that a cluster states of itself',
      schema: clusterPropertySchema,
      map: mapClusterProperty,
    }),
    defineWatch({
      group: GROUP,
      versions: ['v1beta1', 'v1alpha1'],
      kind: 'ServiceExport',
      plural: 'serviceexports',
      namespaced: true,
      facts: ['service'],
      reads: 'whether a Service is exported, and conflicts with other exports',
      schema: serviceExportSchema,
      map: mapServiceExport,
    }),
    defineWatch({
      group: GROUP,
      versions: ['v1beta1', 'v1alpha1'],
      kind: 'ServiceImport',
      plural: 'serviceimports',
      namespaced: true,
      facts: ['service'],
      reads: 'addresses, ports, and the clusters that export it',
      schema: serviceImportSchema,
      map: mapServiceImport,
    }),
    defineWatch({
      group: GROUP,
      versions: ['v1alpha1'],
      kind: 'PlacementDecision',
      plural: 'placementdecisions',
      namespaced: true,
      facts: ['placement'],
      reads: 'the ClusterProfiles that a scheduler chose',
      schema: placementDecisionSchema,
      map: mapPlacementDecision,
    }),
    defineWatch({
      group: GROUP,
      versions: ['v1alpha1'],
      kind: 'Work',
      plural: 'works',
      namespaced: true,
      facts: ['delivery'],
      reads: 'target cluster, what is applied and what could not be',
      schema: workSchema,
      map: mapWork,
    }),
    defineWatch({
      group: GROUP,
      versions: ['v1alpha1'],
      kind: 'AppliedWork',
      plural: 'appliedworks',
      namespaced: false,
      facts: ['delivery'],
      reads: 'what an agent has applied on its own cluster',
      schema: appliedWorkSchema,
      map: mapAppliedWork,
    }),
  ],
});
