import type { ClusterFact } from '@fleetview/backstage-plugin-fleet-common';
import {
  type MapContext,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readDestination } from './readDestination';

/**
 * What Argo CD's Secret and Argo CD's API say alike of a cluster, so that a delivery
 * finds the same cluster by either. How the cluster is nobody says.
 */
export function readCluster(options: {
  server: string;
  name: string;
  context: MapContext;
}): ClusterFact {
  const { server, name, context } = options;
  const subject = readDestination({ server, name, namespace: undefined });
  return withoutUndefined({
    // Not `factBase`: labels and annotations stay in the cluster.
    subject,
    source: context.source,
    part: '',
    labels: {},
    annotations: {},
    type: 'cluster' as const,
    engine: 'argocd',
    kind: context.source.kind,
    namespace: context.source.namespace,
    name,
    health: 'unknown' as const,
    lifecycle: 'unknown' as const,
    heartbeat: { state: 'unstated' as const },
    // Every Argo CD calls its own cluster by the same address.
    identity:
      subject.type === 'reference'
        ? { assertedBy: 'hub' as const, servers: [server] }
        : undefined,
    claims: {},
    sets: [],
    taints: [],
    blockedBy: [],
    references: [],
  });
}
