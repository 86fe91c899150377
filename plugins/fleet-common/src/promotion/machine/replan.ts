import { attemptUnderWay, comesTo, refused, taken } from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';
import { isOfPlan } from './stateBeforeMove';

/**
 * Takes another plan or commit, while nothing of the wave is known to be merged: approvals
 * and overrides of the one before lapse, gates have to be judged again, and changes that were
 * proposed have to be proposed as they are now.
 */
export function replan(
  promotion: Promotion,
  { at, planHash, commit }: EventOf<'replanned'>,
): PromotionTransition {
  const attempt = attemptUnderWay(promotion);
  if (!attempt) return refused(promotion, 'it has ended');
  if (attempt.movingSince !== undefined) {
    return refused(promotion, 'the wave moves already');
  }
  const binding = { planHash, commit };
  if (isOfPlan(binding, promotion.binding)) {
    return refused(promotion, 'it is the plan that it has');
  }
  if (at <= promotion.plannedAt || at < (attempt.judged?.at ?? 0)) {
    return refused(promotion, 'it was planned or judged later than that');
  }
  const { judged: _, ...unjudged } = attempt;
  const state = promotion.state === 'planned' ? 'planned' : 'waiting';
  return taken(
    comesTo({ ...promotion, binding, plannedAt: at }, unjudged, state, at),
  );
}
