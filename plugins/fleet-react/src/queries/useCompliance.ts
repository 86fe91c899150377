import type {
  ClusterPodSecurity,
  ClusterPodSecurityQuery,
  FleetCompliance,
  ComplianceQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/**
 * How far policies are kept, and how far that is known. While other rows or columns of
 * the heatmap are on their way those before stay, marked as updating; but never those of another
 * owner or system.
 *
 * @public
 */
export function useCompliance(query: ComplianceQuery): Sight<FleetCompliance> {
  const { rows, columns, ...subject } = query;
  return useFleetQuery({
    key: ['compliance', subject],
    filter: [rows, columns],
    read: (api, signal) => api.getCompliance(query, signal),
  });
}

/**
 * The level of the Pod Security Standards that each namespace of a cluster is proven to keep.
 *
 * @public
 */
export function useClusterPodSecurity(
  clusterId: string,
  query: ClusterPodSecurityQuery,
): Sight<ClusterPodSecurity> {
  return useFleetQuery({
    key: ['cluster', clusterId, 'pod-security'],
    filter: query,
    read: (api, signal) => api.getClusterPodSecurity(clusterId, query, signal),
  });
}
