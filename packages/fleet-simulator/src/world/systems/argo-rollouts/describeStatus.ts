import { toTimestamp } from '../../../clock';
import type { Condition } from '../../../types';
import { setCondition, withoutConditions } from '../../conditions';
import type { RolloutStatus } from './kinds';
import type { StepContext, StepResult } from './step';

function progressingOf(
  { rollout, hash }: StepContext,
  { phase, message = '' }: StepResult,
): Omit<Condition, 'type'> {
  const name = `${rollout.metadata.name}-${hash}`;
  switch (phase) {
    case 'Healthy':
      return {
        status: 'True',
        reason: 'NewReplicaSetAvailable',
        message: `ReplicaSet "${name}" has successfully progressed.`,
      };
    case 'Paused':
      return {
        status: 'Unknown',
        reason: 'RolloutPaused',
        message: 'Rollout is paused',
      };
    case 'Degraded':
      return {
        status: 'False',
        reason: 'RolloutAborted',
        message: message.replace(/^RolloutAborted: /, ''),
      };
    default:
      return {
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `ReplicaSet "${name}" is progressing.`,
      };
  }
}

function conditionsOf(context: StepContext, result: StepResult): Condition[] {
  const time = toTimestamp(context.now);
  const { phase } = result;
  const isHealthy = phase === 'Healthy';
  const wanted: Condition[] = [
    {
      type: 'Available',
      status: 'True',
      reason: 'AvailableReason',
      message: 'Rollout has minimum availability',
    },
    {
      type: 'Healthy',
      status: isHealthy ? 'True' : 'False',
      reason: 'RolloutHealthy',
      message: isHealthy ? 'Rollout is healthy' : 'Rollout is not healthy',
    },
    {
      type: 'Completed',
      status: isHealthy ? 'True' : 'False',
      reason: 'RolloutCompleted',
      message: isHealthy
        ? `Rollout completed update to revision ${context.revision}`
        : 'Rollout is not completed',
    },
    { type: 'Progressing', ...progressingOf(context, result) },
    ...(phase === 'Paused'
      ? [
          {
            type: 'Paused',
            status: 'True' as const,
            reason: 'RolloutPaused',
            message: 'Rollout is paused',
          },
        ]
      : []),
  ];
  return wanted.reduce(
    (list, condition) =>
      setCondition(list, condition, time, { withUpdateTime: true }),
    phase === 'Paused'
      ? context.status.conditions ?? []
      : withoutConditions(context.status.conditions, 'Paused'),
  );
}

/** The status after a step: what it changed, the counts, and the conditions. */
export function describeStatus(
  context: StepContext,
  result: StepResult,
): RolloutStatus {
  const { rollout, status, hash, sets } = context;
  const active = status.blueGreen?.activeSelector;
  const replicas = sets.podsOf(rollout).length;
  const ready = sets.readyOf(rollout);
  return {
    ...status,
    phase: result.phase,
    message: result.message,
    replicas,
    HPAReplicas: replicas,
    updatedReplicas: sets.podsOf(rollout, hash).length,
    readyReplicas: ready,
    // Of a blue-green rollout only what serves is available.
    availableReplicas: active ? sets.readyOf(rollout, active) : ready,
    selector: `app.kubernetes.io/name=${rollout.metadata.name}`,
    conditions: conditionsOf(context, result),
  };
}
