import type {
  ComplianceTrend,
  ComplianceTrendQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/**
 * How far policies were kept on each of the last days, and how long repairs took.
 *
 * @public
 */
export function useComplianceTrend(
  query: ComplianceTrendQuery,
): Sight<ComplianceTrend> {
  return useFleetQuery({
    key: ['compliance-trend', query],
    read: (api, signal) => api.getComplianceTrend(query, signal),
  });
}
