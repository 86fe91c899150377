import type {
  Attributes,
  ClusterSummary,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * What clusters can be grouped by.
 *
 * @public
 */
export const GROUPINGS = [
  'region',
  'environment',
  'provider',
  'tier',
  'owner',
] as const satisfies readonly (keyof Attributes)[];

/** @public */
export type Grouping = (typeof GROUPINGS)[number];

/**
 * What nothing states; a group of its own, at the end.
 *
 * @public
 */
export const UNASSIGNED = 'unassigned';

/**
 * Rows that share a key.
 *
 * @public
 */
export interface Group<T> {
  key: string;
  items: T[];
}

/**
 * Groups in the order of their keys, `unassigned` last; inside a group the
 * order of the input.
 *
 * @public
 */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Group<T>[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item) || UNASSIGNED;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups]
    .map(([key, group]) => ({ key, items: group }))
    .sort((left, right) => {
      if (left.key === UNASSIGNED) return 1;
      if (right.key === UNASSIGNED) return -1;
      return left.key.localeCompare(right.key, 'en', { numeric: true });
    });
}

/**
 * Clusters by one of their attributes, by name inside a group.
 *
 * @public
 */
export function groupClusters(
  clusters: readonly ClusterSummary[],
  grouping: Grouping,
): Group<ClusterSummary>[] {
  return groupBy(
    sortedByName(clusters),
    cluster => cluster.attributes[grouping].value,
  );
}

/**
 * The same things by name, `a9` before `a10`.
 *
 * @public
 */
export function sortedByName<T extends { name: string }>(
  items: readonly T[],
): T[] {
  return [...items].sort((left, right) =>
    left.name.localeCompare(right.name, 'en', { numeric: true }),
  );
}

/**
 * Things that know their region, by region.
 *
 * @public
 */
export function groupByRegion<T extends { region: string }>(
  items: readonly T[],
): Group<T>[] {
  return groupBy(items, item => item.region);
}
