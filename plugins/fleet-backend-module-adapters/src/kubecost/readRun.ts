import type { Heartbeat } from '@fleetview/backstage-plugin-fleet-common';
import { timeOf } from '@fleetview/backstage-plugin-fleet-node';

/** Agents report every five minutes. What has not been heard of for an hour is not well. */
const LOST_AFTER_MS = 60 * 60_000;
/** Clocks differ. */
const FUTURE_MS = 5 * 60_000;

/** Whether Kubecost still hears of a cluster, by when its agent there last ran. */
export function readRun(
  latestRun: string | undefined,
  answeredAt: string,
): Heartbeat {
  const time = timeOf(latestRun);
  if (time === undefined) return { state: 'unstated' };
  const age = Date.parse(answeredAt) - Date.parse(time);
  // What is said of a time that has not been is not said.
  if (!(age >= -FUTURE_MS)) return { state: 'unstated' };
  return age <= LOST_AFTER_MS
    ? { state: 'current' }
    : {
        state: 'lost',
        since: time,
        reason: 'its diagnostics have not run for more than an hour',
      };
}
