import { useEffect } from 'react';
import type { ClusterPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  useClusters,
  type ClusterFilters,
  type Sight,
} from '@fleetview/backstage-plugin-fleet-react';

/** How many clusters are read at most: whoever looks for another narrows the list. */
const MOST = 1_000;
const PAGE = 200;

/**
 * The clusters that pass the filters, a page after the other: which of them come first
 * is known once all of them are there.
 *
 * @returns `isComplete` once there is nothing more to come; `isCut` where there is more
 *   than is read
 */
export function useEveryCluster(
  filters: ClusterFilters,
  text: string,
): { sight: Sight<ClusterPage[]>; isComplete: boolean; isCut: boolean } {
  const { sight, loadMore, isLoadingMore } = useClusters({
    ...filters,
    text: text || undefined,
    limit: PAGE,
  } as Parameters<typeof useClusters>[0]);
  const loaded =
    sight.kind === 'ready'
      ? sight.data.reduce((sum, { items }) => sum + items.length, 0)
      : 0;
  const hasFailed = sight.kind === 'ready' && sight.failure !== undefined;
  const next =
    loaded < MOST && !isLoadingMore && !hasFailed ? loadMore : undefined;
  useEffect(() => {
    next?.();
    // Another one with each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [next === undefined, loaded]);
  return {
    sight,
    isComplete:
      sight.kind === 'ready' && !sight.updating && loadMore === undefined,
    isCut: loadMore !== undefined && loaded >= MOST,
  };
}
