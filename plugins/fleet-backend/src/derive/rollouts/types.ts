import type {
  DeliveryFact,
  Health,
  MemberState,
  ReasonLink,
  Revision,
  Sync,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';

/** Times are milliseconds since 1970 by the database's clock, unless a cluster states them. */
export type Time = number;

/** What a window allows or forbids, judged at one moment. */
export type WindowVerdict = {
  /** Whether a delivery may move now. */
  isOpen: boolean;
  /** When that is different; absent where nobody can tell. */
  until?: Time;
  message?: string;
  evidence?: ReasonLink['evidence'];
};

/** What made a delivery, and what it says of it. */
export type PlacementEvidence = {
  observer: string;
  kind: string;
  namespace?: string;
  name: string;
  health: Health;
  message?: string;
  isCurrent: boolean;
  isRolling: boolean;
  /** Names of its steps or decision groups, in order. */
  steps: string[];
  /** Why it does not choose clusters, as far as it says. */
  notChosen?: string[];
  /** Of this delivery or its cluster: which step, counted from 0, and what the engine says of it there. */
  step?: number;
  status?: string;
  statusMessage?: string;
};

/** A delivery, as far as a rollout asks for it. */
export type DeliveryEvidence = Pick<
  DeliveryFact,
  'engine' | 'kind' | 'name' | 'health' | 'message' | 'suspended' | 'operation'
> & {
  id: string;
  observer: string;
  namespace?: string;
  isCurrent: boolean;
  staleReason?: string;
  confirmedAt?: Time;
  /** What its revisions are revisions of: two deliveries with the same content bring the same with one revision. */
  content: string;
  desired?: Revision;
  applied?: Revision;
  /** Of the workload, where the engine tells it by resource; else of the whole. */
  sync: Sync;
  /** Whether the engine compares what is there with what is wanted, so that a difference is a change. */
  isCompared: boolean;
  syncMessage?: string;
  /** Versions of the images that it names. */
  versions: string[];
  blockedBy: string[];
  placement?: PlacementEvidence;
  /** Nothing and nobody but a person lets its engine apply what has changed. */
  isByHand?: boolean;
  window?: WindowVerdict;
  /** When what it applied last was applied, as the engine states it. */
  appliedAt?: Time;
};

/** Why pods are not well, as a follow-up read found it. */
export type FindingEvidence = {
  reason: string;
  message?: string;
  readAt: Time;
};

/** The workload that gives an instance its version. */
export type WorkloadEvidence = Pick<
  WorkloadFact,
  'kind' | 'name' | 'version' | 'settled' | 'replicas' | 'health' | 'message'
> & {
  id: string;
  isCurrent: boolean;
  staleReason?: string;
  confirmedAt?: Time;
  /** The version that was last seen to run completely. */
  settledVersion?: string;
  strategy?: WorkloadFact['strategy'];
  findings: FindingEvidence[];
};

/** All that is known of one instance when its rollouts are judged. */
export type MemberEvidence = {
  instanceId: string;
  clusterId: string;
  clusterName: string;
  namespace: string;
  region: string;
  environment: string;
  tier: string;
  provider: string;
  /** It has not changed since it was first seen: what it has, it may have had for long. */
  isAsFirstSeen: boolean;
  /** Of all its workloads: one that is ill makes it ill. */
  health: Health;
  message?: string;
  workload?: WorkloadEvidence;
  deliveries: DeliveryEvidence[];
};

/** What is remembered of a member between two looks at it. */
export type MemberMemory = {
  state: MemberState;
  since: Time;
  until?: Time;
  /** What it was when it was last seen, while it is `unknown`. */
  lastKnown?: MemberState;
  wave?: number;
  /** The version before. */
  from?: string;
  /** When it was first seen to ask for the release. */
  askedAt?: Time;
  /** When it was first seen to have it. */
  appliedAt?: Time;
  /** Since when it has been seen healthy with it, without a gap. */
  healthySince?: Time;
  /** When it was first seen to have held. */
  doneAt?: Time;
  /** What moves while it goes on, as text, and when it last did. */
  movement: string;
  movedAt: Time;
  reason?: ReasonLink;
  /** Replicas that it should have, and how many of them are of the release. */
  serving?: {
    replicas: number;
    released: number;
    /** Set where it is told by the weight that a traffic router confirms. */
    byTraffic?: true;
  };
};

export type LifeCycle =
  | 'running'
  | 'paused'
  | 'completed'
  | 'superseded'
  | 'rolled-back';

/** A wave of a rollout. */
export type Wave = { name: string; source?: string };

/** One release of one component, as it is kept. */
export type RolloutRecord = {
  id: string;
  entityRef: string;
  /** The order in which releases of the component were seen. */
  order: number;
  version?: string;
  previousVersion?: string;
  /** Which revisions bring it, by what they are revisions of; the newest last. */
  revisions: Record<string, string[]>;
  revision?: Revision;
  beganAt: Time;
  /** It had begun when watching began. */
  beganIsLowerBound: boolean;
  endedAt?: Time;
  lifeCycle: LifeCycle;
  waves: Wave[];
  /** By the ids of instances. */
  members: Map<string, MemberMemory>;
};

/** How rollouts are judged. */
export type RolloutSettings = {
  /** How long a member has to be seen healthy before it is done. */
  soakMs: number;
  /** What an engine would wait for progress, where it does not say. */
  progressDeadlineMs: number;
  /** Without movement for twice as long, a member that is past its time is stuck. */
  intervalMs: number;
};

export const DEFAULT_SETTINGS: RolloutSettings = {
  soakMs: 60_000,
  progressDeadlineMs: 600_000,
  intervalMs: 60_000,
};
