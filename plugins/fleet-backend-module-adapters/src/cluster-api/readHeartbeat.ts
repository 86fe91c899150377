import {
  boundedText,
  type Heartbeat,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  describeCondition,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { CapiCondition } from './schema';

/** Whether the management cluster reaches the cluster. Only the newer conditions say. */
export function readHeartbeat(conditions: readonly CapiCondition[]): Heartbeat {
  const probe = conditionOf(conditions, 'RemoteConnectionProbe');
  if (!probe) return { state: 'unstated' };
  if (probe.status === 'True') return { state: 'current' };
  return withoutUndefined({
    state: 'lost' as const,
    since: timeOf(probe.lastTransitionTime),
    reason: boundedText(describeCondition(probe)),
  });
}
