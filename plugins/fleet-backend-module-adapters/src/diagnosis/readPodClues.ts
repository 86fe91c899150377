import { conditionOf, timeOf } from '@fleetview/backstage-plugin-fleet-node';
import type { Clue } from './Clue';
import type { ContainerStatus, Pod } from './schema';

const NO_IMAGE = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/** On the way, and no fault by itself: Warnings tell where it stands still. */
const ON_THE_WAY = new Set(['ContainerCreating', 'PodInitializing']);

/** Whether a pod serves, or has done what it was to do. */
export function isWell({ status }: Pod): boolean {
  return (
    status?.phase === 'Succeeded' ||
    conditionOf(status?.conditions, 'Ready')?.status === 'True'
  );
}

/** Whether a pod is on its way out, whatever its containers still say. */
export function isEnding({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** What a pod's own status says of why it is not well; nothing for one that is. */
export function readPodClues(pod: Pod): Clue[] {
  if (isWell(pod) || isEnding(pod)) return [];
  const whole = readWholePod(pod);
  if (whole) return [whole];
  const { initContainerStatuses = [], containerStatuses = [] } =
    pod.status ?? {};
  const clues = [...initContainerStatuses, ...containerStatuses].flatMap(
    status => readContainer(status, pod) ?? [],
  );
  if (clues.length > 0) return clues;
  const running = containerStatuses.filter(
    ({ ready, state }) => ready === false && state?.running,
  );
  if (running.length > 0) {
    return running.map(status => ({
      ...ofContainer(status, pod),
      reason: 'probe-failing' as const,
      message: conditionOf(pod.status?.conditions, 'ContainersReady')?.message,
      firstAt: timeOf(status.state?.running?.startedAt),
    }));
  }
  const ready = conditionOf(pod.status?.conditions, 'Ready');
  return ready?.reason === 'ReadinessGatesNotReady'
    ? [
        {
          reason: 'other',
          pod: pod.metadata.uid,
          message: `ReadinessGatesNotReady: ${ready.message ?? ''}`,
          firstAt: timeOf(ready.lastTransitionTime),
        },
      ]
    : [];
}

/** What concerns a pod before, or apart from, its containers. */
function readWholePod({ metadata, status }: Pod): Clue | undefined {
  const pod = metadata.uid;
  const disrupted = conditionOf(status?.conditions, 'DisruptionTarget');
  if (status?.reason === 'Evicted' || disrupted?.status === 'True') {
    return {
      reason: 'evicted',
      pod,
      message: status?.message ?? disrupted?.message ?? disrupted?.reason,
      firstAt: timeOf(disrupted?.lastTransitionTime ?? status?.startTime),
    };
  }
  const ready = conditionOf(status?.conditions, 'Ready');
  if (
    status?.reason === 'NodeLost' ||
    status?.phase === 'Unknown' ||
    ready?.reason === 'NodeNotReady'
  ) {
    return {
      reason: 'node-lost',
      pod,
      message: status?.message ?? 'the node of the pod is not ready',
      firstAt: timeOf(ready?.lastTransitionTime),
    };
  }
  const scheduled = conditionOf(status?.conditions, 'PodScheduled');
  if (scheduled?.status === 'False') {
    const isUnschedulable = scheduled.reason === 'Unschedulable';
    return {
      reason: isUnschedulable ? 'unschedulable' : 'other',
      pod,
      message: isUnschedulable
        ? scheduled.message
        : `${scheduled.reason ?? 'not scheduled'}: ${scheduled.message ?? ''}`,
      firstAt: timeOf(scheduled.lastTransitionTime),
    };
  }
  return undefined;
}

function ofContainer(
  { name, image, restartCount }: ContainerStatus,
  { metadata }: Pod,
): Omit<Clue, 'reason'> {
  return { pod: metadata.uid, container: name, image, restarts: restartCount };
}

function readContainer(status: ContainerStatus, pod: Pod): Clue | undefined {
  const { state, lastState, ready } = status;
  const of = ofContainer(status, pod);
  const waiting = state?.waiting;
  const since = timeOf(pod.status?.startTime);
  if (waiting?.reason && NO_IMAGE.has(waiting.reason)) {
    return {
      ...of,
      reason: 'image-pull',
      message: waiting.message ?? waiting.reason,
      firstAt: since,
    };
  }
  if (waiting?.reason === 'CreateContainerConfigError') {
    return {
      ...of,
      reason: 'config-missing',
      message: waiting.message ?? waiting.reason,
      firstAt: since,
    };
  }
  const ended = state?.terminated ?? lastState?.terminated;
  const isBackOff = waiting?.reason === 'CrashLoopBackOff';
  // What ran before counts only while it does not serve again.
  if (ended && (isBackOff || ready === false) && hasFailed(ended)) {
    const isOver = state?.terminated !== undefined;
    const repeats = isBackOff || (status.restartCount ?? 0) > 0;
    const failed = !isOver || repeats ? 'crash-loop' : 'exited';
    return {
      ...of,
      reason: ended.reason === 'OOMKilled' ? 'out-of-memory' : failed,
      exitCode: ended.exitCode,
      message: ended.message ?? waiting?.message ?? ended.reason,
      firstAt: timeOf(ended.startedAt),
      lastAt: timeOf(ended.finishedAt),
    };
  }
  if (isBackOff) {
    return { ...of, reason: 'crash-loop', message: waiting?.message };
  }
  if (waiting?.reason && !ON_THE_WAY.has(waiting.reason)) {
    return {
      ...of,
      reason: 'other',
      message: `${waiting.reason}: ${waiting.message ?? ''}`,
      firstAt: since,
    };
  }
  return undefined;
}

function hasFailed({
  exitCode,
  reason,
}: {
  exitCode?: number;
  reason?: string;
}): boolean {
  return exitCode === undefined
    ? reason !== 'Completed'
    : exitCode !== 0 || reason === 'OOMKilled';
}
