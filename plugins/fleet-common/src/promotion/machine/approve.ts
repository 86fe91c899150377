import { personOf } from '../approvals/personOf';
import { hasEnded, refused, taken } from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';
import { isOfPlan } from './stateBeforeMove';

/** Keeps an approval, one of each person and plan. Whether it counts is judged with the gates. */
export function approve(
  promotion: Promotion,
  { at: toldAt, approval }: EventOf<'approved'>,
): PromotionTransition {
  if (hasEnded(promotion)) return refused(promotion, 'it has ended');
  const { by, planHash, commit, at } = approval;
  const person = personOf(by);
  if (person === '') return refused(promotion, 'nobody is named');
  // It would stand in the way of another one of the same person, and never count.
  if (!(at <= toldAt)) return refused(promotion, 'it is of a time to come');
  const isKnown = promotion.approvals.some(
    other => personOf(other.by) === person && isOfPlan(other, approval),
  );
  if (isKnown) return refused(promotion, 'this person has approved of it');
  return taken({
    ...promotion,
    approvals: [...promotion.approvals, { by, planHash, commit, at }],
  });
}
