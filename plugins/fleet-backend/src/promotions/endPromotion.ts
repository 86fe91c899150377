import type {
  FleetPromotion,
  PromotionReasonRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import { changePromotion } from './changePromotion';
import { findSeen } from './findSeen';
import { getPromotion } from './getPromotion';
import { placesOfPlan } from './placesOfPlan';
import { checkPromote, personOf, type Promoting } from './Promoting';
import { takeEvent } from './takeEvent';

const EVENTS = {
  stopped: 'promotion-stopped',
  'rollback-asked': 'promotion-rolled-back',
} as const;

/**
 * Stops a promotion, or has it taken back.
 *
 * @throws NotFoundError; NotAllowedError where who asks may not promote there; ConflictError
 *   where it has ended, or there is nothing to take back
 */
export async function endPromotion(
  promoting: Promoting,
  id: string,
  type: keyof typeof EVENTS,
  asked: PromotionReasonRequest,
): Promise<FleetPromotion> {
  const { access, audit, actor } = promoting;
  const by = personOf(promoting);
  const { stored, world, target } = await findSeen(promoting, id);
  const places = placesOfPlan(stored.entityRef, stored.plan.plan);
  await checkPromote(promoting, places, target);
  const reason = asked.reason.trim();
  await changePromotion({ audit, id, now: world.now }, walk => {
    const { state } = walk.promotion;
    takeEvent(walk, { type, at: world.now, by, reason }, by);
    return {
      record: record =>
        record({
          event: EVENTS[type],
          actor,
          target,
          before: { state },
          after: { state: walk.promotion.state },
          reason,
        }),
    };
  });
  return getPromotion(world, access, id);
}
