import type {
  ClusterSummary,
  CountedState,
  Facet,
  ListClustersQuery,
  StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * The keys that clusters are filtered by, as they stand in the URL and in the
 * API.
 *
 * @public
 */
export const CLUSTER_FILTER_KEYS = [
  'region',
  'environment',
  'provider',
  'tier',
  'owner',
  'reachability',
  'health',
  'version',
  'instances',
  'deliveries',
] as const satisfies readonly (keyof ListClustersQuery)[];

/** @public */
export type ClusterFilterKey = (typeof CLUSTER_FILTER_KEYS)[number];

/**
 * The chosen values by key: OR within a key, AND across keys. A key without
 * values does not filter.
 *
 * @public
 */
export type ClusterFilters = Partial<Record<ClusterFilterKey, string[]>>;

/**
 * The values of a cluster under a key.
 *
 * @public
 */
export function filterValuesOf(
  cluster: ClusterSummary,
  key: ClusterFilterKey,
): string[] {
  switch (key) {
    case 'reachability':
      return [cluster.reachability.state];
    case 'health':
      return [cluster.health];
    case 'version':
      return cluster.kubernetes ? [cluster.kubernetes.minor] : [];
    case 'instances':
      return countedStatesOf(cluster.instances);
    case 'deliveries':
      return countedStatesOf(cluster.deliveries);
    default:
      return [cluster.attributes[key].value];
  }
}

/**
 * The clusters that all keys let through.
 *
 * @public
 */
export function filterClusters(
  clusters: readonly ClusterSummary[],
  filters: ClusterFilters,
  text = '',
): ClusterSummary[] {
  const needle = text.trim().toLocaleLowerCase('en');
  return clusters.filter(
    cluster =>
      CLUSTER_FILTER_KEYS.every(key => passes(cluster, key, filters)) &&
      (needle === '' ||
        `${cluster.name} ${cluster.title ?? ''}`
          .toLocaleLowerCase('en')
          .includes(needle)),
  );
}

/**
 * How many clusters each value would show, under all filters but its own.
 *
 * @public
 */
export function facetsOf(
  clusters: readonly ClusterSummary[],
  filters: ClusterFilters,
  keys: readonly ClusterFilterKey[] = CLUSTER_FILTER_KEYS,
): Record<string, Facet> {
  return Object.fromEntries(
    keys.map(key => {
      const counts = new Map<string, number>();
      const others = filterClusters(clusters, { ...filters, [key]: undefined });
      for (const cluster of others) {
        for (const value of filterValuesOf(cluster, key)) {
          counts.set(value, (counts.get(value) ?? 0) + 1);
        }
      }
      const values = [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((left, right) =>
          left.value.localeCompare(right.value, 'en', { numeric: true }),
        );
      return [key, { values }];
    }),
  );
}

function passes(
  cluster: ClusterSummary,
  key: ClusterFilterKey,
  filters: ClusterFilters,
): boolean {
  const wanted = filters[key];
  if (!wanted || wanted.length === 0) return true;
  return filterValuesOf(cluster, key).some(value => wanted.includes(value));
}

function countedStatesOf(counts: StateCounts): CountedState[] {
  const { outOfSync, total: _total, ...states } = counts;
  const present = (Object.entries(states) as [CountedState, number][])
    .filter(([, count]) => count > 0)
    .map(([state]) => state);
  return outOfSync > 0 ? [...present, 'out-of-sync'] : present;
}
