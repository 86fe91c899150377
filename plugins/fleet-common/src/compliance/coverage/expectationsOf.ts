import type { ComplianceExpectation, ComplianceSettings } from '../settings';
import type { PolicyName, PolicyOnCluster } from '../units/complianceUnit';
import { matchesName } from './matchesName';

/**
 * What says on which clusters a policy is expected.
 *
 * - `placement`: what places it
 * - `tiers`: configuration, by the tier, region, environment or provider of clusters
 * - `last-known`: that it was seen there
 * - `none`: nothing does
 *
 * @public
 */
export type ExpectationBasis = 'placement' | 'tiers' | 'last-known' | 'none';

/** What clusters without a tier have, as attributes do. */
const UNASSIGNED = 'unassigned';

/**
 * A cluster that is in use, whether it can be read now or not.
 *
 * @public
 */
export type ExpectingCluster = {
  id: string;
  tier?: string;
  region?: string;
  environment?: string;
  provider?: string;
};

/**
 * What is known of where a policy belongs.
 *
 * @public
 */
export type PlacedPolicy = PolicyName & {
  /**
   * Ids of the clusters that it is placed on, as last known. Absent where nothing says; none
   * where it is placed nowhere.
   */
  placement?: readonly string[];
  /** How many clusters it is placed on, where not all of them are named. */
  placementTotal?: number;
  /**
   * Ids of the clusters where the policy, or a result of it, was last seen, those that
   * cannot be read now among them.
   */
  lastKnown: readonly string[];
};

/**
 * What configuration expects of a policy: the first expectation that names it.
 *
 * @public
 */
export function expectationOf(
  { engine, policy }: PolicyName,
  { expectations }: Pick<ComplianceSettings, 'expectations'>,
): ComplianceExpectation | undefined {
  return expectations.find(
    each =>
      (each.engine === undefined || each.engine === engine) &&
      each.policies.some(pattern => matchesName(pattern, policy)),
  );
}

/**
 * Whether a cluster meets all that an expectation names of clusters.
 *
 * @public
 */
export function isExpecting(
  cluster: Omit<ExpectingCluster, 'id'>,
  expectation: ComplianceExpectation,
): boolean {
  const { tiers, regions, environments, providers } = expectation;
  const { tier, region, environment, provider } = cluster;
  return (
    [
      [tiers, tier],
      [regions, region],
      [environments, environment],
      [providers, provider],
    ] as const
  ).every(([wanted, value = UNASSIGNED]) => !wanted || wanted.includes(value));
}

/**
 * The clusters that a policy is expected on: where it is placed, else all of the tiers
 * that are configured for it, else where it was last seen. None of them has to be
 * reachable, and none leaves because it is not.
 *
 * @returns the ids, how many more there are without a name, and what says so
 * @public
 */
export function expectedClusters(
  policy: PlacedPolicy,
  clusters: readonly ExpectingCluster[],
  settings: Pick<ComplianceSettings, 'expectations'>,
): { basis: ExpectationBasis; clusters: string[]; unnamed: number } {
  const { placement, placementTotal = 0, lastKnown } = policy;
  if (placement) {
    const named = [...new Set(placement)];
    const unnamed = Math.max(0, placementTotal - named.length);
    return { basis: 'placement', clusters: named, unnamed };
  }
  const expectation = expectationOf(policy, settings);
  if (expectation) {
    const ids = clusters
      .filter(cluster => isExpecting(cluster, expectation))
      .map(({ id }) => id);
    return { basis: 'tiers', clusters: ids, unnamed: 0 };
  }
  const seen = [...new Set(lastKnown)];
  return {
    basis: seen.length > 0 ? 'last-known' : 'none',
    clusters: seen,
    unnamed: 0,
  };
}

/**
 * All policies on all clusters that they are expected on.
 *
 * @returns the pairs with what says so, how many more there are on clusters without a name,
 *   and the policies that are expected nowhere: of these no coverage is known
 * @public
 */
export function expectationsOf(
  policies: readonly PlacedPolicy[],
  clusters: readonly ExpectingCluster[],
  settings: Pick<ComplianceSettings, 'expectations'>,
): {
  expected: (PolicyOnCluster & { basis: ExpectationBasis })[];
  unnamed: number;
  nowhere: PolicyName[];
} {
  const expected: (PolicyOnCluster & { basis: ExpectationBasis })[] = [];
  const nowhere: PolicyName[] = [];
  let unnamed = 0;
  for (const each of policies) {
    const { engine, policy } = each;
    const found = expectedClusters(each, clusters, settings);
    unnamed += found.unnamed;
    if (found.clusters.length === 0 && found.unnamed === 0) {
      nowhere.push({ engine, policy });
    }
    for (const cluster of found.clusters) {
      expected.push({ engine, policy, cluster, basis: found.basis });
    }
  }
  return { expected, unnamed, nowhere };
}
