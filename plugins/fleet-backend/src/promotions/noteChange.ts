import { ConflictError } from '@backstage/errors';
import type {
  FleetPromotion,
  PromotionChangeNoteRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import { changePromotion } from './changePromotion';
import { proposedIn } from './drive/proposedIn';
import { findSeen } from './findSeen';
import { getPromotion } from './getPromotion';
import { keyOfChange } from './plan/keyOfChange';
import { placesOfPlan } from './placesOfPlan';
import { checkPromote, type Promoting } from './Promoting';
import { noteReference } from './store/noteReference';
import type { StoredPromotion } from './store/StoredPromotion';
import type { GitChange } from './types';

/**
 * Notes that a change is proposed in Git. It is a claim of who proposed it: that something is
 * merged is learned from deliveries.
 *
 * @throws NotFoundError; NotAllowedError where who asks may not promote there; ConflictError
 *   where it is of another plan, or the wave has no such change
 */
export async function noteChange(
  promoting: Promoting,
  id: string,
  asked: PromotionChangeNoteRequest,
): Promise<FleetPromotion> {
  const { access, audit, actor } = promoting;
  const { stored, world, target } = await findSeen(promoting, id);
  await checkPromote(
    promoting,
    placesOfPlan(stored.entityRef, stored.plan.plan),
    target,
  );
  const { wave, key, direction = 'promote' } = asked;
  await changePromotion(
    { audit, id, now: world.now },
    async (walk, current, trx) => {
      const change = current.plan.changes.find(
        each => keyOfChange(current.release.id, each) === key,
      );
      if (!change || change.wave !== wave) {
        throw new ConflictError(
          `The wave '${wave}' has no such change. Ask for its changes again.`,
        );
      }
      if (direction === 'roll-back' && !current.promotion.rollback) {
        // It would count as proposed once somebody asks.
        throw new ConflictError(
          'The change was not noted: nobody has asked for it to be taken back.',
        );
      }
      if (direction === 'promote') {
        const because = walk.take({
          type: 'change-proposed',
          at: world.now,
          wave,
          key,
          reference: asked.reference,
          planHash: asked.hash,
          commit: asked.commit,
        });
        const isKnown =
          because === 'it is known' || because === 'it is merged already';
        if (because !== undefined && !isKnown) {
          throw new ConflictError(
            `The change was not noted: ${because}. What was proposed stands where it is: look at it there.`,
          );
        }
      }
      await noteReference(trx, {
        promotionId: id,
        wave,
        direction,
        repository: change.repository ?? '',
        reference: asked.reference,
        isDone:
          direction === 'promote'
            ? areAllProposed(change, { ...current, promotion: walk.promotion })
            : changesBeside(change, current).length === 0,
        now: world.now,
      });
      const heads = asked.headCommit
        ? { ...current.commits.heads, [key]: asked.headCommit }
        : current.commits.heads;
      return {
        commits: { ...current.commits, heads },
        record: record =>
          record({
            event: 'promotion-change-noted',
            actor,
            target,
            after: {
              wave,
              direction,
              path: change.path,
              reference: asked.reference,
            },
          }),
      };
    },
  );
  return getPromotion(world, access, id);
}

/** Whether all that a wave changes in the repository of a change is proposed. */
function areAllProposed(change: GitChange, stored: StoredPromotion): boolean {
  const { promotion, release } = stored;
  const attempt = promotion.attempts.find(({ wave }) => wave === change.wave);
  const proposed = attempt && proposedIn(attempt, promotion);
  return [change, ...changesBeside(change, stored)].every(each =>
    proposed?.has(keyOfChange(release.id, each)),
  );
}

/** What else the wave changes in the repository of a change. */
function changesBeside(
  { wave, repository, path }: GitChange,
  { plan }: Pick<StoredPromotion, 'plan'>,
): GitChange[] {
  return plan.changes.filter(
    change =>
      change.wave === wave &&
      change.repository === repository &&
      change.path !== path,
  );
}
