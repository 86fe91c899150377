import {
  BEING_DELETED,
  isBehind,
  type MapContext,
  type Mapped,
  notObserved,
  readWorkload,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import type { StatefulSetObject } from './schema';

type Counts = {
  desired: number;
  current: number;
  updated: number;
  ready: number;
  available: number;
};

/** What the API server writes when `spec.replicas` is not given. */
const DEFAULT_REPLICAS = 1;

function countsOf({ spec, status }: StatefulSetObject): Counts {
  const ready = status?.readyReplicas ?? 0;
  const isOneRevision =
    status?.updateRevision !== undefined &&
    status.updateRevision === status.currentRevision;
  return {
    desired: spec?.replicas ?? DEFAULT_REPLICAS,
    current: status?.replicas ?? 0,
    // With one revision the pods of the current one are those of the update.
    updated:
      status?.updatedReplicas ??
      (isOneRevision ? status?.currentReplicas : undefined) ??
      0,
    ready,
    // Servers before 1.22 do not state it; without a minimum time a ready pod
    // is an available one.
    available: status?.availableReplicas ?? (spec?.minReadySeconds ? 0 : ready),
  };
}

/**
 * As `kubectl rollout status` and kstatus. A StatefulSet has no deadline, so it
 * never says that it is stuck.
 */
export function verdictOf(statefulSet: StatefulSetObject): Verdict {
  const { metadata, spec, status } = statefulSet;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  const { desired, current, updated, ready, available } = countsOf(statefulSet);
  const progressing = (message: string): Verdict => ({
    health: 'progressing',
    message,
  });
  if (current < desired) {
    return progressing(`${current} of ${desired} pods are created`);
  }
  if (ready < desired) {
    return progressing(`${ready} of ${desired} pods are ready`);
  }
  if (available < desired) {
    return progressing(`${available} of ${desired} pods are available`);
  }
  if (current > desired) {
    return progressing(`${current - desired} pods are to end`);
  }
  const isOneRevision = status.updateRevision === status.currentRevision;
  const strategy = spec?.updateStrategy;
  if (strategy?.type === 'OnDelete') {
    return isOneRevision || updated >= desired
      ? { health: 'healthy' }
      : {
          health: 'healthy',
          message: `${updated} of ${desired} pods are updated; the others are when someone deletes them`,
        };
  }
  const partition = strategy?.rollingUpdate?.partition;
  if (partition !== undefined) {
    const wanted = Math.max(0, desired - partition);
    if (updated < wanted) {
      return progressing(`${updated} of ${wanted} pods are updated`);
    }
    return partition > 0 && !isOneRevision
      ? {
          health: 'healthy',
          message: `${updated} of ${desired} pods are updated; the partition holds the others back`,
        }
      : { health: 'healthy' };
  }
  if ((status.currentReplicas ?? 0) < desired) {
    return progressing(
      `${
        status.currentReplicas ?? 0
      } of ${desired} pods are at the current revision`,
    );
  }
  if (!isOneRevision) {
    return progressing(`${updated} of ${desired} pods are updated`);
  }
  return desired === 0
    ? { health: 'healthy', message: 'scaled to zero' }
    : { health: 'healthy' };
}

export function mapStatefulSet(
  statefulSet: StatefulSetObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = statefulSet;
  const counts = countsOf(statefulSet);
  return readWorkload(context, {
    metadata,
    template: spec?.template,
    templateRevision: status?.updateRevision,
    verdict: verdictOf(statefulSet),
    replicas: status ? counts : { desired: counts.desired },
    // A pod is made once the one that had its name is gone.
    surge: 0,
    observedGeneration: status?.observedGeneration,
    conditions: status?.conditions ?? [],
  });
}
