import type { PolicyName } from '../../compliance/units/complianceUnit';
import { policyKeyOf } from '../../compliance/units/complianceUnit';
import type {
  ComplianceResult,
  ComplianceSeverity,
} from '../../compliance/units/results';
import type { Gate, GateStatus } from './Gate';
import {
  type Found,
  gateOverTargets,
  type TargetFacts,
} from './gateOverTargets';

/**
 * What policies found of what is promoted on a cluster.
 *
 * @public
 */
export type PolicyGateFact = {
  results: readonly (PolicyName & {
    /** Judged by {@link complianceResultOf}, so that what is stale is no pass. */
    result: ComplianceResult;
    severity: ComplianceSeverity;
    /** Since when it is so. */
    since?: number;
  })[];
  /** Policies that have to have been evaluated there. */
  expected: readonly PolicyName[];
};

/** What is broken and as severe as this holds a promotion up. What has no severity may be. */
const HOLDING: readonly ComplianceSeverity[] = ['critical', 'high', 'unknown'];

function statusOf(
  result: ComplianceResult,
  severity: ComplianceSeverity,
  holding: readonly ComplianceSeverity[],
): GateStatus {
  switch (result) {
    case 'fail':
      return holding.includes(severity) ? 'failed' : 'passed';
    // An exemption has an approval of its own; what only warns lets pass.
    case 'exempt':
    case 'warn':
    case 'pass':
      return 'passed';
    case 'skip':
      return 'not-applicable';
    case 'error':
    case 'not-evaluated':
    default:
      return 'unknown';
  }
}

/**
 * Whether policies are kept by what is promoted, on all clusters that it goes to. A policy
 * that is expected and was not evaluated is unknown, and so is a cluster of which no
 * policy is known. What breaks a policy is waived by an exception, and not here.
 *
 * @param holding - severities of which one broken policy holds it up; critical, high and
 *   those without where absent
 * @public
 */
export function policyGate(
  facts: TargetFacts<PolicyGateFact>,
  holding: readonly ComplianceSeverity[] = HOLDING,
): Gate {
  return gateOverTargets(
    'policy',
    facts,
    ({ results, expected }): Found[] => {
      const found = results.map(({ result, severity, since, ...policy }) => ({
        key: `${policyKeyOf(policy)} ${result}`,
        status: statusOf(result, severity, holding),
        text: `${policyKeyOf(policy)}: ${result}`,
        ...(since !== undefined && { since }),
      }));
      const seen = new Set(results.map(policyKeyOf));
      const missing = expected
        .map(policyKeyOf)
        .filter(policy => !seen.has(policy))
        .map(policy => ({
          key: `${policy} not-evaluated`,
          status: 'unknown' as const,
          text: `${policy} was not evaluated`,
        }));
      return [...found, ...missing];
    },
    { overridable: false },
  );
}
