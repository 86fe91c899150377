import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  isBehind,
  type MapContext,
  type Mapped,
  notObserved,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { type ConditionSets, readConditions } from './readConditions';
import { pausedVerdict, readPaused } from './readPaused';
import { readPool } from './readPool';
import type { MachineHealthCheckObject } from './schema';

function verdictOf(
  { metadata, status }: MachineHealthCheckObject,
  sets: ConditionSets,
  paused: boolean,
): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (paused) return pausedVerdict(sets.current);
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  const allowed =
    conditionOf(sets.current, 'RemediationAllowed') ??
    conditionOf(sets.old, 'RemediationAllowed');
  if (allowed?.status === 'False') {
    return {
      health: 'degraded',
      message: `remediation has stopped: ${describeCondition(allowed)}`,
    };
  }
  const { expectedMachines, currentHealthy } = status;
  if (
    allowed?.status !== 'True' ||
    expectedMachines === undefined ||
    currentHealthy === undefined
  ) {
    return {
      health: 'unknown',
      message: allowed ? 'not all counts' : 'no RemediationAllowed condition',
    };
  }
  if (currentHealthy < expectedMachines) {
    return {
      health: 'degraded',
      message: `${currentHealthy} of ${expectedMachines} machines are healthy`,
    };
  }
  return { health: 'healthy' };
}

export function mapMachineHealthCheck(
  check: MachineHealthCheckObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = check;
  const sets = readConditions(status, context.source.version);
  const paused = readPaused(metadata, undefined, sets.current);
  return readPool(
    {
      metadata,
      clusterName: spec?.clusterName,
      sets,
      role: 'health-check',
      verdict: verdictOf(check, sets, paused),
      paused,
      replicas: {
        desired: status?.expectedMachines,
        ready: status?.currentHealthy,
      },
      remediationsAllowed: status?.remediationsAllowed,
    },
    context,
  );
}
