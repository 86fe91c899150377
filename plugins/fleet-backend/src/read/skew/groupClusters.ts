import {
  groupOf,
  skewGroupId,
  type SkewGroup,
  type SkewSettings,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Row } from '../types';

/** Clusters that should be alike, by name. */
export type ClusterGroup = { id: string; group: SkewGroup; clusters: Row[] };

/** The groups of some clusters, and how many are in none. */
export function groupClusters(
  clusters: readonly Row[],
  settings: SkewSettings,
): { groups: ClusterGroup[]; ungrouped: number } {
  const groups = new Map<string, ClusterGroup>();
  let ungrouped = 0;
  for (const row of clusters) {
    const group = groupOf(row as never, settings);
    if (!group) {
      ungrouped += 1;
      continue;
    }
    const id = skewGroupId(group);
    const known = groups.get(id) ?? { id, group, clusters: [] };
    known.clusters.push(row);
    groups.set(id, known);
  }
  return { groups: [...groups.values()], ungrouped };
}
