import { ConflictError } from '@backstage/errors';
import type {
  FleetPromotion,
  PromotionApprovalRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import { changePromotion } from './changePromotion';
import { findSeen } from './findSeen';
import { getPromotion } from './getPromotion';
import { personOf, refusePromotion, type Promoting } from './Promoting';
import { allowancesOf } from './shown/allowancesOf';
import { takeEvent } from './takeEvent';

/**
 * Approves of a plan that somebody else asked for. Twice is once.
 *
 * @throws NotFoundError; NotAllowedError where who asks may not, or has asked for it;
 *   ConflictError where the plan or its commit is another one by now
 */
export async function approvePromotion(
  promoting: Promoting,
  id: string,
  asked: PromotionApprovalRequest,
): Promise<FleetPromotion> {
  const { access, audit, actor } = promoting;
  const person = personOf(promoting);
  const { stored, world, target } = await findSeen(promoting, id);
  const { because } = allowancesOf(stored, access).approve;
  if (because === 'is-author') {
    return refusePromotion(
      promoting,
      target,
      'Nobody approves of what they have asked for. Somebody else has to.',
    );
  }
  if (because === 'not-permitted') {
    return refusePromotion(
      promoting,
      target,
      "This goes to clusters for which you lack the permission 'fleet.promotion.approve'. Ask whoever keeps the portal's permission policy.",
    );
  }
  if (because !== 'has-approved') {
    await changePromotion({ audit, id, now: world.now }, (walk, current) => {
      const { binding } = current.promotion;
      if (binding.planHash !== asked.hash || binding.commit !== asked.commit) {
        throw new ConflictError(
          'The plan, or the commit that it was made from, is another one by now. Look at it again.',
        );
      }
      takeEvent(
        walk,
        {
          type: 'approved',
          at: world.now,
          approval: { ...binding, by: person, at: world.now },
        },
        person,
      );
      return {
        record: record =>
          record({
            event: 'promotion-approved',
            actor,
            target,
            after: {
              plan: binding.planHash,
              commit: binding.commit,
              approvals: walk.promotion.approvals.length,
              needed: walk.promotion.approvalsNeeded,
            },
          }),
      };
    });
  }
  return getPromotion(world, access, id);
}
