import {
  BEING_DELETED,
  isBehind,
  type MapContext,
  type Mapped,
  notObserved,
  readWorkload,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { DAEMON_SET_GENERATION } from '../running';
import { daemonSetSurge } from './readSurge';
import type { DaemonSetObject } from './schema';

/**
 * As `kubectl rollout status` and kstatus. How many pods are wanted stands in
 * the status, as it depends on the nodes. A DaemonSet has no deadline, so it
 * never says that it is stuck.
 */
export function verdictOf(daemonSet: DaemonSetObject): Verdict {
  const { metadata, spec, status } = daemonSet;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  const progressing = (message: string): Verdict => ({
    health: 'progressing',
    message,
  });
  const desired = status.desiredNumberScheduled;
  if (desired === undefined) {
    return progressing('the number of wanted pods is not counted yet');
  }
  const updated = status.updatedNumberScheduled ?? 0;
  const available = status.numberAvailable ?? 0;
  const { currentNumberScheduled: current, numberReady: ready } = status;
  const isOnDelete = spec?.updateStrategy?.type === 'OnDelete';
  if (current !== undefined && current < desired) {
    return progressing(`${current} of ${desired} nodes have their pod`);
  }
  if (updated < desired && !isOnDelete) {
    return progressing(`${updated} of ${desired} pods are updated`);
  }
  if (available < desired) {
    return progressing(`${available} of ${desired} pods are available`);
  }
  if (ready !== undefined && ready < desired) {
    return progressing(`${ready} of ${desired} pods are ready`);
  }
  if (updated < desired) {
    return {
      health: 'healthy',
      message: `${updated} of ${desired} pods are updated; the others are when someone deletes them`,
    };
  }
  return desired === 0
    ? { health: 'healthy', message: 'no node wants a pod' }
    : { health: 'healthy' };
}

export function mapDaemonSet(
  daemonSet: DaemonSetObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = daemonSet;
  return readWorkload(context, {
    metadata,
    template: spec?.template,
    templateRevision: metadata.annotations[DAEMON_SET_GENERATION],
    verdict: verdictOf(daemonSet),
    replicas: status
      ? {
          desired: status.desiredNumberScheduled,
          current: status.currentNumberScheduled,
          updated: status.updatedNumberScheduled ?? 0,
          ready: status.numberReady,
          available: status.numberAvailable ?? 0,
        }
      : {},
    surge: daemonSetSurge(spec?.updateStrategy, status?.desiredNumberScheduled),
    observedGeneration: status?.observedGeneration,
    conditions: status?.conditions ?? [],
  });
}
