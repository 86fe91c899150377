import { attemptUnderWay, refused, taken, withAttempt } from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';

/** Keeps that a host calls a change merged. What is merged is learned from deliveries. */
export function noteMerge(
  promotion: Promotion,
  { at, wave, key }: EventOf<'change-said-to-be-merged'>,
): PromotionTransition {
  const attempt = attemptUnderWay(promotion);
  if (attempt?.wave !== wave) return refused(promotion, 'another wave is on');
  const change = attempt.changes.find(each => each.key === key);
  if (!change) return refused(promotion, 'no such change was proposed');
  if (change.saidToBeMergedAt !== undefined) {
    return refused(promotion, 'it is known');
  }
  if (at <= change.at) {
    return refused(promotion, 'it was said before it was proposed');
  }
  return taken(
    withAttempt(promotion, {
      ...attempt,
      changes: attempt.changes.map(each =>
        each.key === key ? { ...each, saidToBeMergedAt: at } : each,
      ),
    }),
  );
}
