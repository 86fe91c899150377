import type { CostSettings } from '../config/costSchema';
import type { PromotionConfig } from '../config/promotionSchema';
import type { FleetSnapshot } from '../read/fleet';
import type { ReadContext } from '../read/types';
import type { PromotionWorld } from './PromotionWorld';
import { readSeen } from './sight/readSeen';
import { readStageFleet } from './sight/readStageFleet';

/**
 * What promotions of a component are judged by, as far as the reader may see it.
 *
 * @param options.namesOf - the names that an operator gave a cluster, by its id
 * @param options.isHidden - whether the component is one that the reader is told nothing of
 */
export async function readWorld(
  context: ReadContext,
  options: {
    entityRef: string;
    fleet: FleetSnapshot;
    config: PromotionConfig;
    cost: CostSettings;
    namesOf: (clusterId: string) => readonly string[];
    isHidden?: boolean;
  },
): Promise<PromotionWorld> {
  const { entityRef, fleet, config, cost, namesOf, isHidden } = options;
  const { view } = context;
  const { seen: all, parts } = await readSeen(context, entityRef);
  // Of clusters that he may not see no stage tells him anything.
  const seen = all.filter(
    ({ running }) => !isHidden && (!view || fleet.byId.has(running.cluster)),
  );
  return {
    knex: context.knex,
    now: context.now,
    config,
    cost,
    stageFleet: await readStageFleet(context, {
      entityRef,
      fleet,
      config,
      namesOf,
      parts,
      seen,
    }),
    seen,
    ...(view ? { view } : {}),
  };
}
