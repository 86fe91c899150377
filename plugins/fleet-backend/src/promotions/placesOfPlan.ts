import type { PromotionPlan } from '@fleetview/backstage-plugin-fleet-common';
import type { PromotionPlaces } from './PromotionAccess';

/** All places that a plan speaks of. */
export function placesOfPlan(
  entityRef: string,
  { items, waves }: Pick<PromotionPlan, 'items' | 'waves'>,
): PromotionPlaces {
  const clusters = new Set(items.map(({ cluster }) => cluster));
  return {
    entityRef,
    clusters:
      clusters.size > 0
        ? [...clusters]
        : waves.flatMap(wave => [...wave.clusters]),
    namespaces: [...new Set(items.flatMap(({ namespace }) => namespace ?? []))],
  };
}
