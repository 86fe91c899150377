/**
 * The tabs of a cluster's page, as they stand in its URL.
 */
export const CLUSTER_TABS = [
  'runs',
  'workloads',
  'deliveries',
  'drift',
  'hubs',
  'alerts',
  'findings',
  'policies',
  'podSecurity',
  'cost',
  'platform',
  'systems',
  'nodes',
  'identity',
  'history',
] as const;

export type ClusterTab = (typeof CLUSTER_TABS)[number];

/**
 * The tab that a URL or a link names; the first where it names none.
 */
export function clusterTabOf(name: string | null | undefined): ClusterTab {
  return CLUSTER_TABS.find(tab => tab === name) ?? 'runs';
}
