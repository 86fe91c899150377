import type {
  CoverageState,
  Reachability,
} from '@fleetview/backstage-plugin-fleet-common';
import type { SkippedSummary, WatchKey } from '../collector/messages';
import type { FlipMemory } from '../history/foldFlip';

/** What most kinds have. Never added to. */
export const NOTHING_SKIPPED: SkippedSummary[] = [];

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
  /** Whether it was current at some time that this process knows of. */
  wasCurrent: boolean;
  /** Whether it was left as current, and nobody saw it since for longer than a proof counts: that has to be judged before it may be current again. */
  wasLost?: boolean;
  /** Whether a reflector of this session has told its state. */
  reflected: boolean;
  /** Whether its facts say what runs on the cluster. */
  tellsWhatRuns: boolean;
  /** It takes more than the default role: that it is not asked for is no gap. */
  isExtension: boolean;
  /** It is read only of what is not well, and has an age of its own: it says nothing of how the cluster is covered. */
  isFollowUp: boolean;
  /** For how long a proof counts, in milliseconds, where it is asked for now and then instead of being watched. */
  freshnessMs?: number;
  objects: number;
  skipped: SkippedSummary[];
  /** In what state it was left, and since when: found so again, it never changed. */
  left?: { state: CoverageState; since: number };
  /** When all of it was known for the first time. */
  watchedSince?: number;
  /** The last time that it was not current, from the last proof before. */
  gap?: { from: number; to?: number };
  /** When it last ceased and began to be current; what folding is decided by. */
  flips?: FlipMemory;
  /** The proof that the database knows of. */
  storedConfirmedAt?: number;
  changed: boolean;
};

/** How one cluster answers. */
export type ClusterEntry = {
  id: string;
  name: string;
  connection: { state: Reachability; reason?: string };
  reachability: Reachability;
  since: number;
  reason?: string;
  /** How it answered when it was left, and since when. */
  left?: { state: Reachability; since: number };
  lastSeenAt?: number;
  storedLastSeenAt?: number;
  /** When something came of a kind that is read for the first time. */
  firstReadAt?: number;
  kubernetesVersion?: string;
  /** When it last answered in another way; what folding is decided by. */
  flips?: FlipMemory;
  /** Since when it does not show any more who it is, though it once did. */
  identityLostAt?: number;
  coverage: CoverageSummary;
  kinds: Map<string, CoverageEntry>;
  changed: boolean;
};

/** How many of a cluster's kinds are current, and the worst of the others. */
export type CoverageSummary = {
  asked: number;
  current: number;
  state: CoverageState;
  reason?: string;
};
