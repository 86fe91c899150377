import {
  type Compliance,
  type Fact,
  rollUpCompliance,
} from '@fleetview/backstage-plugin-fleet-common';

const COMPLIANCE_OF: Partial<Record<string, Compliance>> = {
  pass: 'compliant',
  fail: 'non-compliant',
};

/**
 * What the facts of one object say of whether its policy is kept: the worst of its
 * clusters and findings. Nothing where there is none of either.
 */
export function complianceOf(facts: readonly Fact[]): Compliance | undefined {
  return rollUpCompliance(
    facts.flatMap(fact => {
      switch (fact.type) {
        case 'policy':
          return (fact.clusters ?? []).map(({ compliance }) => compliance);
        case 'finding':
          return [COMPLIANCE_OF[fact.result] ?? 'unknown'];
        default:
          return [];
      }
    }),
  );
}
