import { ConflictError } from '@backstage/errors';
import {
  createPromotion,
  type FleetPromotion,
  type PromotionRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import { Walk } from './drive/Walk';
import { getPromotion } from './getPromotion';
import { heldBy } from './plan/heldBy';
import { placesOfPlan } from './placesOfPlan';
import { planOf } from './planOf';
import { checkPromote, personOf, type Promoting } from './Promoting';
import { versionOf } from './shown/toRelease';
import { insertPromotion } from './store/insertPromotion';
import { readOpen } from './store/readOpen';
import { writePromotion } from './store/writePromotion';

const HELD: Record<string, string> = {
  'not-next': 'the stage does not come after the other',
  'no-release': 'no release can be told of the stage that it is to come from',
  'no-target': 'no cluster is in the stage',
  'nothing-to-move': 'all is there already',
  'held-items': 'something of it may not move',
  'no-commit': 'it is not known from which commit the clusters are configured',
  'no-path': 'it is not known what to change in Git',
  'shared-path': 'what is changed in Git reaches other clusters as well',
};

/**
 * Asks for a promotion by a plan as it was shown. The same release to the same stage is asked
 * for once; another one takes the place of what is under way there.
 *
 * @throws NotAllowedError where who asks may not promote to all clusters; ConflictError where
 *   the plan is another one by now, or is not to be carried out; NotFoundError for stages
 *   that there are not
 */
export async function requestPromotion(
  promoting: Promoting,
  asked: PromotionRequest,
): Promise<FleetPromotion> {
  const { access, audit, actor } = promoting;
  const person = personOf(promoting);
  const world = await promoting.world(asked.component);
  const { now, config } = world;
  const made = planOf(asked, world);
  const { plan, release, changes } = made;
  const places = placesOfPlan(asked.component, plan);
  const title = `${asked.component} to ${asked.to}`;
  await checkPromote(promoting, places, { id: 'new', name: title });
  if (plan.hash !== asked.hash || plan.commit !== asked.commit) {
    const known = await readOpen(world.knex, asked.component, asked.to);
    const isAsked =
      known &&
      known.promotion.binding.planHash === asked.hash &&
      known.promotion.binding.commit === asked.commit;
    if (isAsked) return getPromotion(world, access, known.id);
    throw new ConflictError(
      'The plan is another one by now. Look at it again, and ask for what it says then.',
    );
  }
  const held = heldBy(made);
  if (held.length > 0 || !release) {
    throw new ConflictError(
      `This is not to be carried out: ${held
        .map(each => HELD[each] ?? each)
        .join('; ')}.`,
    );
  }
  const reason = asked.reason?.trim() || undefined;
  const promotion = createPromotion({
    plan,
    at: now,
    authors: [person],
    approvalsNeeded: config.approvals,
    requiredGates: config.requiredGates,
    changesOf: wave => changes.filter(change => change.wave === wave),
    settings: config.settings,
  });
  const id = await audit.change(async (trx, record) => {
    const open = await readOpen(trx, asked.component, asked.to);
    if (open?.promotion.release === release.id) return open.id;
    if (open) {
      const walk = new Walk(open.promotion);
      const because = walk.take(
        { type: 'superseded', at: now, release: release.id },
        person,
      );
      const isWritten =
        because === undefined &&
        (await writePromotion(trx, {
          before: open,
          promotion: walk.promotion,
          happenings: walk.happenings,
        }));
      if (!isWritten) {
        throw new ConflictError(
          `Another release is on its way there: ${
            because ?? 'it is being changed'
          }. Stop it, or try again.`,
        );
      }
    }
    const inserted = await insertPromotion(trx, {
      entityRef: asked.component,
      promotion,
      requestedBy: person,
      release,
      plan: { plan, changes },
      commits: { heads: {}, seen: {} },
      ...(reason ? { reason } : {}),
    });
    if (inserted === undefined) {
      throw new ConflictError(
        'Somebody else has asked for a promotion there at the same moment. Look at it again.',
      );
    }
    record({
      event: 'promotion-requested',
      actor,
      target: { id: inserted, name: title },
      after: {
        component: asked.component,
        from: asked.from,
        to: asked.to,
        release: release.id,
        version: versionOf(release),
        clusters: places.clusters.map(
          cluster => world.stageFleet.byId.get(cluster)?.name ?? cluster,
        ),
        commit: plan.commit,
        plan: plan.hash,
      },
      ...(reason ? { reason } : {}),
    });
    return inserted;
  });
  return getPromotion(world, access, id);
}
