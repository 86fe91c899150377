import type {
  FleetRightSizing,
  RightSizingQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/**
 * Requests that could be smaller, or have to be larger; looked for again every five minutes.
 *
 * @public
 */
export function useRightSizing(
  query: RightSizingQuery,
): Sight<FleetRightSizing> {
  const { days, ...subject } = query;
  return useFleetQuery({
    key: ['right-sizing', subject],
    filter: days ?? null,
    isDaily: true,
    read: (api, signal) => api.getRightSizing(query, signal),
  });
}
