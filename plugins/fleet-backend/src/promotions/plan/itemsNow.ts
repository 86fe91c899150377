import {
  planPromotion,
  type PlannedItem,
} from '@fleetview/backstage-plugin-fleet-common';
import type { PromotionWorld } from '../PromotionWorld';
import type { StoredPromotion } from '../store/StoredPromotion';

/** What it would do by now to bring the release of a promotion to where it goes. */
export function itemsNow(
  { entityRef, promotion, release, plan }: StoredPromotion,
  { seen, stageFleet }: Pick<PromotionWorld, 'seen' | 'stageFleet'>,
): readonly PlannedItem[] {
  const targets = new Set(
    promotion.attempts.flatMap(each =>
      each.targets.map(({ cluster }) => cluster),
    ),
  );
  return planPromotion({
    from: promotion.from,
    source: { release, missing: [], notPinned: [] },
    to: {
      name: promotion.to,
      after: [promotion.from],
      waves: plan.plan.waves.map(wave => ({
        ...wave,
        clusters: wave.clusters.filter(cluster => targets.has(cluster)),
      })),
    },
    components: [entityRef],
    running: seen.flatMap(({ running }) =>
      targets.has(running.cluster) ? running : [],
    ),
    currentClusters: [...stageFleet.complete],
    commit: plan.plan.commit,
  }).items;
}
