import type {
  CostQuery,
  FleetCost,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/**
 * What is spent, by day, and what will be; looked for again every five minutes. While other rows are on their way those before
 * stay, marked as updating; but never those of another owner or system.
 *
 * @public
 */
export function useCost(query: CostQuery): Sight<FleetCost> {
  const { by, days, ...subject } = query;
  return useFleetQuery({
    key: ['cost', subject],
    filter: [by ?? null, days ?? null],
    isDaily: true,
    read: (api, signal) => api.getCost(query, signal),
  });
}
