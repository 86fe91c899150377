import type { FleetSimulator } from '../FleetSimulator';
import type { SimulatedCluster } from '../SimulatedCluster';

/** The clusters that what is written names. Of a spare one the portal learns by somebody else, if it does. */
export function knownClusters({
  clusters,
  scenario,
}: FleetSimulator): SimulatedCluster[] {
  const spare = new Set(
    scenario.clusters.filter(spec => spec.spare).map(({ name }) => name),
  );
  return clusters.filter(({ name }) => !spare.has(name));
}
