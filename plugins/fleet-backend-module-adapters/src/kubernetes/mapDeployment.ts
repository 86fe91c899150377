import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  isBehind,
  type MapContext,
  type Mapped,
  notObserved,
  readWorkload,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { DEPLOYMENT_REVISION } from '../running';
import { deploymentSurge } from './readSurge';
import type { DeploymentObject } from './schema';

type Counts = {
  desired: number;
  current: number;
  updated: number;
  ready: number;
  available: number;
};

/** What the API server writes when `spec.replicas` is not given. */
const DEFAULT_REPLICAS = 1;

function countsOf({ spec, status }: DeploymentObject): Counts {
  // A count of zero is left out of the status.
  return {
    desired: spec?.replicas ?? DEFAULT_REPLICAS,
    current: status?.replicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  };
}

function unfinished(counts: Counts): string | undefined {
  const { desired, current, updated, available } = counts;
  if (updated < desired) return `${updated} of ${desired} pods are updated`;
  if (current > updated) return `${current - updated} old pods are to end`;
  if (available < updated) {
    return `${available} of ${updated} updated pods are available`;
  }
  return current === desired
    ? undefined
    : `${current} pods where ${desired} are wanted`;
}

/**
 * As `kubectl rollout status` and kstatus: the observed generation first, then
 * the deadline, then the counts, then what the conditions add.
 */
export function verdictOf(deployment: DeploymentObject): Verdict {
  const { metadata, spec, status } = deployment;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  const counts = countsOf(deployment);
  if (spec?.paused) {
    return {
      health: 'suspended',
      message: `paused; ${counts.available} of ${counts.desired} pods are available`,
    };
  }
  const progressing = conditionOf(status.conditions, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return { health: 'degraded', message: describeCondition(progressing) };
  }
  const message = unfinished(counts);
  if (message !== undefined) {
    const failure = conditionOf(status.conditions, 'ReplicaFailure');
    return {
      health: 'progressing',
      message:
        failure?.status === 'True'
          ? `${message}; ${describeCondition(failure)}`
          : message,
    };
  }
  if (progressing && progressing.status !== 'True') {
    return { health: 'progressing', message: describeCondition(progressing) };
  }
  const available = conditionOf(status.conditions, 'Available');
  if (available && available.status !== 'True') {
    return { health: 'progressing', message: describeCondition(available) };
  }
  return counts.desired === 0
    ? { health: 'healthy', message: 'scaled to zero' }
    : { health: 'healthy' };
}

export function mapDeployment(
  deployment: DeploymentObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = deployment;
  const counts = countsOf(deployment);
  return readWorkload(context, {
    metadata,
    template: spec?.template,
    templateRevision: metadata.annotations[DEPLOYMENT_REVISION],
    verdict: verdictOf(deployment),
    replicas: status ? counts : { desired: counts.desired },
    surge: deploymentSurge(spec?.strategy, counts.desired),
    observedGeneration: status?.observedGeneration,
    conditions: status?.conditions ?? [],
  });
}
