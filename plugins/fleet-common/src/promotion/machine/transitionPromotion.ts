import { approve } from './approve';
import { refused } from './changed';
import { failTarget } from './failTarget';
import { judgeGates } from './judgeGates';
import { noteMerge } from './noteMerge';
import { override } from './override';
import { passTime } from './passTime';
import type { Promotion } from './Promotion';
import type { PromotionEvent, PromotionTransition } from './PromotionEvent';
import { propose } from './propose';
import { replan } from './replan';
import { rollBack } from './rollBack';
import { seeRevision } from './seeRevision';
import { seeTarget } from './seeTarget';
import { stop, supersede } from './stop';

/**
 * What a promotion is after an event. The same event twice changes nothing the second time,
 * however late it comes; what the promotion cannot take as it is changes nothing either, and
 * is told with why. Nothing is changed in what is handed in.
 *
 * @public
 */
export function transitionPromotion(
  promotion: Promotion,
  event: PromotionEvent,
): PromotionTransition {
  if (!Number.isFinite(event.at)) {
    return refused(promotion, 'it is not known when it was');
  }
  if (event.at < promotion.beganAt) {
    return refused(promotion, 'it was before the promotion began');
  }
  switch (event.type) {
    case 'approved':
      return approve(promotion, event);
    case 'overridden':
      return override(promotion, event);
    case 'gates-judged':
      return judgeGates(promotion, event);
    case 'replanned':
      return replan(promotion, event);
    case 'change-proposed':
      return propose(promotion, event);
    case 'change-said-to-be-merged':
      return noteMerge(promotion, event);
    case 'revision-seen':
      return seeRevision(promotion, event);
    case 'target-seen':
      return seeTarget(promotion, event);
    case 'target-failed':
      return failTarget(promotion, event);
    case 'time-passed':
      return passTime(promotion, event);
    case 'superseded':
      return supersede(promotion, event);
    case 'stopped':
      return stop(promotion, event);
    case 'rollback-asked':
      return rollBack(promotion, event);
    default:
      return refused(promotion, 'there is no such event');
  }
}
