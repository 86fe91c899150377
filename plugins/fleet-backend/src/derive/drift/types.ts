import type {
  DeliveryFact,
  DifferenceFact,
  DriftClass,
  DriftReason,
  ToldDifference,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Desire } from '../../collector/desired';
import type { ClusterBelonging } from '../readBelonging';
import type { DesiringKind } from './driftKindsOf';

/** Something on a cluster, as its API calls it. */
export type Resource = {
  group: string;
  kind: string;
  /** Empty for none. */
  namespace: string;
  name: string;
};

/** A delivery to a cluster, and whether what it says is current. */
export type DriftDelivery = {
  id: string;
  /** Who reads it. */
  adapter: string;
  observer: string;
  fact: DeliveryFact;
  /** Why it is not current; absent where it is. */
  staleReason?: string;
  /** What it is bound to; empty for nothing. */
  entityRef: string;
  /** Since when it is known, in milliseconds since 1970. */
  firstSeenAt: number;
};

/** What a cluster says itself of a resource that differs, or an engine that compares. */
export type OwnDifference = {
  fact: DifferenceFact;
  /** Whether that is known as of now. */
  isCurrent: boolean;
};

/** A workload that is there. */
export type PresentThing = {
  resource: Resource;
  labels: Readonly<Record<string, string>>;
  /** The ManifestWork that its owner names. */
  appliedFor?: string;
};

/** All that drift of one cluster is found by. */
export type DriftInputs = {
  clusterId: string;
  /** Milliseconds since 1970. */
  now: number;
  tier: string;
  belonging: ClusterBelonging;
  deliveries: readonly DriftDelivery[];
  /** By resource. */
  differences: ReadonlyMap<string, OwnDifference>;
  /** How engines desire single resources, by the question. */
  desired: ReadonlyMap<string, OwnDifference>;
  /** Until when all of these count that count now, in milliseconds since 1970; absent where none ages. */
  lapsesAt?: number;
  /** Deliveries whose engines can be asked for that. */
  desiring: readonly DesiringKind[];
  /** Workloads that are there, by resource, with the labels by which engines know theirs. */
  present: ReadonlyMap<string, PresentThing>;
  /**
   * Whether the cluster tells of itself, and as of now, which things of a kind in a
   * namespace differ, and which are there.
   */
  isWatched: (resource: Resource) => boolean;
  /** Whether an object of the cluster can be looked at by its name. */
  isLookedAt: (resource: Resource) => boolean;
  look: DriftLook | undefined;
  /** Those that last, and those that ended a short time ago, by thing: the newest. */
  episodes: ReadonlyMap<string, StoredEpisode>;
  exceptions: readonly DriftException[];
};

/** What was known when it was last looked. */
export type DriftLook = {
  lookedAt: number;
  /** Deliveries and things of which nothing could be told; `all` where they were too many. */
  unseen: ReadonlySet<string> | 'all';
};

/** An exception of the ledger that lets something drift. Times are milliseconds since 1970. */
export type DriftException = {
  id: string;
  from: number;
  until: number;
  covers: (episode: {
    clusterId: string;
    resource: Resource;
    place: { entityRef: string; owner: string };
    /** Those that are known; the whole object's is empty. */
    paths: readonly string[];
    /** Not all are known. */
    isInPart: boolean;
  }) => boolean;
};

/** One place that differs, and of which class that is. */
export type ClassifiedPlace = ToldDifference & {
  class: DriftClass;
  because: DriftCause;
};

/** By what a class was found; `engine-says` where the engine says only that it differs. */
export type DriftCause = DriftReason | 'engine-says';

/** What of an episode is kept as JSON. */
export type EpisodeData = {
  basis: DifferenceFact['basis'] | 'engine';
  differences: ClassifiedPlace[];
  /** How many there are; 0 where none is known. */
  total: number;
  /** All paths that were seen to differ in it. */
  paths: string[];
  pathsTruncated?: boolean;
  isWhole?: boolean;
  /** Why it cannot be told in more detail. */
  problem?: string;
  message?: string;
  desiredRevision?: string;
  appliedRevision?: string;
  unconfirmedReason?: string;
};

/** An object that is to be looked at. */
export type DriftWish = {
  resource: Resource;
  /** It is said to differ; else nobody tells whether it does. */
  isUrgent: boolean;
};

/** An object of which its engine is to be asked how it desires it. */
export type DriftDesire = Desire & {
  /** The cluster that is asked, and what of which adapter. */
  observer: string;
  adapter: string;
  question: string;
};

/** What is seen of one resource of a delivery. */
export type Sighting = {
  resource: Resource;
  verdict: 'drifted' | 'in-sync' | 'unknown';
  /** Why nothing is known. */
  reason?: string;
  /** Where it drifts. */
  found?: Drifted;
  /** Nobody watches it: whether it differs is told by looking at it, if at all. */
  isUnwatched?: boolean;
  /** Its engine says that it differs, and that may be for another reason than that it is behind. */
  isToldToDiffer?: boolean;
};

export type Drifted = {
  class: DriftClass;
  because: DriftCause;
  /** Who sees it: `watch`, or the engine. */
  seenBy: string;
  same: string;
  data: Omit<EpisodeData, 'paths' | 'pathsTruncated' | 'unconfirmedReason'>;
};

/** An episode as it is stored. Times are milliseconds since 1970. */
export type StoredEpisode = {
  id: string;
  thing: string;
  hash: string;
  deliveryId: string;
  resource: Resource;
  class: DriftClass;
  because: DriftCause;
  same: string;
  seenBy: string;
  firstObservedAt: number;
  lastObservedAt: number;
  notBefore?: number;
  flaps: number;
  inSyncMs: number;
  unconfirmedSince?: number;
  endedAt?: number;
  fate?: EpisodeFate;
  data: EpisodeData;
};

/**
 * How an episode ended: it was seen as it should be, it is delivered no more, or nothing
 * is known of its cluster any more.
 */
export type EpisodeFate = 'healed' | 'gone' | 'unproven';
