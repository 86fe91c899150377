import { defineResourceType } from '../../../api/resourceTypes';
import type { Condition, KubernetesObject } from '../../../types';

export const CLUSTER_GROUP = 'cluster.open-cluster-management.io';
export const WORK_GROUP = 'work.open-cluster-management.io';
export const ADDON_GROUP = 'addon.open-cluster-management.io';

/** What a hub serves and a managed cluster serves; each has objects of some. */
export const OCM_TYPES = [
  {
    group: CLUSTER_GROUP,
    version: 'v1',
    kind: 'ManagedCluster',
    namespaced: false,
    shortNames: ['mcl'],
  },
  {
    group: CLUSTER_GROUP,
    version: 'v1beta2',
    kind: 'ManagedClusterSet',
    namespaced: false,
    shortNames: ['mclset'],
  },
  { group: CLUSTER_GROUP, version: 'v1beta1', kind: 'Placement' },
  { group: CLUSTER_GROUP, version: 'v1beta1', kind: 'PlacementDecision' },
  {
    group: CLUSTER_GROUP,
    version: 'v1alpha1',
    kind: 'ClusterClaim',
    namespaced: false,
    statusSubresource: false,
  },
  { group: ADDON_GROUP, version: 'v1beta1', kind: 'ManagedClusterAddOn' },
  { group: WORK_GROUP, version: 'v1', kind: 'ManifestWork' },
  { group: WORK_GROUP, version: 'v1alpha1', kind: 'ManifestWorkReplicaSet' },
  {
    group: WORK_GROUP,
    version: 'v1',
    kind: 'AppliedManifestWork',
    namespaced: false,
  },
].map(input => defineResourceType({ custom: true, ...input }));

export type Taint = {
  key: string;
  value?: string;
  effect: string;
  timeAdded?: string;
};

export type ManagedCluster = KubernetesObject & {
  spec: {
    hubAcceptsClient: boolean;
    leaseDurationSeconds: number;
    managedClusterClientConfigs?: { url: string }[];
    taints?: Taint[];
  };
  status?: {
    conditions: Condition[];
    version?: { kubernetes: string };
    capacity?: Record<string, string>;
    allocatable?: Record<string, string>;
    clusterClaims?: { name: string; value: string }[];
  };
};

export type Placement = KubernetesObject & {
  spec: {
    clusterSets: string[];
    numberOfClusters?: number;
    predicates?: object[];
    tolerations?: { key: string; operator: 'Exists' }[];
  };
  status?: {
    numberOfSelectedClusters: number;
    decisionGroups: object[];
    conditions: Condition[];
  };
};

export type PlacementDecision = KubernetesObject & {
  status: { decisions: { clusterName: string; reason: string }[] };
};

export type ManifestWork = KubernetesObject & {
  spec: { workload: { manifests: KubernetesObject[] } };
  status?: { conditions: Condition[]; resourceStatus: { manifests: object[] } };
};

/** On a managed cluster: what one of its works has brought. */
export type AppliedManifestWork = KubernetesObject & {
  spec: { hubHash: string; agentID: string; manifestWorkName: string };
  status?: {
    appliedResources: {
      group: string;
      version: string;
      resource: string;
      namespace?: string;
      name: string;
      uid: string;
    }[];
  };
};

export type ManifestWorkReplicaSet = KubernetesObject & {
  spec: { manifestWorkTemplate: ManifestWork['spec'] };
  status?: { conditions: Condition[]; summary: object };
};
