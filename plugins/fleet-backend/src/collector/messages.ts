import type {
  Heartbeat,
  PriceRow,
  SubjectReference,
} from '@fleetview/backstage-plugin-fleet-common';
import type { SkipReason } from '@fleetview/backstage-plugin-fleet-node';
import type { ReflectorState } from '@fleetview/kube-watch';
import type { ListReason, RequestOutcome } from '../observability';
import type { FactTable } from '../store/factTables';
import type { ClusterExtension } from './extensionScopes';
import type { ClusterPoll } from './polls/ClusterPoll';
import type { ThreadConnection, TokenAnswer } from './tokens/messages';

/** One kind of one cluster, as an adapter reads it. */
export type WatchKey = {
  adapter: string;
  group: string;
  kind: string;
  /** The part of the cluster that it is read in; all of it where absent. */
  scope?: string;
};

/**
 * One fact as a row of its table: the collecting thread has done all work on it,
 * apart from finding the cluster that it speaks of.
 */
export type PreparedFact = {
  id: string;
  table: FactTable;
  part: string;
  /** Of the source object; empty for none. */
  namespace: string;
  name: string;
  subject: SubjectReference;
  /** Milliseconds since 1970. */
  changedAt: number | null;
  /** The namespaces of its subject of which it changes what is derived. */
  touches: string[];
  /** The columns that only its table has. */
  columns: PreparedColumns;
  /** The fact as JSON. */
  data: string;
};

/** What of a finding is filtered and sorted by. */
export type FindingColumns = {
  home_namespace: string;
  engine: string;
  policy: string;
  /** What a hub and the cluster itself call the same result; null for none. */
  claim: string | null;
  result: string;
  /** Empty for none. */
  severity: string;
  urgency: string;
};

/** What of an allocation is filtered and sorted by. */
export type AllocationColumns = {
  home_namespace: string;
  engine: string;
  grain: string;
  share: string;
  cost: number;
  /** The currency; empty where it is not said. */
  money: string;
  cost_order: string;
  window_start: number;
  window_end: number;
};

/** What of an alert is filtered and sorted by. */
export type AlertColumns = {
  home_namespace: string;
  /** Empty for none. */
  severity: string;
  urgency: string;
};

/** What of a policy or an exception is filtered by; null where an exception has no such word. */
export type PolicyColumns = {
  health: string;
  enforcement: string | null;
  /** Empty for none. */
  severity: string | null;
  /** As `categoriesText` has them. */
  categories: string | null;
};

/** Columns that only some tables have; `settled` decides which version counts as the one that runs. */
export type PreparedColumns = {
  health?: string;
  version?: string | null;
  settled?: boolean;
  sync?: string;
  heartbeatLost?: boolean;
  /** Absent where its type has no such word. */
  heartbeat?: Heartbeat['state'];
  type?: string;
  /** Of a hub's word on a cluster: what it is called there. */
  hubName?: string;
  /** What only its table has, as it is written. */
  own?: FindingColumns | AllocationColumns | AlertColumns | PolicyColumns;
};

/** What became of one object. */
export type ObjectChange =
  | {
      type: 'facts';
      uid: string;
      hash: string;
      /** Null where the object has none that may be kept. */
      resourceVersion: string | null;
      /** Nothing is stored of it, as far as the thread knows. */
      isNew: boolean;
      /**
       * It was read at a time that its facts tell and its hash does not: the time is kept
       * also where all else is as it was, and then nothing follows from it.
       */
      isReading?: boolean;
      facts: PreparedFact[];
    }
  | { type: 'deleted'; uid: string }
  /** What is stored of it is from before; told only where something is. */
  | { type: 'skipped'; uid: string; example: string };

/** The objects of a kind that could not be read, of one reason. */
export type SkippedSummary = {
  reason: SkipReason;
  count: number;
  example: string;
};

/** How well the kinds of a group are covered that discovery did not name, or that are too many. */
export type OtherKinds = {
  adapter: string;
  group: string;
  state: ReflectorState | 'not-asked';
  reason?: string;
  /** A watch of a kind that goes on knows better. */
  unlessWatched?: boolean;
};

/** A kind as it was found: with the version that it is read in, or the state that it is in because it is not. */
export type DiscoveredKind = WatchKey & {
  version?: string;
  /** Absent where whoever reads it tells it. */
  state?: ReflectorState | 'not-asked';
  reason?: string;
};

/** How far a kind is stored once a batch is, from where a later reader may go on. */
export type Checkpoint = {
  resourceVersion: string;
  /** Of the code that made the facts; other code would make others. */
  fingerprint: string;
};

