import type { Compliance } from '../facts';

/** The worst first. */
const WORST_FIRST: readonly Compliance[] = [
  'non-compliant',
  'pending',
  'unknown',
  'compliant',
];

/**
 * Whether a policy is kept on all of some clusters, as Open Cluster Management's
 * propagator rolls it up: the worst of them, where not to know is worse than to
 * comply. Of no clusters it is nothing.
 *
 * @public
 */
export function rollUpCompliance(
  compliances: readonly Compliance[],
): Compliance | undefined {
  return WORST_FIRST.find(compliance => compliances.includes(compliance));
}
