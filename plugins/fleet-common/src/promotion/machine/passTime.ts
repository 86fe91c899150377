import { attemptUnderWay, ended, refused, taken } from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';

/**
 * Ends what is too late: a wave that moves and takes too long has failed; where nothing moved
 * for too long since the last wave was done, it has expired.
 */
export function passTime(
  promotion: Promotion,
  { at }: EventOf<'time-passed'>,
): PromotionTransition {
  const attempt = attemptUnderWay(promotion);
  if (!attempt) return refused(promotion, 'it has ended');
  const { deadlineMs, expireMs } = promotion.settings;
  const { movingSince } = attempt;
  if (movingSince !== undefined) {
    return at - movingSince >= deadlineMs
      ? taken(ended(promotion, 'failed', at, `${attempt.wave} took too long`))
      : refused(promotion, 'it is not too late');
  }
  const lastDone = promotion.attempts
    .filter(({ state }) => state === 'done')
    .map(({ since = promotion.beganAt }) => since);
  const still = Math.max(promotion.beganAt, ...lastDone);
  return at - still >= expireMs
    ? taken(ended(promotion, 'expired', at, 'nothing moved for too long'))
    : refused(promotion, 'it is not too late');
}
