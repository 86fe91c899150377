import { SEVERITIES, type FindingResult, type Severity } from '../../facts';

/**
 * What is known of one unit: a policy, on a cluster, about one resource.
 *
 * - `pass`, `fail`, `warn`, `error`, `skip`, `exempt`: as of findings
 * - `not-evaluated`: nobody has looked, or what was seen then says nothing of now
 *
 * @public
 */
export const COMPLIANCE_RESULTS = [
  'pass',
  'fail',
  'warn',
  'error',
  'skip',
  'exempt',
  'not-evaluated',
] as const;

/** @public */
export type ComplianceResult = (typeof COMPLIANCE_RESULTS)[number];

/**
 * Severities as they are counted by: what has none is `unknown`.
 *
 * @public
 */
export const COMPLIANCE_SEVERITIES = [...SEVERITIES, 'unknown'] as const;

/** @public */
export type ComplianceSeverity = Severity | 'unknown';

/** What says nothing of now once it is stale: it was good, or did not matter, then. */
const GOOD_ONLY_WHEN_CURRENT: readonly FindingResult[] = ['pass', 'skip'];

/**
 * The result that a finding counts with. What is stale is never counted as good, and
 * never forgiven: a stale `pass` or `skip` is `not-evaluated`, while a stale `fail`,
 * `warn`, `error` or `exempt` stays what it is, so that a cluster that cannot be read has
 * no better score than before.
 *
 * @param stale - whether what it was read from is not current, or its `validUntil` is over
 * @public
 */
export function complianceResultOf(
  result: FindingResult,
  { stale }: { stale: boolean },
): ComplianceResult {
  if (result === 'unknown') return 'not-evaluated';
  if (stale && GOOD_ONLY_WHEN_CURRENT.includes(result)) return 'not-evaluated';
  return result;
}

/**
 * The worst first, by what they take from a score: an exemption takes as much as a
 * failure, and more than a warning.
 */
const WORST_FIRST: readonly ComplianceResult[] = [
  'fail',
  'error',
  'exempt',
  'warn',
  'not-evaluated',
  'pass',
  'skip',
];

/**
 * What several rules of one policy found of one resource, as one result: the worst of
 * them. Of none it is `not-evaluated`.
 *
 * @public
 */
export function worstResult(
  results: readonly ComplianceResult[],
): ComplianceResult {
  return (
    WORST_FIRST.find(result => results.includes(result)) ?? 'not-evaluated'
  );
}
