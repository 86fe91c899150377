import type { FleetPromotion } from '@fleetview/backstage-plugin-fleet-common';
import { notFound } from './changePromotion';
import { placesOfPlan } from './placesOfPlan';
import type { PromotionAccess } from './PromotionAccess';
import type { PromotionWorld } from './PromotionWorld';
import { toPromotion } from './shown/toPromotion';
import { findPromotion } from './store/findPromotion';
import { readAttempts } from './store/readAttempts';
import { readHappenings } from './store/readHappenings';

/** One promotion. @throws NotFoundError where there is none, or the reader may not see all of it */
export async function getPromotion(
  world: Pick<PromotionWorld, 'knex' | 'now' | 'config' | 'stageFleet'>,
  access: PromotionAccess,
  id: string,
): Promise<FleetPromotion> {
  const { knex } = world;
  const stored = await findPromotion(knex, id);
  const isSeen =
    stored && access.sees(placesOfPlan(stored.entityRef, stored.plan.plan));
  if (!isSeen) throw notFound(id);
  return toPromotion(stored, {
    world,
    access,
    attempts: await readAttempts(knex, id),
    happenings: await readHappenings(knex, id),
  });
}
