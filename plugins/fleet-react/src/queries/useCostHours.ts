import type {
  CostHoursQuery,
  FleetCostHours,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/**
 * What was spent by hour in the last eight days; looked for again every five minutes.
 *
 * @public
 */
export function useCostHours(query: CostHoursQuery): Sight<FleetCostHours> {
  return useFleetQuery({
    key: ['cost-hours', query],
    isDaily: true,
    read: (api, signal) => api.getCostHours(query, signal),
  });
}
