import type { KnownCluster } from '../clusters/ClusterRegistry';

/** The names of a cluster by which an operator may mean it in a policy: not those that others gave it. */
export function operatorNames(cluster: KnownCluster | undefined): string[] {
  return (cluster?.names ?? []).filter(
    name => !cluster?.othersNames?.includes(name),
  );
}
