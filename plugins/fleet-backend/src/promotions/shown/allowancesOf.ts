import type { PromotionAllowance } from '@fleetview/backstage-plugin-fleet-common';
import { ENDED_PROMOTION_STATES } from '@fleetview/backstage-plugin-fleet-common';
import { isTouched } from '../drive/waveUnderWay';
import { placesOfPlan } from '../placesOfPlan';
import type { PromotionAccess } from '../PromotionAccess';
import type { StoredPromotion } from '../store/StoredPromotion';

const YES: PromotionAllowance = { allowed: true };

function no(because: PromotionAllowance['because']): PromotionAllowance {
  return { allowed: false, because };
}

function isSame(left: string, right: string): boolean {
  return left.toLocaleLowerCase('en-US') === right.toLocaleLowerCase('en-US');
}

/** What who asks may do with a promotion, and why not. */
export function allowancesOf(
  { entityRef, plan, promotion }: StoredPromotion,
  access: PromotionAccess,
) {
  const places = placesOfPlan(entityRef, plan.plan);
  const { person } = access;
  const hasEnded = ENDED_PROMOTION_STATES.includes(promotion.state);
  const approve = (): PromotionAllowance => {
    if (person === undefined) return no('no-person');
    if (!access.mayApprove(places)) return no('not-permitted');
    if (hasEnded) return no('has-ended');
    if (promotion.authors.some(each => isSame(each, person))) {
      return no('is-author');
    }
    const { planHash, commit } = promotion.binding;
    const hasApproved = promotion.approvals.some(
      each =>
        isSame(each.by, person) &&
        each.planHash === planHash &&
        each.commit === commit,
    );
    return hasApproved ? no('has-approved') : YES;
  };
  const override = (): PromotionAllowance => {
    if (person === undefined) return no('no-person');
    if (!access.mayApprove(places)) return no('not-permitted');
    return hasEnded ? no('has-ended') : YES;
  };
  const stop = (): PromotionAllowance => {
    if (person === undefined) return no('no-person');
    if (!access.mayPromote(places)) return no('not-permitted');
    return hasEnded ? no('has-ended') : YES;
  };
  const rollBack = (): PromotionAllowance => {
    if (person === undefined) return no('no-person');
    if (!access.mayPromote(places)) return no('not-permitted');
    if (promotion.rollback) return no('asked-for');
    if (!promotion.attempts.some(isTouched)) return no('not-in-this-state');
    const isOver =
      hasEnded && !['done', 'failed', 'stopped'].includes(promotion.state);
    return isOver ? no('has-ended') : YES;
  };
  return {
    approve: approve(),
    override: override(),
    stop: stop(),
    rollBack: rollBack(),
  };
}
