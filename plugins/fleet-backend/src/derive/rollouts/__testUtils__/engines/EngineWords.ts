import type {
  DeliveryFact,
  Fact,
  MemberState,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * What an engine says of something that it brings, or Kubernetes of a workload, in
 * words that all of them have:
 *
 * | | |
 * | --- | --- |
 * | `done` | all is applied, finished and well |
 * | `running` | it has begun, and has not finished |
 * | `differs` | something of it is not as it is wanted, and it has not begun |
 * | `by-hand` | the same, and nothing but a person lets it begin |
 * | `failed` | it tried, and could not |
 * | `ill` | it is applied, and is not well |
 * | `held` | it is suspended or paused: somebody has to go on |
 * | `waiting` | something else comes first |
 * | `unknown` | it says nothing, or that it does not know |
 */
export type Says =
  | 'done'
  | 'running'
  | 'differs'
  | 'by-hand'
  | 'failed'
  | 'ill'
  | 'held'
  | 'waiting'
  | 'unknown';

/** One sample, and what its engine says of it in its own words. */
export type EngineSample = {
  id: string;
  /** As the engine words it. */
  word: string;
  says: Says;
  fact: WorkloadFact | DeliveryFact;
};

type JsonObject = Record<string, any>;

/** Reads what an engine says of an object: from what upstream states of it, or from its status, never from our facts. */
export type EngineReader = {
  /** `system vocabulary`, for who reads a failure. */
  name: string;
  /** Fewer mean that something is not compared any more. */
  samplesAtLeast: number;
  read: (sample: {
    id: string;
    object: JsonObject;
    facts: readonly Fact[];
    verdicts: ReadonlyMap<string, string>;
  }) => Omit<EngineSample, 'id'> | undefined;
  /** Where we differ on purpose, by sample, each with the reason. */
  differences?: Record<string, string>;
};

/** What runs on the cluster beside a delivery. */
export type Beside = 'nothing' | 'before' | 'there';

/** It is not on its way to the release, as far as anything says it. */
export const NO_MEMBER = 'no-member';

export type Seen = MemberState | typeof NO_MEMBER;

/** States that a member may be in at the first look, and after it was seen for the soak time. */
type Allowed = { first: Seen[]; later: Seen[] };

const both = (...states: Seen[]): Allowed => ({
  first: states,
  later: states,
});

const GOOD: Allowed = { first: ['soaking'], later: ['succeeded'] };
const MOVING = both('applying', 'verifying');
const BY_HAND = both('awaiting-approval');
const FAILED = both('failed', 'timed-out');
const HELD = both('paused', 'awaiting-approval');
/** Whatever is known: no success. */
const NO_SUCCESS = both(
  'unknown',
  'queued',
  'applying',
  'verifying',
  'failed',
  'timed-out',
);

/**
 * Which states agree with what an engine says, by what runs beside it.
 *
 * - Without anything beside it the engine's word is all that there is.
 * - While the cluster runs the release before, nothing that an engine says is a
 *   success: its words may still be of that one.
 * - Where the cluster runs the release and is well, that decides what is ill and what
 *   is held: what runs is seen itself. An engine that has not finished, or that could
 *   not apply, still decides: something of what it brings is missing.
 */
export const ALLOWED: Record<Beside, Record<Says, Allowed>> = {
  nothing: {
    done: GOOD,
    running: MOVING,
    differs: MOVING,
    'by-hand': BY_HAND,
    failed: FAILED,
    ill: FAILED,
    held: HELD,
    waiting: both('queued'),
    unknown: NO_SUCCESS,
  },
  before: {
    done: both(NO_MEMBER, 'queued', 'applying'),
    running: MOVING,
    differs: MOVING,
    'by-hand': BY_HAND,
    failed: FAILED,
    ill: both(NO_MEMBER, 'queued', 'applying', 'failed', 'timed-out'),
    held: both(NO_MEMBER, 'paused', 'awaiting-approval'),
    waiting: both('queued'),
    unknown: both(NO_MEMBER, 'queued', 'applying', 'unknown'),
  },
  there: {
    done: GOOD,
    running: MOVING,
    // What of it differs may be something else than the workload.
    differs: {
      first: ['soaking', 'applying', 'verifying'],
      later: ['succeeded', 'applying', 'verifying'],
    },
    'by-hand': {
      first: ['soaking', 'awaiting-approval'],
      later: ['succeeded', 'awaiting-approval'],
    },
    failed: FAILED,
    ill: GOOD,
    held: GOOD,
    waiting: GOOD,
    // Where the engine does not know, what is seen may do, or has to wait for it.
    unknown: {
      first: ['soaking', 'applying', 'verifying', 'unknown'],
      later: ['succeeded', 'applying', 'verifying', 'unknown'],
    },
  },
};