/** What is known of a kind by the thread, after the changes that it comes with. */
export type KindProgress = {
  /** Objects that there are, those that were skipped included. */
  objects: number;
  /** Absent where it is as it was told the last time. */
  skipped?: SkippedSummary[];
  checkpoint?: Checkpoint;
};

/** What the store knows of a kind. */
export type StoredKind = {
  /** Where reading may go on, and how many objects there were then. */
  checkpoint?: { resourceVersion: string; objects: number };
  /** Whether the code that made the facts is the thread's. */
  isSameMapping: boolean;
};

/** Some objects of a kind as they are stored, in the order of their uids. */
export type StoredObjects = {
  /** A line for each fact: uid, resource version, hash, with tabs between. */
  lines: string;
  /** Where the next ones begin; absent when these were the last. */
  next?: string;
};

/** To the collector. Every cluster runs under a session, so that late answers of an earlier one are told apart. */
export type CollectorRequest =
  | {
      type: 'start';
      clusterId: string;
      session: number;
      connection: ThreadConnection;
      /** It did not answer the last time that it was tried. */
      failedBefore?: boolean;
      /** What may be read of it beyond the default role. */
      extensions?: ClusterExtension[];
      /** What systems are asked for over HTTP. */
      polls?: ClusterPoll[];
    }
  | { type: 'stop'; clusterId: string; session: number }
  /** The price sheet that people write, as a whole; questions from now on go by it. */
  | { type: 'prices'; rows: readonly PriceRow[] }
  | {
      type: 'acknowledge';
      batch: number;
      /** Objects that the database does not take. */
      refused?: { uid: string; example: string }[];
    }
  | ({ type: 'stored'; request: number } & Partial<StoredKind> & StoredObjects)
  | TokenAnswer
  /** End all, and say so: the thread is about to be ended. */
  | { type: 'shutdown' };

/** How a cluster answers as a whole, before any kind is watched. */
export type ConnectionState =
  | { state: 'connected' }
  | {
      state: Exclude<ReflectorState, 'current' | 'listing' | 'interrupted'>;
      reason: string;
    };

/** From the collector. */
export type CollectorReport =
  | ({
      type: 'connection';
      clusterId: string;
      session: number;
      /** UID of kube-system; absent where it may not be read. */
      uid?: string;
      kubernetesVersion?: string;
    } & ConnectionState)
  | {
      type: 'discovered';
      clusterId: string;
      session: number;
      watches: DiscoveredKind[];
      /** Groups of which every kind is read: what holds of those that are not among `watches`. */
      others?: OtherKinds[];
    }
  | {
      type: 'coverage';
      clusterId: string;
      session: number;
      key: WatchKey;
      state: ReflectorState | 'not-asked';
      reason?: string;
      /** For how long a proof counts, in milliseconds, where the kind is asked for now and then. */
      freshnessMs?: number;
    }
  | {
      type: 'confirmed';
      clusterId: string;
      session: number;
      keys: WatchKey[];
      /** How long ago it was proven, in milliseconds. */
      ageMs?: number;
    }
  /** It is connected to as soon as others have been. */
  | { type: 'waiting'; clusterId: string; session: number }
  | BatchReport
  | StoredRequest;

/** Changes of one kind. The collector reads no further in it until they are acknowledged. */
export type BatchReport = {
  type: 'batch';
  batch: number;
  clusterId: string;
  session: number;
  key: WatchKey;
  version: string;
  changes: ObjectChange[];
} & KindProgress;

/** Asks what is stored of a kind. */
export type StoredRequest = {
  type: 'stored';
  request: number;
  clusterId: string;
  session: number;
  key: WatchKey;
  fingerprint: string;
  /** Where the last answer ended; absent for the first. */
  after?: string;
  /** Whether it is to be told when things were read that are read one by one. */
  withTimes?: boolean;
};

/** What a thread did, over all its clusters. */
export type WorkCounts = {
  requests: Partial<Record<RequestOutcome, number>>;
  lists: Partial<Record<ListReason, number>>;
  objects: { parsed: number; skipped: number };
};

/** What a thread says of itself, and of all its clusters at once. */
export type ThreadReport =
  | {
      type: 'proofs';
      clusters: {
        clusterId: string;
        session: number;
        keys: WatchKey[];
        /** When the oldest of them came, by the monotonic clock of the process, in milliseconds. */
        at: number;
      }[];
      /** What was done since the last time, if anything was. */
      counts?: WorkCounts;
    }
  /** Everything has ended that was asked to. */
  | { type: 'stopped' };
