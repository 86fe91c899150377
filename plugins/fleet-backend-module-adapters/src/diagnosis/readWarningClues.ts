import type { DiagnosisReason } from '@fleetview/backstage-plugin-fleet-common';
import { timeOf } from '@fleetview/backstage-plugin-fleet-node';
import type { Clue } from './Clue';
import { readDenial } from './readDenial';
import type { Warning } from './schema';

/** Whoever writes Events chooses their reasons: no object is asked for them. */
const REASONS: ReadonlyMap<string, DiagnosisReason> = new Map([
  ['FailedScheduling', 'unschedulable'],
  ['FailedMount', 'volume'],
  ['FailedAttachVolume', 'volume'],
  ['FailedMapVolume', 'volume'],
  ['FailedBinding', 'volume'],
  ['ProvisioningFailed', 'volume'],
  ['Unhealthy', 'probe-failing'],
  ['Evicted', 'evicted'],
  ['Preempted', 'evicted'],
  ['NodeNotReady', 'node-lost'],
  ['ErrImageNeverPull', 'image-pull'],
  ['InspectFailed', 'image-pull'],
]);

const CONFIGURATION = /configmap|secret|key /i;
const NOT_THERE = /not found|couldn't find key/i;
const PULL = /pull|image/i;

/** What a Warning about a pod, a ReplicaSet or the workload says. */
export function readWarningClue(
  warning: Warning,
  pod: string | undefined,
): Clue {
  return {
    reason: reasonOf(warning),
    pod,
    message:
      !warning.reason || REASONS.has(warning.reason)
        ? warning.message
        : `${warning.reason}: ${warning.message ?? ''}`,
    firstAt: timeOf(warning.firstTimestamp) ?? timeOf(warning.eventTime),
    lastAt: lastTimeOf(warning),
  };
}

function reasonOf({ reason = '', message = '' }: Warning): DiagnosisReason {
  if (reason === 'FailedCreate') return readDenial(message);
  if (
    (reason === 'FailedMount' || reason === 'Failed') &&
    CONFIGURATION.test(message) &&
    NOT_THERE.test(message)
  ) {
    return 'config-missing';
  }
  if (reason === 'Failed' || reason === 'BackOff') {
    return PULL.test(message) ? 'image-pull' : 'crash-loop';
  }
  return REASONS.get(reason) ?? 'other';
}

/** When it was last seen. */
export function lastTimeOf(warning: Warning): string | undefined {
  return (
    timeOf(warning.series?.lastObservedTime) ??
    timeOf(warning.lastTimestamp) ??
    timeOf(warning.eventTime) ??
    timeOf(warning.firstTimestamp)
  );
}
