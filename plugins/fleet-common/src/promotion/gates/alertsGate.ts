import type { ComplianceSeverity } from '../../compliance/units/results';
import type { Gate } from './Gate';
import {
  gateOverTargets,
  type Found,
  type TargetFacts,
} from './gateOverTargets';

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
  /** Why others may fire besides: then that none does is not known. */
  unseen?: string;
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
  return gateOverTargets('alerts', facts, ({ firing, unseen }) => {
    const found = firing.map(
      ({ name, severity, since }): Found => ({
        key: `${name} ${severity}`,
        status: holding.includes(severity) ? 'failed' : 'passed',
        text: `${name} fires (${severity})`,
        ...(since !== undefined && { since }),
      }),
    );
    if (unseen !== undefined) {
      return [...found, { key: 'unseen', status: 'unknown', text: unseen }];
    }
    return found.length > 0
      ? found
      : [{ key: 'none', status: 'passed', text: 'no alert fires' }];
  });
}
