import {
  boundedText,
  type Heartbeat,
} from '@fleetview/backstage-plugin-fleet-common';
import { timeOf } from '@fleetview/backstage-plugin-fleet-node';
import type { ClusterItem } from './schema';

/**
 * Argo CD says again every few seconds how it is connected. What is older than this
 * was left by a controller that does not run any more; clocks may differ a little.
 */
const SAID_WITHIN_MS = 5 * 60_000;

/** Whether Argo CD sees a cluster, and in words what it says of that. */
export function readConnection(
  { info, connectionState }: ClusterItem,
  answeredAt: string,
): { heartbeat: Heartbeat; message: string } {
  const state = info?.connectionState ?? connectionState;
  const saidAt = timeOf(state?.attemptedAt);
  if (state?.status === 'Failed') {
    const reason = state.message
      ? boundedText(state.message)
      : 'Argo CD cannot connect to it';
    // No `since`: the time is that of the last attempt, and a later one is no news.
    return { heartbeat: { state: 'lost', reason }, message: reason };
  }
  if (state?.status !== 'Successful') {
    return silent(
      info?.applicationsCount === 0
        ? 'Argo CD does not look at it: it has no Applications'
        : 'Argo CD does not say whether it is connected',
    );
  }
  if (!saidAt) {
    return silent('Argo CD does not say when it was connected');
  }
  if (Date.parse(answeredAt) - Date.parse(saidAt) > SAID_WITHIN_MS) {
    const reason = 'Argo CD has not looked at it for more than 5 minutes';
    return {
      heartbeat: { state: 'lost', since: saidAt, reason },
      message: reason,
    };
  }
  return {
    heartbeat: { state: 'current' },
    message: 'Argo CD is connected to it, and does not say how it is',
  };
}

function silent(message: string) {
  return { heartbeat: { state: 'unstated' as const }, message };
}
