import type { SkewGrouping, SkewSettings } from './SkewSettings';

/** What a cluster has that has no such attribute. */
const UNASSIGNED = 'unassigned';

/**
 * What decides in which group a cluster is, and in what it may differ.
 *
 * @public
 */
export type SkewCluster = { id: string; name: string } & Record<
  SkewGrouping,
  string
>;

/**
 * Clusters that should be alike: those that have one attribute in common.
 *
 * @public
 */
export type SkewGroup = { by: SkewGrouping; value: string };

/**
 * The group that a cluster is in; none where nothing that groups go by is known of it.
 * What is alike with nobody is not compared, and is not alike either.
 *
 * @public
 */
export function groupOf(
  cluster: Pick<SkewCluster, SkewGrouping>,
  { groupBy }: Pick<SkewSettings, 'groupBy'>,
): SkewGroup | undefined {
  for (const by of groupBy) {
    const value = cluster[by];
    if (value && value !== UNASSIGNED) return { by, value };
  }
  return undefined;
}

/**
 * How a group is called in addresses and keys, e.g. `tier:critical`.
 *
 * @public
 */
export function skewGroupId({ by, value }: SkewGroup): string {
  return `${by}:${value}`;
}
