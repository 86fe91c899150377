import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import { fromColumns } from '../derive/counts';
import { resolveAttributes } from '../derive/resolveAttributes';
import type { FleetSnapshot } from './fleet';
import { defined, toTime, type Row } from './types';

/** A row of the table `cluster` as the API shows it. */
export function toClusterSummary(
  row: Row,
  fleet: Pick<FleetSnapshot, 'newestMinor' | 'unverified'>,
): ClusterSummary {
  const { newestMinor, unverified } = fleet;
  const reachable = row.reachability === 'reachable';
  // One that does not show who it is may be another: what is known of it stays, and is not called current.
  const identityLostAt = toTime(row.identity_lost_at);
  const current = reachable && !row.stale && !identityLostAt;
  return defined({
    id: row.id,
    name: row.name,
    title: row.title ?? undefined,
    tlsUnverified: unverified.has(row.id) || undefined,
    identityLostAt,
    reachability: defined({
      state: row.reachability,
      since: toTime(row.reachability_since) as string,
      reason: row.reachability_reason ?? undefined,
      lastSeenAt: toTime(row.last_seen_at),
    }),
    health: row.health,
    currency: defined({
      current,
      confirmedAt: toTime(row.last_seen_at),
      reason: current
        ? undefined
        : row.reachability_reason ??
          row.coverage_reason ??
          (identityLostAt
            ? 'its identity cannot be confirmed: it does not show the UID of kube-system any more'
            : 'its nodes have not been read'),
    }),
    kubernetes:
      row.kubernetes_version === null
        ? undefined
        : {
            version: row.kubernetes_version,
            minor: row.kubernetes_minor ?? 'unknown',
            minorsBehind:
              row.kubernetes_minor_number === null || newestMinor === undefined
                ? 0
                : Math.max(0, newestMinor - row.kubernetes_minor_number),
          },
    attributes: row.attributes
      ? JSON.parse(row.attributes)
      : resolveAttributes({ configured: {}, nodes: [] }),
    nodes: {
      total: row.nodes_total,
      ready: row.nodes_ready,
      notReady: row.nodes_not_ready,
      unknown: row.nodes_unknown,
      unschedulable: row.nodes_unschedulable,
    },
    capacity: {
      cpuMillicores: row.capacity_cpu,
      memoryBytes: row.capacity_memory,
      pods: row.capacity_pods,
    },
    instances: fromColumns('instance', row),
    deliveries: fromColumns('delivery', row),
    coverage: defined({
      asked: row.coverage_asked,
      current: row.coverage_current,
      state: row.coverage_state,
      reason: row.coverage_reason ?? undefined,
    }),
    worst: row.worst ? JSON.parse(row.worst) : [],
  });
}
