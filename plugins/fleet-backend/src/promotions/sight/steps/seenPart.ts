import type { StagedClusters } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Steps as who may see some clusters of them is told of them: that a cluster is in one says
 * that the component is there. How its engine words a step is told to who may see all.
 */
export function seenPart(
  { stages, unplaced, ambiguous }: StagedClusters,
  clusters: ReadonlySet<string>,
): StagedClusters {
  const isSeen = ({ cluster }: { cluster: string }) => clusters.has(cluster);
  return {
    stages: stages.map(({ title: _, waves, ...stage }) => ({
      ...stage,
      waves: waves.flatMap(wave => {
        const seen = wave.clusters.filter(each => clusters.has(each));
        return seen.length > 0 ? [{ ...wave, clusters: seen }] : [];
      }),
    })),
    unplaced: unplaced.filter(isSeen),
    ambiguous: ambiguous.filter(isSeen),
  };
}
