import type { PromotionApproval } from '../approvals';
import type { Gate, GateOverride } from '../gates';
import type { PlanBinding } from '../plan';
import type { Health, Sync } from '../../states';
import type { Promotion } from './Promotion';

/**
 * What was seen of a cluster.
 *
 * @public
 */
export type TargetSight = {
  /** Whether all that it was read from is current. */
  isCurrent: boolean;
  /** See {@link runsOnTarget}. */
  hasRelease: 'yes' | 'no' | 'unknown';
  /** Whether it has what it had before. Of what does not change it has both. */
  hasBefore: 'yes' | 'no' | 'unknown';
  /** What runs is what its templates say, and not on its way there. */
  isSettled: boolean;
  sync: Sync;
  /** When its engine last compared and found, or made, it so; as the engine states it. */
  syncedAt?: number;
  health: Health;
};

/**
 * What happens to a promotion. `at` is when it was seen or done, in milliseconds since 1970 by
 * our own clock; `wave` the key of a wave.
 *
 * - `approved`, `overridden`: somebody said so. Gates have to be judged again for it to count
 * - `gates-judged`: all facts were looked at. An approval gate among them is not taken: it is
 *   judged by the approvals that the promotion has
 * - `replanned`: the plan, or its commit, is another one
 * - `change-proposed`: a change is there, in whatever way it was made
 * - `change-said-to-be-merged`: its host says so
 * - `revision-seen`: a delivery has a revision that brings the release
 * - `target-seen`: a cluster was looked at
 * - `target-failed`: its engine gave up
 * - `time-passed`: whatever is too late by now is
 * - `superseded`: another release is promoted to the stage
 *
 * @public
 */
export type PromotionEvent = { at: number } & (
  | { type: 'approved'; approval: PromotionApproval }
  | { type: 'overridden'; override: GateOverride }
  | ({
      type: 'gates-judged';
      wave: string;
      gates: readonly Gate[];
    } & PlanBinding)
  | ({ type: 'replanned' } & PlanBinding)
  | ({
      type: 'change-proposed';
      wave: string;
      key: string;
      reference: string;
    } & PlanBinding)
  | { type: 'change-said-to-be-merged'; wave: string; key: string }
  | {
      type: 'revision-seen';
      wave: string;
      key: string;
      cluster: string;
      revision: string;
    }
  | { type: 'target-seen'; wave: string; cluster: string; sight: TargetSight }
  | { type: 'target-failed'; wave: string; cluster: string; reason: string }
  | { type: 'time-passed' }
  | { type: 'superseded'; release: string }
  | { type: 'stopped'; by: string; reason: string }
  | { type: 'rollback-asked'; by: string; reason: string }
);

/** The event of a type. */
export type EventOf<T extends PromotionEvent['type']> = Extract<
  PromotionEvent,
  { type: T }
>;

/**
 * What an event did. What was not taken changed nothing, and says why.
 *
 * @public
 */
export type PromotionTransition =
  | { isTaken: true; promotion: Promotion }
  | { isTaken: false; promotion: Promotion; because: string };
