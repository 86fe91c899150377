import type {
  NodeFact,
  PodDemand,
  QuotaFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * Amounts by resource: CPU in thousandths of a core, all else in its own unit. Requests are
 * called by the resource alone, limits as quotas call them: `limits.cpu`.
 */
export type Amounts = ReadonlyMap<string, number>;

/** A node, as far as there is room on it. */
export type RoomNode = Pick<
  NodeFact,
  'name' | 'health' | 'unschedulable' | 'tainted' | 'allocatable'
>;

/** A workload, as far as it takes room. */
export type RoomWorkload = Pick<
  WorkloadFact,
  'kind' | 'namespace' | 'name' | 'replicas' | 'pod' | 'templateFrom'
> & {
  /** Of a Job, pods that run. */
  active?: number;
};

/** A quota, as far as it limits pods. */
export type RoomQuota = Pick<
  QuotaFact,
  'namespace' | 'name' | 'hard' | 'hardTotal' | 'scopes'
>;

/** How well it is known what room there is on a cluster: why something is not, for people. */
export type RoomCoverage = {
  unknownNodes?: string;
  unknownWorkloads?: string;
  unknownQuotas?: string;
  /** When the oldest of it was confirmed. */
  confirmedAt?: number;
};

/** What is stored of a cluster that tells what room there is. */
export type ClusterRoom = {
  nodes: readonly RoomNode[];
  /** All that make pods. */
  workloads: readonly RoomWorkload[];
  quotas: readonly RoomQuota[];
  coverage: RoomCoverage;
};

/** Pods of one workload that are alike. */
export type PodGroup = {
  workload: string;
  /** Absent where it is not known how many. */
  count?: number;
  /** Absent where it is not known what each takes. */
  pod?: PodDemand;
};
