import type { PromotionApproval } from '../approvals';
import type { GateKind, GateNext, GateOverride } from '../gates';
import type { PlanBinding } from '../plan';

/**
 * How far a promotion is. All but the last six go on.
 *
 * - `planned`: no gate was judged yet
 * - `waiting`: a gate holds it up
 * - `opening`: all gates are open, and its changes are being proposed
 * - `proposed`: all changes are proposed, and nobody knows of a merge
 * - `merged`: deliveries have seen revisions that bring the release
 * - `applying`: clusters are on their way to it
 * - `verifying`: all clusters have it; not all are seen healthy with it
 * - `soaking`: all are healthy with it, and have to stay so
 * - `done`: all of that was seen on each cluster, one after the other
 * - `failed`: a cluster could not take it, or it took too long
 * - `stopped`: somebody stopped it
 * - `rolled-back`: it was taken back, and each cluster was seen with what it had before
 * - `superseded`: another release is on its way in its place
 * - `expired`: nothing of it moved for too long
 *
 * @public
 */
export const PROMOTION_STATES = [
  'planned',
  'waiting',
  'opening',
  'proposed',
  'merged',
  'applying',
  'verifying',
  'soaking',
  'done',
  'failed',
  'stopped',
  'rolled-back',
  'superseded',
  'expired',
] as const;

/** @public */
export type PromotionState = (typeof PROMOTION_STATES)[number];

/**
 * The states in which a promotion has ended. Out of `done`, `failed` and `stopped` it can be
 * rolled back; nothing else leads out of any.
 *
 * @public
 */
export const ENDED_PROMOTION_STATES: readonly PromotionState[] = [
  'done',
  'failed',
  'stopped',
  'rolled-back',
  'superseded',
  'expired',
];

/**
 * How far one cluster is. All times are milliseconds since 1970 by our own clock.
 *
 * @public
 */
export type TargetProgress = {
  cluster: string;
  /** When it was last looked at. */
  seenAt?: number;
  /** When it was first seen with the release, in sync since the promotion began. */
  arrivedAt?: number;
  /** Since when, after that, it has been seen healthy with it without a gap. */
  healthySince?: number;
  /** When it was first seen to have been so for as long as it has to. */
  soakedAt?: number;
  /** When it was seen with what it had before, after that was asked for. */
  backAt?: number;
};

/**
 * A change in Git.
 *
 * @public
 */
export type ProposedChange = PlanBinding & {
  /** See {@link promotionKey}. */
  key: string;
  /** Where people find it, such as the address of a pull request. */
  reference: string;
  at: number;
  /** When its host said that it is merged. It is a claim, and moves nothing. */
  saidToBeMergedAt?: number;
  /** The first revision that a delivery was seen to have, and that brings the release. */
  seen?: { revision: string; cluster: string; at: number };
};

/**
 * One wave of one promotion, as it goes.
 *
 * @public
 */
export type WaveAttempt = {
  /** The key of the wave. */
  wave: string;
  soakMs: number;
  /** Absent until its turn comes. */
  state?: PromotionState;
  /** Since when it is in it. */
  since?: number;
  /** Keys of all changes that it takes; none where all is there already. */
  keys: readonly string[];
  changes: readonly ProposedChange[];
  /** When gates were last judged, what holds it up, and what will happen next. */
  judged?: {
    at: number;
    mayGoOn: boolean;
    heldUpBy?: GateKind;
    next: GateNext;
  };
  /** From when on clusters are looked at: all changes were seen. */
  movingSince?: number;
  targets: readonly TargetProgress[];
};

/**
 * A release on its way to a stage. It is plain data: what it is depends on the events that it
 * took, and on nothing else.
 *
 * @public
 */
export type Promotion = {
  /** The id of the release. */
  release: string;
  from: string;
  to: string;
  binding: PlanBinding;
  /** When it was last planned. */
  plannedAt: number;
  beganAt: number;
  state: PromotionState;
  /** Since when it is in it. */
  since: number;
  /** Why it has ended, for people. */
  because?: string;
  /** Who asked for it, and who wrote what it brings. */
  authors: readonly string[];
  approvalsNeeded: number;
  approvals: readonly PromotionApproval[];
  requiredGates: readonly GateKind[];
  overrides: readonly GateOverride[];
  /** One of each wave, in the order in which they go. */
  attempts: readonly WaveAttempt[];
  rollback?: { askedAt: number; by: string; reason: string };
  settings: PromotionSettings;
};

/** @public */
export type PromotionSettings = {
  /** A longer time without a look at a cluster is a gap in its being healthy. */
  maxGapMs: number;
  /** How long a wave may take from when all its changes were seen. */
  deadlineMs: number;
  /** For how long nothing may move before it expires. */
  expireMs: number;
};
