import type { PlanBinding } from '../plan';
import type { PromotionState, WaveAttempt } from './Promotion';

/** Whether two are of one plan and one commit. */
export function isOfPlan(left: PlanBinding, right: PlanBinding): boolean {
  return left.planHash === right.planHash && left.commit === right.commit;
}

/** How far a wave is while nothing of it is known to be merged. */
export function stateBeforeMove(
  { keys, changes, judged }: WaveAttempt,
  binding: PlanBinding,
): PromotionState {
  if (!judged?.mayGoOn) return 'waiting';
  // Nothing has to be merged for what is there already.
  if (keys.length === 0) return 'applying';
  const isProposed = keys.every(key =>
    changes.some(
      change =>
        change.key === key && (change.seen || isOfPlan(change, binding)),
    ),
  );
  return isProposed ? 'proposed' : 'opening';
}
