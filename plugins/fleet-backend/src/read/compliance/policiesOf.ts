import {
  COMPLIANCE_SEVERITIES,
  policyKeyOf,
  type ComplianceSummary,
  type ExpectationBasis,
  type PolicyName,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import type { PolicyWords } from '../../derive/compliance';
import type { Known } from './readKnown';
import type { Look } from './PolicyBook';
import type { Sum } from './readSums';

/** Everything of one policy. */
export type Policy = {
  engine: string;
  policy: string;
  /** The most severe that is said of it. */
  severity: Severity | undefined;
  words: PolicyWords;
  look: Look;
  /** What says where it is expected. */
  basis: ExpectationBasis;
  /** Nothing where it is expected nowhere. */
  summary: ComplianceSummary | undefined;
  sums: Sum[];
};

/**
 * What is known of policies, those that found nothing among them.
 *
 * @param summaries - by the key of the policy
 */
export function policiesOf(
  { sums, pairs, nowhere, book }: Known,
  summaries: ReadonlyMap<string, ComplianceSummary>,
): Policy[] {
  const policies = new Map<string, Policy>();
  const of = ({ engine, policy }: PolicyName): Policy => {
    const key = policyKeyOf({ engine, policy });
    const known = policies.get(key);
    if (known) return known;
    const fresh: Policy = {
      engine,
      policy,
      severity: book.severityOf({ engine, policy }),
      words: book.wordsOf({ engine, policy }),
      look: book.lookOf({ engine, policy }),
      basis: 'none',
      summary: summaries.get(key),
      sums: [],
    };
    policies.set(key, fresh);
    return fresh;
  };
  for (const each of nowhere) of(each);
  for (const pair of pairs) {
    const one = of(pair);
    // Where its hub places it says more than where else it was seen.
    if (one.basis !== 'placement') one.basis = pair.basis;
  }
  for (const sum of sums) of(sum).sums.push(sum);
  for (const one of policies.values()) one.severity = worstOf(one);
  return [...policies.values()];
}

function worstOf({ severity, sums }: Policy): Severity | undefined {
  const rankOf = (each: Severity | undefined) =>
    COMPLIANCE_SEVERITIES.indexOf(each ?? 'unknown');
  return sums.reduce(
    (worst, sum) =>
      rankOf(sum.severity) < rankOf(worst) ? sum.severity : worst,
    severity,
  );
}
