import { personOf } from '../approvals/personOf';
import { ended, hasEnded, refused, taken } from './changed';
import type { Promotion, PromotionState, WaveAttempt } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';

const TAKEN_BACK: readonly PromotionState[] = ['done', 'failed', 'stopped'];

/** Whether anything of a wave may be on its clusters: something was proposed, or moved. */
export function isTouched({ changes, movingSince }: WaveAttempt): boolean {
  return changes.length > 0 || movingSince !== undefined;
}

/**
 * Takes that somebody wants it taken back. What is on its way is stopped by that. It is rolled
 * back once all clusters that it may have come to are seen to have what they had.
 */
export function rollBack(
  promotion: Promotion,
  { at, by, reason }: EventOf<'rollback-asked'>,
): PromotionTransition {
  if (promotion.rollback) return refused(promotion, 'it was asked for');
  if (hasEnded(promotion) && !TAKEN_BACK.includes(promotion.state)) {
    return refused(
      promotion,
      'another release has its place, or it never moved',
    );
  }
  if (personOf(by) === '') return refused(promotion, 'nobody is named');
  if (at < promotion.since) {
    return refused(promotion, 'it was asked for before it came to this');
  }
  if (!promotion.attempts.some(isTouched)) {
    return refused(promotion, 'nothing of it was brought anywhere');
  }
  const stopped = hasEnded(promotion)
    ? promotion
    : ended(promotion, 'stopped', at, `asked back by ${by}: ${reason}`);
  return taken({ ...stopped, rollback: { askedAt: at, by, reason } });
}
