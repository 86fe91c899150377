import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  parseClusterListState,
  printClusterListState,
  type ClusterListState,
} from '@fleetview/backstage-plugin-fleet-react';

/**
 * The state of a list of clusters, which lives in the URL and nowhere else.
 */
export function useClusterListState(): [
  ClusterListState,
  (change: Partial<ClusterListState>) => void,
] {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => parseClusterListState(search), [search]);
  const change = useCallback(
    (partial: Partial<ClusterListState>) =>
      setSearch(
        previous =>
          printClusterListState(
            { ...parseClusterListState(previous), ...partial },
            previous,
          ),
        { replace: true },
      ),
    [setSearch],
  );
  return [state, change];
}
