import { notFound } from './changePromotion';
import { placesOfPlan } from './placesOfPlan';
import type { Promoting } from './Promoting';
import type { PromotionWorld } from './PromotionWorld';
import { findPromotion } from './store/findPromotion';
import type { StoredPromotion } from './store/StoredPromotion';

/** A promotion that somebody wants to change. @throws NotFoundError where he may not see all of it */
export async function findSeen(
  { access, knex, world }: Promoting,
  id: string,
): Promise<{
  stored: StoredPromotion;
  world: PromotionWorld;
  target: { id: string; name: string };
}> {
  const stored = await findPromotion(knex, id);
  const isSeen =
    stored && access.sees(placesOfPlan(stored.entityRef, stored.plan.plan));
  if (!isSeen) throw notFound(id);
  return {
    stored,
    world: await world(stored.entityRef),
    target: { id, name: `${stored.entityRef} to ${stored.promotion.to}` },
  };
}
