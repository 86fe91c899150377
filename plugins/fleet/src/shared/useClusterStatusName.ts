import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  statusOfCluster,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/**
 * What a cluster's mark says in words. The health of a cluster is that of its
 * nodes, not of what runs on them, and the words have to say so.
 */
export function useClusterStatusName(cluster: ClusterSummary): string {
  const t = useText();
  const { statusText } = useFleetText();
  const status = statusText(statusOfCluster(cluster).key);
  return cluster.reachability.state === 'reachable'
    ? t('cluster.nodesAre', { status })
    : status;
}
