import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';

/** A workload as it is stored. */
export type StoredWorkload = {
  id: string;
  fact: WorkloadFact;
  settledVersion?: string;
  stale: boolean;
  firstSeenAt: number;
};

/** A delivery as it is stored. */
export type StoredDelivery = {
  id: string;
  observer: string;
  fact: DeliveryFact;
  stale: boolean;
  staleReason?: string;
  firstSeenAt: number;
};
