import { boundedText } from '../../facts/boundedText';
import { attemptUnderWay, ended, refused, taken } from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';

/** Takes that an engine gave up on a cluster: the promotion has failed. */
export function failTarget(
  promotion: Promotion,
  { at, wave, cluster, reason }: EventOf<'target-failed'>,
): PromotionTransition {
  const attempt = attemptUnderWay(promotion);
  if (attempt?.wave !== wave) return refused(promotion, 'another wave is on');
  if (!attempt.targets.some(each => each.cluster === cluster)) {
    return refused(promotion, 'it does not go to this cluster');
  }
  const { movingSince } = attempt;
  if (movingSince === undefined || at <= movingSince) {
    return refused(promotion, 'nothing of the wave was merged by then');
  }
  return taken(
    ended(promotion, 'failed', at, boundedText(`${cluster}: ${reason}`)),
  );
}
