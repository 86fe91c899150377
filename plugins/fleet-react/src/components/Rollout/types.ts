import type { MatrixRollupPart } from '../Matrix';
import type { Age } from '../../viewModels/time';

/** @public */
export type WaveState =
  | 'done'
  | 'running'
  | 'waiting'
  | 'later'
  | 'over'
  | 'failed';

/**
 * One wave of a rollout. The name may come from outside.
 *
 * @public
 */
export interface RolloutWaveView {
  id: string;
  name: string;
  state: WaveState;
  /** Members by state, most urgent first. */
  members: readonly MatrixRollupPart[];
  /** When a wave that waits is known to go on, ISO 8601. */
  until?: string;
  /** What it waits for. Untrusted text. */
  reason?: string;
}

/**
 * How far a rollout is. What is not known is left out, and said to be so.
 *
 * @public
 */
export interface RolloutProgress {
  /** Members that are done, and all of them. */
  done: number;
  all: number;
  /** How much of what serves is of this release, in per cent. */
  share?: { percent: number; basis: 'replicas' | 'traffic' };
  /** Time left, as a range in one unit. */
  left?: { from: number; to: number; unit: Age['unit'] };
}

/**
 * What a release needs to arrive, in the order in which it is needed.
 *
 * @public
 */
export const REASON_LINKS = [
  'placement',
  'generator',
  'window',
  'wave-gate',
  'approval',
  'sync',
  'admission',
  'quota',
  'scheduling',
  'health',
  'verification',
] as const;

/** @public */
export type ReasonLinkKind = (typeof REASON_LINKS)[number];

/** @public */
export type ReasonLinkState =
  | 'passed'
  | 'failed'
  | 'waiting'
  | 'not-known'
  | 'not-reached'
  | 'not-asked';

/**
 * One link of the chain, and what shows that it is so.
 *
 * @public
 */
export interface ReasonLinkView {
  link: ReasonLinkKind;
  state: ReasonLinkState;
  /** When what it waits for is known to end, ISO 8601. */
  until?: string;
  /** Since when it is so, ISO 8601. */
  since?: string;
  /** In the words of the systems. Untrusted texts. */
  evidence?: readonly string[];
  /** Who can do something about it: a reference of an entity, or a name. */
  owner?: string;
  /** What can be done, in Fleet's own words. */
  advice?: readonly string[];
}
