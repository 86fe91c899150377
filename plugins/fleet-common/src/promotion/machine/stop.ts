import { personOf } from '../approvals/personOf';
import { ended, hasEnded, refused, taken } from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';

/** Takes that somebody stopped it. What is merged by then stays where it is. */
export function stop(
  promotion: Promotion,
  { at, by, reason }: EventOf<'stopped'>,
): PromotionTransition {
  if (hasEnded(promotion)) return refused(promotion, 'it has ended');
  if (personOf(by) === '') return refused(promotion, 'nobody is named');
  return taken(ended(promotion, 'stopped', at, `stopped by ${by}: ${reason}`));
}

/** Takes that another release is promoted to the stage in its place. */
export function supersede(
  promotion: Promotion,
  { at, release }: EventOf<'superseded'>,
): PromotionTransition {
  if (hasEnded(promotion)) return refused(promotion, 'it has ended');
  if (release === promotion.release) {
    return refused(promotion, 'it is the same release');
  }
  return taken(
    ended(promotion, 'superseded', at, `${release} is promoted instead`),
  );
}
