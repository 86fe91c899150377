import {
  type AdapterWatch,
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { openClusterManagementActions } from './act';
import { openClusterManagementDesired } from './desired';
import { mapClusterClaim } from './mapClusterClaim';
import { mapClusterCurator } from './mapClusterCurator';
import { mapManagedCluster } from './mapManagedCluster';
import { mapManagedClusterAddOn } from './mapManagedClusterAddOn';
import { mapManagedClusterSet } from './mapManagedClusterSet';
import { mapManifestWork } from './mapManifestWork';
import { mapManifestWorkReplicaSet } from './mapManifestWorkReplicaSet';
import { mapPlacement } from './mapPlacement';
import { mapPlacementDecision } from './mapPlacementDecision';
import { mapSubscription } from './mapSubscription';
import { ENGINE } from './readObject';
import {
  clusterClaimSchema,
  clusterCuratorSchema,
  managedClusterAddOnSchema,
  managedClusterSchema,
  managedClusterSetSchema,
  manifestWorkReplicaSetSchema,
  manifestWorkSchema,
  placementDecisionSchema,
  placementSchema,
  subscriptionSchema,
} from './schema';

const CLUSTER = 'cluster.open-cluster-management.io';
const WORK = 'work.open-cluster-management.io';

const clusterWatches: AdapterWatch[] = [
  defineWatch({
    group: CLUSTER,
    versions: ['v1'],
    kind: 'ManagedCluster',
    plural: 'managedclusters',
    namespaced: false,
    facts: ['cluster'],
    reads:
      'acceptance, availability, claims, taints, sets, capacity and version',
    schema: managedClusterSchema,
    map: mapManagedCluster,
  }),
  defineWatch({
    group: CLUSTER,
    versions: ['v1beta2', 'v1beta1'],
    kind: 'ManagedClusterSet',
    plural: 'managedclustersets',
    namespaced: false,
    facts: ['placement'],
    reads: 'its selector, and how many clusters are in it',
    schema: managedClusterSetSchema,
    map: mapManagedClusterSet,
  }),
  defineWatch({
    group: 'addon.open-cluster-management.io',
    versions: ['v1beta1', 'v1alpha1'],
    kind: 'ManagedClusterAddOn',
    plural: 'managedclusteraddons',
    namespaced: true,
    facts: ['agent'],
    reads: 'health, and whether the hub hears of it',
    schema: managedClusterAddOnSchema,
    map: mapManagedClusterAddOn,
  }),
  defineWatch({
    group: CLUSTER,
    versions: ['v1alpha1'],
    kind: 'ClusterClaim',
    plural: 'clusterclaims',
    namespaced: false,
    facts: ['cluster'],
    reads: 'one claim of a managed cluster, on that cluster',
    schema: clusterClaimSchema,
    map: mapClusterClaim,
  }),
  defineWatch({
    group: CLUSTER,
    versions: ['v1beta1'],
    kind: 'ClusterCurator',
    plural: 'clustercurators',
    namespaced: true,
    facts: ['cluster'],
    reads: 'the install, upgrade or removal that it runs',
    schema: clusterCuratorSchema,
    map: mapClusterCurator,
  }),
];

const placementWatches: AdapterWatch[] = [
  defineWatch({
    group: CLUSTER,
    versions: ['v1beta1'],
    kind: 'Placement',
    plural: 'placements',
    namespaced: true,
    facts: ['placement'],
    reads: 'selectors, decision groups, how many clusters, and why not more',
    schema: placementSchema,
    map: mapPlacement,
  }),
  defineWatch({
    group: CLUSTER,
    versions: ['v1beta1'],
    kind: 'PlacementDecision',
    plural: 'placementdecisions',
    namespaced: true,
    facts: ['placement'],
    reads: 'the clusters that a Placement chose',
    schema: placementDecisionSchema,
    map: mapPlacementDecision,
  }),
];

const workWatches: AdapterWatch[] = [
  defineWatch({
    group: WORK,
    versions: ['v1'],
    kind: 'ManifestWork',
    plural: 'manifestworks',
    namespaced: true,
    facts: ['delivery'],
    reads:
      'target cluster, what is applied, feedback, rollout, images, and what it does not bring anew (`updateStrategy`)',
    schema: manifestWorkSchema,
    map: mapManifestWork,
  }),
  defineWatch({
    group: WORK,
    versions: ['v1alpha1'],
    kind: 'ManifestWorkReplicaSet',
    plural: 'manifestworkreplicasets',
    namespaced: true,
    facts: ['placement'],
    reads: 'its Placements, the strategy of its rollout and how far it is',
    schema: manifestWorkReplicaSetSchema,
    map: mapManifestWorkReplicaSet,
  }),
  defineWatch({
    group: 'apps.open-cluster-management.io',
    versions: ['v1'],
    kind: 'Subscription',
    plural: 'subscriptions',
    namespaced: true,
    facts: ['delivery'],
    reads: 'channel, path, commit and whether it was handed on or applied',
    schema: subscriptionSchema,
    map: mapSubscription,
  }),
];

export const openClusterManagementAdapter = defineAdapter({
  id: ENGINE,
  title: 'Open Cluster Management',
  homepage: 'https://open-cluster-management.io',
  watches: [...clusterWatches, ...placementWatches, ...workWatches],
  desired: openClusterManagementDesired,
  actions: openClusterManagementActions,
});
