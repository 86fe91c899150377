import type { Health, Sync } from '@fleetview/backstage-plugin-fleet-common';
import type { Counts } from './counts';
import type { StoredDelivery, StoredWorkload } from './stored';

/** What an instance says, apart from what it was made of. */
export type DerivedInstance = {
  namespace: string;
  /** Empty for none. */
  entityRef: string;
  environment: string;
  owner: string;
  system: string;
  health: Health;
  message?: string;
  sync: Sync;
  syncMessage?: string;
  stale: boolean;
  version: {
    desired?: string;
    actual?: string;
    settled: boolean;
    updated?: number;
    replicas?: number;
  };
  replicas: {
    desired?: number;
    updated?: number;
    ready?: number;
    available?: number;
  };
  /** Resources that differ; undefined where no engine says. */
  drift?: number;
  /** Whether an engine wants another revision than it last applied: then a difference is no drift. */
  behind: boolean;
  engines: string[];
  binding?: { rule: string; evidence: string };
  /** The workload that gives it its version. */
  primaryId?: string;
  workloadIds: string[];
  deliveryIds: string[];
  /** When its parts say that they last changed, milliseconds since 1970. */
  changedAt?: number;
  firstSeenAt: number;
  counts: { deliveries: Counts; workloads: Counts };
  /** What an engine does or last did to it. */
  operation?: RunningOperation;
};

/** An operation of an engine. Times are milliseconds since 1970. */
export type RunningOperation = {
  phase: 'running' | 'succeeded' | 'failed' | 'unknown';
  startedAt?: number;
  finishedAt?: number;
  /** Who or what began it, as the engine tells it. */
  initiatedBy?: string;
};

/** What an instance is made of. */
export type InstanceGroup = {
  namespace: string;
  entityRef: string;
  workloads: StoredWorkload[];
  /** Those that it is the home of: counted here, and nowhere else. */
  homes: StoredDelivery[];
  /** Those that bring something of it. */
  brought: Map<string, StoredDelivery>;
};
