import type { PromotionPlan } from '@fleetview/backstage-plugin-fleet-common';

/** Ids of the clusters of the first wave in which something may move; none where nothing may. */
export function firstWaveOf({ items }: PromotionPlan): string[] {
  const first = items.find(({ mayMove }) => mayMove);
  return first
    ? [
        ...new Set(
          items
            .filter(({ wave }) => wave === first.wave)
            .map(({ cluster }) => cluster),
        ),
      ]
    : [];
}
