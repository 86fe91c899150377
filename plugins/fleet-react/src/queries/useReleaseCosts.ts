import type {
  PromotionCostAnswer,
  PromotionCostQuery,
  ReleaseCosts,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/**
 * What the releases of a component cost more, or less; looked for again every five minutes.
 *
 * @public
 */
export function useReleaseCosts(component: string): Sight<ReleaseCosts> {
  return useFleetQuery({
    key: ['release-costs', component],
    isDaily: true,
    read: (api, signal) => api.getReleaseCosts({ component }, signal),
  });
}

/**
 * What it would cost to bring a release to more clusters; looked for again every five minutes.
 *
 * @public
 */
export function usePromotionCost(
  query: PromotionCostQuery,
): Sight<PromotionCostAnswer> {
  return useFleetQuery({
    key: ['promotion-cost', query],
    isDaily: true,
    read: (api, signal) => api.getPromotionCost(query, signal),
  });
}
