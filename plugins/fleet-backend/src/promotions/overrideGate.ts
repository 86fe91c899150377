import { ConflictError } from '@backstage/errors';
import type {
  FleetPromotion,
  PromotionOverrideRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import { changePromotion } from './changePromotion';
import { findSeen } from './findSeen';
import { getPromotion } from './getPromotion';
import { personOf, refusePromotion, type Promoting } from './Promoting';
import { allowancesOf } from './shown/allowancesOf';
import { takeEvent } from './takeEvent';

/**
 * Lets a wave go on although a gate does not hold. It counts for as long as nothing else is in
 * the way than what was shown.
 *
 * @throws NotFoundError; NotAllowedError where who asks may not; ConflictError where the plan
 *   is another one by now, or the gate is none that is overridden
 */
export async function overrideGateOf(
  promoting: Promoting,
  id: string,
  asked: PromotionOverrideRequest,
): Promise<FleetPromotion> {
  const { access, audit, actor } = promoting;
  const person = personOf(promoting);
  const { stored, world, target } = await findSeen(promoting, id);
  if (allowancesOf(stored, access).override.because === 'not-permitted') {
    return refusePromotion(
      promoting,
      target,
      "This goes to clusters for which you lack the permission 'fleet.promotion.approve'. Ask whoever keeps the portal's permission policy.",
    );
  }
  const reason = asked.reason.trim();
  await changePromotion({ audit, id, now: world.now }, (walk, current) => {
    const { promotion, gates } = current;
    const { binding } = promotion;
    if (binding.planHash !== asked.hash || binding.commit !== asked.commit) {
      throw new ConflictError(
        'The plan, or the commit that it was made from, is another one by now. Look at it again.',
      );
    }
    const gate =
      gates?.wave === asked.wave
        ? gates.gates.find(({ kind }) => kind === asked.gate)
        : undefined;
    if (!gate?.overridable) {
      throw new ConflictError(
        'This gate is not overridden: it is unknown, or there are people or exceptions for it.',
      );
    }
    takeEvent(
      walk,
      {
        type: 'overridden',
        at: world.now,
        override: {
          gate: asked.gate,
          wave: asked.wave,
          ...binding,
          by: person,
          at: world.now,
          reason,
          seen: asked.seen,
        },
      },
      person,
    );
    return {
      record: record =>
        record({
          event: 'promotion-gate-overridden',
          actor,
          target,
          after: { gate: asked.gate, wave: asked.wave, plan: binding.planHash },
          reason,
        }),
    };
  });
  return getPromotion(world, access, id);
}
