import type {
  GateFact,
  PlanBinding,
  PlannedItem,
  PreflightFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { PromotionWorld } from '../PromotionWorld';
import { preflightTargetOf } from './PreflightTarget';

/** What each cluster answers for a plan; that it will be asked, where nobody asks yet. */
export function preflightFacts(
  { preflight, seen, now }: PromotionWorld,
  options: {
    binding: PlanBinding;
    items: readonly PlannedItem[];
    /** Ids of clusters. */
    targets: readonly string[];
  },
): ReadonlyMap<string, GateFact<PreflightFact>> {
  const { binding, items, targets } = options;
  return preflight
    ? preflight.factsOf(
        binding,
        targets.map(cluster => preflightTargetOf({ cluster, items, seen })),
      )
    : new Map(
        targets.map(cluster => [
          cluster,
          { known: 'to-be-asked', confirmedAt: now },
        ]),
      );
}
