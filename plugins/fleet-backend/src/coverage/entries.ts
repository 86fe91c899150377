import type {
  CoverageState,
  Reachability,
} from '@fleetview/backstage-plugin-fleet-common';
import type { SkippedSummary, WatchKey } from '../collector/messages';

/** How one kind of one observer is covered. Times are milliseconds since 1970. */
export type CoverageEntry = {
  clusterId: string;
  key: WatchKey;
  version?: string;
  state: CoverageState;
  since: number;
  reason?: string;
  confirmedAt?: number;
  isCurrent: boolean;
  /** Whether it ever was current since this process started. */
  wasCurrent: boolean;
  /** Whether a reflector of this session has told its state. */
  reflected: boolean;
  objects: number;
  skipped: SkippedSummary[];
  writtenAt: number;
  changed: boolean;
};

/** How one cluster answers. */
export type ClusterEntry = {
  name: string;
  connection: { state: Reachability; reason?: string };
  reachability: Reachability;
  since: number;
  reason?: string;
  lastSeenAt?: number;
  kubernetesVersion?: string;
  coverage: CoverageSummary;
  writtenAt: number;
  changed: boolean;
};

/** How many of a cluster's kinds are current, and the worst of the others. */
export type CoverageSummary = {
  asked: number;
  current: number;
  state: CoverageState;
  reason?: string;
};
