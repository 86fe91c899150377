import { repeatedPods, type RepeatableFinding } from './repeatedPods';

/**
 * Findings of one cluster without those that {@link repeatedPods} tells of: who counts
 * both counts one thing twice.
 *
 * @public
 */
export function withoutRepeatedPods<T extends RepeatableFinding>(
  findings: readonly T[],
): T[] {
  const repeated = repeatedPods(findings);
  return findings.filter(finding => !repeated.has(finding));
}
