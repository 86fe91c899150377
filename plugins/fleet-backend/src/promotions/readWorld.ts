import type { CostSettings } from '../config/costSchema';
import type { PromotionConfig } from '../config/promotionSchema';
import type { FleetSnapshot } from '../read/fleet';
import type { ReadContext } from '../read/types';
import type { PromotionWorld } from './PromotionWorld';
import { readSeen } from './sight/readSeen';
import { stageFleetOf } from './sight/stageFleetOf';

/** What promotions of a component are judged by, as far as the reader may see it. */
export async function readWorld(
  context: ReadContext,
  options: {
    entityRef: string;
    fleet: FleetSnapshot;
    config: PromotionConfig;
    cost: CostSettings;
  },
): Promise<PromotionWorld> {
  const { entityRef, fleet, config, cost } = options;
  const { view } = context;
  const seen = await readSeen(context, entityRef);
  return {
    knex: context.knex,
    now: context.now,
    config,
    cost,
    stageFleet: stageFleetOf(fleet, config.stages),
    // Of clusters that he may not see no stage tells him anything.
    seen: view
      ? seen.filter(({ running }) => fleet.byId.has(running.cluster))
      : seen,
    ...(view ? { view } : {}),
  };
}
