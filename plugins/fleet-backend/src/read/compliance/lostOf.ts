import {
  COMPLIANCE_SEVERITIES,
  noCounts,
  scoreOfCounts,
  type ComplianceSettings,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Policy } from './policiesOf';

/**
 * The weight that is lost with a policy, and can be had back by repairing: what is exempt
 * nobody is asked to repair.
 */
export function lostOf(
  { summary }: Pick<Policy, 'summary'>,
  settings: ComplianceSettings,
): number {
  if (!summary) return 0;
  const repairable = noCounts();
  for (const severity of COMPLIANCE_SEVERITIES) {
    const { fail, error, warn } = summary.counts[severity];
    Object.assign(repairable[severity], { fail, error, warn });
  }
  return scoreOfCounts(repairable, settings).weight.counted;
}
