import { ConflictError } from '@backstage/errors';
import type {
  FleetPromotion,
  PromotionReasonRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import { changePromotion } from './changePromotion';
import { isTouched } from './drive/waveUnderWay';
import { findSeen } from './findSeen';
import { getPromotion } from './getPromotion';
import { placesOfPlan } from './placesOfPlan';
import { checkPromote, personOf, type Promoting } from './Promoting';
import { readLater } from './store/readLater';
import type { StoredPromotion } from './store/StoredPromotion';
import { takeEvent } from './takeEvent';

const EVENTS = {
  stopped: 'promotion-stopped',
  'rollback-asked': 'promotion-rolled-back',
} as const;

/**
 * Stops a promotion, or has it taken back.
 *
 * @throws NotFoundError; NotAllowedError where who asks may not promote there; ConflictError
 *   where it has ended, or there is nothing to take back that is its own
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
  await changePromotion(
    { audit, id, now: world.now },
    async (walk, current, trx) => {
      const { state } = walk.promotion;
      if (type === 'rollback-asked') {
        const later = await readLater(trx, current);
        if (later.some(isThere)) {
          throw new ConflictError(
            'Another promotion has come there since, and this would take back more than itself. Take back that one.',
          );
        }
      }
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
    },
  );
  return getPromotion(world, access, id);
}

/** Whether something of a promotion may be there, and is not being taken back. */
function isThere({ promotion }: StoredPromotion): boolean {
  return !promotion.rollback && promotion.attempts.some(isTouched);
}
