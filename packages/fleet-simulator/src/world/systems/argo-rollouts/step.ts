import { toTimestamp } from '../../../clock';
import type { Analyses } from './Analyses';
import type { Rollout, RolloutStatus } from './kinds';
import type { RevisionSets } from './RevisionSets';

/** What one step of a strategy works with; it changes `status`. */
export type StepContext = {
  rollout: Rollout;
  status: RolloutStatus;
  /** The revision that is wanted. */
  hash: string;
  revision: number;
  now: number;
  sets: RevisionSets;
  analyses: Analyses;
};

/** What a step wants. */
export type StepResult = {
  /** Pods by revision. */
  pods: Record<string, number>;
  phase: NonNullable<RolloutStatus['phase']>;
  message?: string;
};

/** Gives a rollout up: what was stable serves, and nothing is tried. */
export function abort({ status, now }: StepContext): void {
  status.abort = true;
  status.abortedAt ??= toTimestamp(now);
  status.pauseConditions = undefined;
  status.controllerPause = undefined;
  status.promoteFull = undefined;
  status.currentStepIndex = 0;
}

/**
 * Waits for somebody, as the controller does: it marks that it pauses, and goes on once
 * the condition is gone and the mark is not.
 *
 * @returns whether to go on
 */
export function pause(
  { status, now }: StepContext,
  reason: string,
  durationSeconds?: number,
): boolean {
  const [since] = status.pauseConditions ?? [];
  const isOver =
    durationSeconds !== undefined &&
    since !== undefined &&
    now - Date.parse(since.startTime) >= durationSeconds * 1000;
  if (isOver || (!since && status.controllerPause)) {
    status.pauseConditions = undefined;
    status.controllerPause = undefined;
    return true;
  }
  if (!since) {
    status.pauseConditions = [{ reason, startTime: toTimestamp(now) }];
    status.controllerPause = true;
  }
  return false;
}
