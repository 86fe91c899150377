import type {
  ClusterTotals,
  CountedState,
  StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import { STATUS_KEYS, type StatusKey } from '../status';

const ORDER: Exclude<CountedState, 'out-of-sync'>[] = [
  'degraded',
  'missing',
  'unknown',
  'progressing',
  'suspended',
  'healthy',
  'stale',
];

/**
 * One number of a group of counts.
 *
 * @public
 */
export interface StateCount {
  state: CountedState;
  count: number;
}

/**
 * The counts that are not zero, most urgent first; what is stale comes last,
 * because nothing is known of it.
 *
 * @public
 */
export function countsInOrderOfUrgency(counts: StateCounts): StateCount[] {
  return ORDER.map(state => ({ state, count: counts[state] })).filter(
    ({ count }) => count > 0,
  );
}

/**
 * Clusters by reachability, most urgent first, the reachable ones last.
 *
 * @public
 */
export function reachabilityCounts(
  totals: Pick<ClusterTotals, 'reachability'>,
): { state: string; status: StatusKey; count: number }[] {
  return Object.entries(totals.reachability)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => ({
      state,
      status: (STATUS_KEYS as string[]).includes(state)
        ? (state as StatusKey)
        : ('healthy' as const),
      count,
    }))
    .sort(
      (left, right) =>
        STATUS_KEYS.indexOf(left.status) - STATUS_KEYS.indexOf(right.status),
    );
}
