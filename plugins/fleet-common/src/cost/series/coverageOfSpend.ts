import { sum } from '../statistics/quantile';

/**
 * What is known of the spend of one cluster in some window, in one currency.
 *
 * @public
 */
export type ClusterSpend = {
  /** In the window. Absent where its cost tool did not answer. */
  cost?: number;
  /** What it last spent in a window of the same length. */
  lastKnown?: number;
};

/**
 * How much of a fleet a cost speaks of.
 *
 * @public
 */
export type SpendCoverage = {
  clusters: { known: number; expected: number };
  /**
   * What is known, and what would be if the clusters that are missing spent what they
   * last did. Absent where nothing is known of any cluster.
   */
  spend?: { known: number; expected: number };
  /** Known in parts of expected. Absent where nothing, or less, is expected. */
  ratio?: number;
  /**
   * Clusters of which nothing was ever known. Where there are any, the share of spend is
   * at most what it says.
   */
  neverKnown: number;
};

/**
 * The share of clusters and of spend that a cost is of. A cluster that is missing is
 * expected to cost what it did when it was last known: many small clusters that answer
 * do not make up for a large one that does not.
 *
 * @public
 */
export function coverageOfSpend(
  clusters: readonly ClusterSpend[],
): SpendCoverage {
  const costs = clusters.flatMap(({ cost }) => cost ?? []);
  const expectations = clusters.flatMap(
    ({ cost, lastKnown }) => cost ?? lastKnown ?? [],
  );
  const spend = { known: sum(costs), expected: sum(expectations) };
  return {
    clusters: { known: costs.length, expected: clusters.length },
    ...(expectations.length > 0 && { spend }),
    ...(spend.expected > 0 &&
      spend.known >= 0 && { ratio: spend.known / spend.expected }),
    neverKnown: clusters.length - expectations.length,
  };
}
