import { defineResourceType } from '../../../api/resourceTypes';
import type { Condition, KubernetesObject } from '../../../types';

export const GROUP = 'multicluster.x-k8s.io';
export const ABOUT_GROUP = 'about.k8s.io';

/** What an inventory and the members of a cluster set serve. */
export const SIG_MULTICLUSTER_TYPES = [
  { group: GROUP, version: 'v1alpha1', kind: 'ClusterProfile' },
  {
    group: ABOUT_GROUP,
    version: 'v1beta1',
    kind: 'ClusterProperty',
    namespaced: false,
    statusSubresource: false,
  },
  {
    group: GROUP,
    version: 'v1beta1',
    kind: 'ServiceExport',
    shortNames: ['svcex'],
  },
  {
    group: GROUP,
    version: 'v1beta1',
    kind: 'ServiceImport',
    shortNames: ['svcim'],
  },
].map(input => defineResourceType({ custom: true, ...input }));

export type ClusterProfile = KubernetesObject & {
  status?: { conditions: Condition[]; accessProviders: object[] };
};

export type ServiceExport = KubernetesObject & {
  status?: { conditions: Condition[] };
};

export type ServiceImport = KubernetesObject & {
  spec: { type: string; ips: string[]; ports: object[] };
  status?: { conditions: Condition[]; clusters: { cluster: string }[] };
};

export type Service = KubernetesObject & {
  spec: { clusterIP?: string; ports: { name?: string; port: number }[] };
};
