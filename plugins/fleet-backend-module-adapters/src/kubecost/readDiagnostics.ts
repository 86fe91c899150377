import type { PollItems } from '@fleetview/backstage-plugin-fleet-node';
import type { ClusterDiagnostic, DiagnosticsAnswer } from './schema';

const MAX_CLUSTERS = 5_000;
const MAX_CHECKS = 50;

/** Each check is an object with `diagnosticPassed`, in new versions below `diagnostics`. */
function checksOf(raw: Record<string, unknown>): ClusterDiagnostic['checks'] {
  const all = { ...raw, ...Object(raw.diagnostics) } as Record<string, unknown>;
  return Object.entries(all)
    .flatMap(([name, value]) => {
      if (typeof value !== 'object' || value === null) return [];
      if (!Object.hasOwn(value, 'diagnosticPassed')) return [];
      const { diagnosticPassed: passed } = value as Record<string, unknown>;
      return [
        { name, passed: typeof passed === 'boolean' ? passed : undefined },
      ];
    })
    .slice(0, MAX_CHECKS);
}

/** An item for each cluster, whichever form the answer has. */
export function readDiagnostics(
  { data: { clusters } }: DiagnosticsAnswer,
  clusterId: string | undefined,
): PollItems {
  const entries: [unknown, unknown][] = Array.isArray(clusters)
    ? clusters.map(each => [each.clusterId, each])
    : Object.entries(clusters);
  // Kubecost always knows of the cluster that it runs on.
  if (entries.length === 0) return { invalid: 'no clusters' };
  if (entries.length > MAX_CLUSTERS) {
    return { invalid: `more than ${MAX_CLUSTERS} clusters` };
  }
  if (entries.some(([id]) => typeof id !== 'string' || id === '')) {
    return { invalid: 'a cluster without clusterId' };
  }
  return entries.map(([id, raw]) => {
    const cluster = id as string;
    const { latestRun, kubecostVersion } = Object(raw);
    return {
      key: cluster,
      name: cluster.slice(0, 512),
      item: {
        cluster,
        isOwn: cluster === clusterId,
        latestRun,
        kubecostVersion,
        checks: checksOf(Object(raw)),
      },
    };
  });
}
