import {
  worstHealth,
  type ClusterSummary,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Status } from '../status';
import { countsInOrderOfUrgency, type StateCount } from './counts';
import { statusOfCluster } from './statusOf';

/**
 * A cluster on the overview. Every tile has the same size: an area would claim
 * an importance that nobody stated.
 *
 * @public
 */
export interface ClusterTileView {
  id: string;
  name: string;
  title?: string;
  /** Of the cluster itself: whether it answers, and the worst of its nodes. */
  status: Status;
  /** The one mark of the tile: the worst of the cluster itself and of what fails on it. */
  mark: Status;
  /** Whether what stands on it is old. */
  hatched: boolean;
  kubernetesVersion?: string;
  minorsBehind: number;
  counts: StateCount[];
  /** Deliveries that differ from what they should be. */
  drift: number;
  lastSeenAt?: string;
  worst: string[];
}

/** @public */
export function clusterTile(cluster: ClusterSummary): ClusterTileView {
  const status = statusOfCluster(cluster);
  return {
    id: cluster.id,
    name: cluster.name,
    title: cluster.title,
    status,
    mark: markOf(cluster, status),
    hatched: !cluster.currency.current,
    kubernetesVersion: cluster.kubernetes?.version,
    minorsBehind: cluster.kubernetes?.minorsBehind ?? 0,
    counts: countsInOrderOfUrgency(cluster.instances),
    drift: cluster.deliveries.outOfSync,
    lastSeenAt: cluster.reachability.lastSeenAt,
    worst: cluster.worst.slice(0, 3),
  };
}

/** What is under way or suspended is no reason to look; what fails is, whatever the nodes say. */
function markOf(cluster: ClusterSummary, status: Status): Status {
  if (cluster.reachability.state !== 'reachable' || status.stale) return status;
  const failing = (['missing', 'degraded'] as const).filter(
    state => cluster.instances[state] > 0,
  );
  const worst = worstHealth([cluster.health, ...failing]);
  return worst === cluster.health
    ? status
    : { key: worst, stale: false, reason: cluster.worst[0] };
}
