import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readUnobserved } from './readGeneration';
import { isFullyPromoted, readStableRevision } from './readStrategy';
import type { RolloutObject, RolloutStatus } from './schema';

const PHASES: Record<string, Verdict['health']> = {
  Healthy: 'healthy',
  Progressing: 'progressing',
  Paused: 'suspended',
  Degraded: 'degraded',
};

const FAILURES = ['ProgressDeadlineExceeded', 'RolloutAborted'];

function unfinished({ spec, status }: RolloutObject): string | undefined {
  const desired = spec?.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const { replicas: current = 0, availableReplicas: available = 0 } =
    status ?? {};
  if (updated < desired) return `${updated} of ${desired} pods are updated`;
  if (available < updated) {
    return `${available} of ${updated} updated pods are available`;
  }
  return spec?.strategy?.canary && current > updated
    ? `${current - updated} old pods are to end`
    : undefined;
}

/** Of controllers before 1.0, which state no phase. */
function verdictWithoutPhase(
  rollout: RolloutObject,
  status: RolloutStatus,
): Verdict {
  const { spec } = rollout;
  const progressing = conditionOf(status.conditions, 'Progressing');
  if (FAILURES.includes(progressing?.reason ?? '') && progressing) {
    return { health: 'degraded', message: describeCondition(progressing) };
  }
  if (
    spec?.paused ||
    status.pauseConditions.length > 0 ||
    progressing?.reason === 'RolloutPaused'
  ) {
    return {
      health: 'suspended',
      message: progressing ? describeCondition(progressing) : 'paused',
    };
  }
  if (!progressing && !conditionOf(status.conditions, 'Available')) {
    return { health: 'unknown', message: 'neither a phase nor conditions' };
  }
  const message = unfinished(rollout);
  if (message !== undefined) return { health: 'progressing', message };
  // Before 0.9 it is told by the index of the step alone.
  const stable = readStableRevision(rollout);
  if (stable !== undefined && !isFullyPromoted(rollout)) {
    return {
      health: 'progressing',
      message: `${status.currentPodHash ?? 'nothing'} is to replace ${stable}`,
    };
  }
  return stable === undefined
    ? { health: 'unknown', message: 'it does not say what serves' }
    : { health: 'healthy' };
}

/**
 * Deletion and generations first, then what the controller says in one word, which
 * it states since 1.0. What was aborted stays so until it is retried, whatever the
 * word still is.
 */
export function readRolloutVerdict(rollout: RolloutObject): Verdict {
  const { metadata, status } = rollout;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  const unobserved = readUnobserved(rollout);
  if (unobserved !== undefined) {
    return { health: 'progressing', message: unobserved };
  }
  const invalid = conditionOf(status.conditions, 'InvalidSpec');
  if (invalid?.status === 'True') {
    return { health: 'degraded', message: describeCondition(invalid) };
  }
  const { phase, message } = status;
  if (status.abort && phase !== 'Healthy') {
    return { health: 'degraded', message: message || 'aborted' };
  }
  if (!phase) return verdictWithoutPhase(rollout, status);
  const health = PHASES[phase];
  if (!Object.hasOwn(PHASES, phase)) {
    return { health: 'unknown', message: `the phase is '${phase}'` };
  }
  return health === 'healthy' ? { health } : { health, message };
}
