import {
  groupOf,
  skewGroupId,
  type Facet,
  type SkewSettings,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Row } from '../types';

/** Values that a facet lists. */
const VALUES = 200;

/** How many clusters each choice would leave to be compared, under the other filter. */
export function facetsOfSkew(
  clusters: readonly Row[],
  settings: SkewSettings,
  filter: { group?: string[]; region?: string[] },
): { group: Facet; region: Facet } {
  const groups = new Map<string, number>();
  const regions = new Map<string, number>();
  const count = (counts: Map<string, number>, value: string) =>
    counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const row of clusters) {
    const group = groupOf(row as never, settings);
    if (!group) continue;
    const id = skewGroupId(group);
    if (passes(filter.region, row.region)) count(groups, id);
    if (passes(filter.group, id)) count(regions, row.region);
  }
  return { group: toFacet(groups), region: toFacet(regions) };
}

function passes(chosen: string[] | undefined, value: string): boolean {
  return !chosen?.length || chosen.includes(value);
}

function toFacet(counts: ReadonlyMap<string, number>): Facet {
  return {
    values: [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, VALUES),
  };
}
