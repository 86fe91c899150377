import {
  type AutoscalerFact,
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  factBase,
  latestTime,
  type MapContext,
  type Mapped,
  notObserved,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readAutoscalerConditions } from './readAutoscalerConditions';
import type { HorizontalPodAutoscalerObject } from './schema';

/** What the API server writes when `spec.minReplicas` is not given. */
const DEFAULT_MINIMUM = 1;

/** By what the conditions mean: whether it can read its metrics and change its target. */
function verdictOf(autoscaler: HorizontalPodAutoscalerObject): Verdict {
  const { metadata, status } = autoscaler;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  const { generation } = metadata;
  // Most servers give it no generation, and its controller states none.
  const { observedGeneration: observed } = status;
  const conditions = readAutoscalerConditions(autoscaler);
  if (
    generation !== undefined &&
    observed !== undefined &&
    observed < generation
  ) {
    return notObserved(generation, observed);
  }
  const able = conditionOf(conditions, 'AbleToScale');
  const active = conditionOf(conditions, 'ScalingActive');
  if (able?.status === 'False') {
    return { health: 'degraded', message: describeCondition(able) };
  }
  if (active?.status === 'False') {
    return {
      // Somebody has set its target to zero, which turns it off.
      health: active.reason === 'ScalingDisabled' ? 'suspended' : 'degraded',
      message: describeCondition(active),
    };
  }
  if (able?.status !== 'True' || active?.status !== 'True') {
    const missing = able?.status === 'True' ? active : able;
    return {
      health: 'unknown',
      message: missing
        ? describeCondition(missing)
        : 'no word on whether it scales',
    };
  }
  const { currentReplicas: current = 0, desiredReplicas: desired } = status;
  if (desired !== undefined && current !== desired) {
    return {
      health: 'progressing',
      message: `from ${current} to ${desired} replicas`,
    };
  }
  const limited = conditionOf(conditions, 'ScalingLimited');
  return limited?.status === 'True'
    ? { health: 'healthy', message: describeCondition(limited) }
    : { health: 'healthy' };
}

function groupOf(apiVersion = ''): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : boundedName(apiVersion.slice(0, slash)).slice(0, 253);
}

export function mapHorizontalPodAutoscaler(
  autoscaler: HorizontalPodAutoscalerObject,
  context: MapContext,
): Mapped {
  const { kind, namespace, name } = context.source;
  if (!namespace) {
    return { skipped: 'malformed', detail: 'metadata.namespace: missing' };
  }
  const { metadata, spec, status } = autoscaler;
  const { scaleTargetRef: target } = spec;
  const verdict = verdictOf(autoscaler);
  const conditions = readAutoscalerConditions(autoscaler);
  const fact: AutoscalerFact = withoutUndefined({
    ...factBase(context, metadata, {
      changedAt: latestTime([
        ...conditions.map(({ lastTransitionTime }) => lastTransitionTime),
        status?.lastScaleTime,
      ]),
    }),
    type: 'autoscaler',
    kind,
    namespace,
    name: boundedName(name),
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    target: {
      group: groupOf(target.apiVersion),
      kind: boundedName(target.kind),
      name: boundedName(target.name),
    },
    minimum: spec.minReplicas ?? DEFAULT_MINIMUM,
    maximum: spec.maxReplicas,
    // Left out of the status when it is zero; the desired number never is.
    current: status ? status.currentReplicas ?? 0 : undefined,
    desired: status?.desiredReplicas,
    limited: conditionOf(conditions, 'ScalingLimited')?.status === 'True',
  });
  return { facts: [fact] };
}
