import {
  type ComplianceUnit,
  pairKeyOf,
  type PolicyOnCluster,
} from '../units/complianceUnit';

/**
 * What is known of a policy on a cluster.
 *
 * - `evaluated`: all of it, and currently
 * - `stale`: some of what is known is not current
 * - `error`: some of it could not be evaluated
 * - `not-evaluated`: some of it was not
 *
 * @public
 */
export type EvidenceState = 'evaluated' | 'stale' | 'error' | 'not-evaluated';

/** @public */
export type PolicyEvidence = PolicyOnCluster & { state: EvidenceState };

const WORST_FIRST: readonly EvidenceState[] = [
  'stale',
  'error',
  'not-evaluated',
  'evaluated',
];

/**
 * How well a unit is known by itself.
 *
 * @public
 */
export function evidenceStateOf({
  stale,
  result,
}: Pick<ComplianceUnit, 'stale' | 'result'>): EvidenceState {
  if (stale) return 'stale';
  return result === 'error' || result === 'not-evaluated'
    ? result
    : 'evaluated';
}

/**
 * How well each policy is known on each cluster of which units tell. One unit that is
 * stale, in error or not evaluated is enough for the whole not to count as evaluated: what
 * was not looked at may be what breaks it.
 *
 * @public
 */
export function evidenceOf(units: Iterable<ComplianceUnit>): PolicyEvidence[] {
  const known = new Map<string, PolicyEvidence>();
  for (const unit of units) {
    const { engine, policy, cluster } = unit;
    const key = pairKeyOf(unit);
    const before = known.get(key)?.state ?? 'evaluated';
    const state = WORST_FIRST.find(
      each => each === before || each === evidenceStateOf(unit),
    )!;
    known.set(key, { engine, policy, cluster, state });
  }
  return [...known.values()];
}
