import { matchesName } from '../compliance/coverage/matchesName';
import type { SkewAspect } from './aspects';
import type { SkewCluster } from './groupOf';
import type { ConfiguredSkew, SkewSettings } from './SkewSettings';

/**
 * Why a cluster may differ in a trait.
 *
 * - `configuration`: an operator says so
 * - `placement`: what places the component does not choose the cluster
 * - `rollout`: a release of the component is on its way
 *
 * @public
 */
export type ExpectedSkew = {
  by: 'configuration' | 'placement' | 'rollout';
  /** In words for people. */
  reason: string;
};

/**
 * What configuration says of a trait, on whatever cluster.
 *
 * @public
 */
export function expectedOfTrait(
  { aspect, key }: { aspect: SkewAspect; key: string },
  { expected }: Pick<SkewSettings, 'expected'>,
): ConfiguredSkew[] {
  return expected.filter(
    each =>
      (each.aspect === undefined || each.aspect === aspect) &&
      matchesName(each.key, key),
  );
}

/**
 * What configuration says of a trait of a cluster; the first entry that names both.
 *
 * @public
 */
export function expectedOf(
  trait: { aspect: SkewAspect; key: string },
  cluster: Omit<SkewCluster, 'id'>,
  settings: Pick<SkewSettings, 'expected'>,
): ExpectedSkew | undefined {
  const found = expectedOfTrait(trait, settings).find(
    each =>
      isAny(each.clusters, cluster.name) &&
      isAny(each.tiers, cluster.tier) &&
      isAny(each.regions, cluster.region) &&
      isAny(each.environments, cluster.environment) &&
      isAny(each.providers, cluster.provider),
  );
  return found && { by: 'configuration', reason: found.reason };
}

function isAny(patterns: readonly string[] | undefined, name: string): boolean {
  return !patterns || patterns.some(pattern => matchesName(pattern, name));
}
