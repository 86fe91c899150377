import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import {
  isSettled,
  type MapContext,
  type Mapped,
  readWorkload,
} from '@fleetview/backstage-plugin-fleet-node';
import { readObservedGeneration, readUnobserved } from './readGeneration';
import { readRolloutVerdict } from './readRolloutVerdict';
import { isFullyPromoted, readStrategy } from './readStrategy';
import { rolloutSurge } from './readSurge';
import type { RolloutObject } from './schema';

/** What the API server and the controller take when `spec.replicas` is not given. */
const DEFAULT_REPLICAS = 1;

function templateFromOf({ spec }: RolloutObject) {
  const reference = spec?.workloadRef;
  if (!reference || spec?.template) return undefined;
  const { apiVersion = '', kind, name } = reference;
  return {
    group: apiVersion.includes('/')
      ? boundedName(apiVersion.split('/')[0]).slice(0, 253)
      : '',
    kind: boundedName(kind),
    name: boundedName(name),
  };
}

export function mapRollout(
  rollout: RolloutObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = rollout;
  const desired = spec?.replicas ?? DEFAULT_REPLICAS;
  // A count of zero is left out of the status.
  const replicas = status
    ? {
        desired,
        current: status.replicas ?? 0,
        updated: status.updatedReplicas ?? 0,
        ready: status.readyReplicas ?? 0,
        available: status.availableReplicas ?? 0,
      }
    : { desired };
  const observedGeneration = readObservedGeneration(rollout);
  return readWorkload(context, {
    metadata,
    template: spec?.template,
    templateRevision: status?.currentPodHash,
    templateFrom: templateFromOf(rollout),
    verdict: readRolloutVerdict(rollout),
    replicas,
    surge: rolloutSurge(rollout, desired),
    observedGeneration,
    conditions: status?.conditions ?? [],
    changedAt: [
      status?.pauseConditions[0]?.startTime,
      status?.abortedAt,
      status?.restartedAt,
    ],
    settled:
      isSettled({ metadata, observedGeneration, replicas }) &&
      readUnobserved(rollout) === undefined &&
      isFullyPromoted(rollout),
    strategy: readStrategy(rollout),
  });
}
