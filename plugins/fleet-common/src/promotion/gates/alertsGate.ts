import type { ComplianceSeverity } from '../../compliance/units/results';
import type { Gate } from './Gate';
import { gateOverTargets, type TargetFacts } from './gateOverTargets';

/**
 * Alerts of what is promoted on a cluster.
 *
 * @public
 */
export type AlertsFact = {
  /** Those that fire; empty only where alerts were asked for, and none does. */
  firing: readonly {
    name: string;
    /** `unknown` where it has none. */
    severity: ComplianceSeverity;
    since?: number;
  }[];
};

/** What has no severity may be critical. */
const HOLDING: readonly ComplianceSeverity[] = ['critical', 'high', 'unknown'];

/**
 * Whether no alert fires that holds a promotion up, on all clusters that it goes to.
 *
 * @param holding - severities that do; critical, high and alerts without where absent
 * @public
 */
export function alertsGate(
  facts: TargetFacts<AlertsFact>,
  holding: readonly ComplianceSeverity[] = HOLDING,
): Gate {
  return gateOverTargets('alerts', facts, ({ firing }) =>
    firing.length === 0
      ? [{ key: 'none', status: 'passed', text: 'no alert fires' }]
      : firing.map(({ name, severity, since }) => ({
          key: `${name} ${severity}`,
          status: holding.includes(severity) ? 'failed' : 'passed',
          text: `${name} fires (${severity})`,
          ...(since !== undefined && { since }),
        })),
  );
}
