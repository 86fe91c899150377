import { matchesName } from '../../compliance/coverage/matchesName';
import type { StageSelector } from './Stage';

/**
 * A cluster, as far as stages go by it. Attributes are those that permissions go by: what a
 * member says of itself decides in no stage.
 *
 * @public
 */
export type StageCluster = {
  id: string;
  name: string;
  /** Absent where it is not known, or contested. */
  region?: string;
  environment?: string;
  tier?: string;
  provider?: string;
  labels?: Readonly<Record<string, string>>;
};

/** Whether a cluster meets all that a selector names. What is not known meets nothing. */
export function isSelected(
  { clusters, labels = {}, ...selector }: StageSelector,
  cluster: StageCluster,
): boolean {
  if (clusters && !clusters.some(each => matchesName(each, cluster.name))) {
    return false;
  }
  const known = cluster.labels ?? {};
  return (
    (['region', 'environment', 'tier', 'provider'] as const).every(key => {
      const value = cluster[key];
      const wanted = selector[key];
      return !wanted || (value !== undefined && wanted.includes(value));
    }) &&
    Object.entries(labels).every(
      ([key, wanted]) =>
        Object.hasOwn(known, key) && wanted.includes(known[key]),
    )
  );
}
