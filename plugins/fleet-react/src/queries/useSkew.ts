import type {
  CompareSkewQuery,
  ListSkewQuery,
  SkewComparisonPage,
  SkewPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { usePagedFleetQuery, type PagedSight } from './useFleetQuery';

/**
 * In what clusters that should be alike are not, what differs first.
 *
 * @public
 */
export function useSkew(query: ListSkewQuery): PagedSight<SkewPage> {
  return usePagedFleetQuery({
    subject: ['skew'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listSkew({ ...query, ...(cursor ? { cursor } : {}) }, signal),
  });
}

/**
 * Two clusters beside each other, or one beside its group. What was said of others never
 * stays meanwhile.
 *
 * @public
 */
export function useSkewComparison(
  query: CompareSkewQuery,
): PagedSight<SkewComparisonPage> {
  const { cluster, ...filter } = query;
  return usePagedFleetQuery({
    subject: ['skew-comparison', cluster],
    filter,
    read: (api, cursor, signal) =>
      api.compareSkew({ ...query, ...(cursor ? { cursor } : {}) }, signal),
  });
}
