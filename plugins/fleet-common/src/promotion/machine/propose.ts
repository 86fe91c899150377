import {
  attemptUnderWay,
  comesTo,
  refused,
  taken,
  withAttempt,
} from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';
import { isOfPlan, stateBeforeMove } from './stateBeforeMove';

/**
 * Keeps a change that was proposed. It is kept while gates are closed as well: it is there,
 * and somebody may merge it.
 */
export function propose(
  promotion: Promotion,
  event: EventOf<'change-proposed'>,
): PromotionTransition {
  const { at, wave, key, reference, planHash, commit } = event;
  const attempt = attemptUnderWay(promotion);
  if (attempt?.wave !== wave) return refused(promotion, 'another wave is on');
  if (!attempt.keys.includes(key)) {
    return refused(promotion, 'the wave has no such change');
  }
  if (attempt.movingSince !== undefined) {
    return refused(promotion, 'the wave moves already');
  }
  if (!isOfPlan(event, promotion.binding)) {
    return refused(promotion, 'it is of another plan');
  }
  const known = attempt.changes.find(change => change.key === key);
  if (known && isOfPlan(known, promotion.binding)) {
    return refused(promotion, 'it is known');
  }
  if (known?.seen) return refused(promotion, 'it is merged already');
  if (known && at <= known.at) {
    return refused(promotion, 'it was proposed later than that');
  }
  const proposed = {
    ...attempt,
    changes: [
      ...attempt.changes.filter(change => change.key !== key),
      { key, reference, planHash, commit, at },
    ],
  };
  return taken(
    attempt.judged
      ? comesTo(
          promotion,
          proposed,
          stateBeforeMove(proposed, promotion.binding),
          at,
        )
      : withAttempt(promotion, proposed),
  );
}
