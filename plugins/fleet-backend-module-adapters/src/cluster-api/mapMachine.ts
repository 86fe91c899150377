import {
  BEING_DELETED,
  type Condition,
  conditionOf,
  describeCondition,
  isBehind,
  type MapContext,
  type Mapped,
  notObserved,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  type ConditionSets,
  nameCondition,
  readConditions,
  readFailure,
} from './readConditions';
import { pausedVerdict, readPaused } from './readPaused';
import { PART_LABELS, readPool } from './readPool';
import { isWorking } from './readPoolVerdict';
import { type Part, partOfGate, readSummary } from './readSummary';
import type { CapiCondition, MachineObject } from './schema';

/** What `Ready` of a Machine is made from, besides its readiness gates. */
const READY_PARTS: Part[] = [
  { type: 'Deleting', isNegative: true },
  { type: 'Updating', isNegative: true, isOptional: true },
  { type: 'BootstrapConfigReady' },
  { type: 'InfrastructureReady' },
  { type: 'NodeHealthy' },
  { type: 'HealthCheckSucceeded', isOptional: true },
  { type: 'OwnerRemediated', isOptional: true },
];

/** False only when a machine has failed, not while it comes up. `Reconciled` is what Rancher adds. */
const FAILURES = ['HealthCheckSucceeded', 'OwnerRemediated', 'Reconciled'];

function readyOf(
  { spec }: MachineObject,
  { current, old }: ConditionSets,
): CapiCondition | undefined {
  if (!current.length) return conditionOf(old, 'Ready');
  return (
    conditionOf(current, 'Ready') ??
    readSummary('Ready', current, [
      ...READY_PARTS,
      ...(spec?.readinessGates ?? []).map(partOfGate),
    ])
  );
}

function verdictOfReady(
  { status }: MachineObject,
  ready: CapiCondition | undefined,
  sets: ConditionSets,
): Verdict {
  if (!ready) return { health: 'unknown', message: 'no Ready condition' };
  const message = describeCondition(ready);
  const progressing: Verdict = { health: 'progressing', message };
  const isUpdating =
    conditionOf(sets.current, 'Updating')?.status === 'True' ||
    status?.phase === 'Updating';
  if (ready.status === 'True') {
    return isUpdating ? progressing : { health: 'healthy' };
  }
  if (ready.status !== 'False' && ready.status !== 'Unknown') {
    return { health: 'unknown', message };
  }
  const isStated = conditionOf(sets.current, 'Ready') ?? !sets.current.length;
  if (ready.status === 'Unknown' && !isStated) {
    return { health: 'unknown', message };
  }
  // Before it has become a node, what is not ready is on its way.
  if (isUpdating || !status?.nodeRef) {
    return ready.severity === 'Error'
      ? { health: 'degraded', message }
      : progressing;
  }
  if (ready.status === 'Unknown') return { health: 'unknown', message };
  return !sets.current.length && isWorking(ready)
    ? progressing
    : { health: 'degraded', message };
}

function verdictOf(
  machine: MachineObject,
  ready: CapiCondition | undefined,
  sets: ConditionSets,
  paused: boolean,
): Verdict {
  const { metadata, status } = machine;
  const deleting = conditionOf(sets.current, 'Deleting');
  if (metadata.deletionTimestamp !== undefined || deleting?.status === 'True') {
    return deleting
      ? {
          ...BEING_DELETED,
          message: `being deleted: ${describeCondition(deleting)}`,
        }
      : BEING_DELETED;
  }
  if (paused) return pausedVerdict(sets.current);
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  const failure = readFailure(status);
  if (failure) return { health: 'degraded', message: failure };
  const failed = FAILURES.map(type => conditionOf(sets.current, type)).find(
    condition => condition?.status === 'False',
  );
  if (failed) return { health: 'degraded', message: nameCondition(failed) };
  const reconciled = conditionOf(sets.current, 'Reconciled');
  if (reconciled?.status === 'Unknown') {
    return { health: 'progressing', message: nameCondition(reconciled) };
  }
  if (!sets.current.length && !sets.old.length) {
    return { health: 'unknown', message: 'no conditions' };
  }
  return verdictOfReady(machine, ready, sets);
}

function tally(condition: Pick<Condition, 'status'> | undefined) {
  if (condition?.status === 'True') return 1;
  return condition?.status === 'False' ? 0 : undefined;
}

export function mapMachine(
  machine: MachineObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = machine;
  const sets = readConditions(status, context.source.version);
  const paused = readPaused(metadata, undefined, sets.current);
  const ready = readyOf(machine, sets);
  return readPool(
    {
      metadata,
      clusterName: spec?.clusterName,
      sets,
      role: 'machine',
      verdict: verdictOf(machine, ready, sets, paused),
      paused,
      replicas: {
        desired: metadata.deletionTimestamp === undefined ? 1 : 0,
        current: 1,
        ready: tally(ready),
        available: tally(conditionOf(sets.current, 'Available')),
        upToDate: tally(conditionOf(sets.current, 'UpToDate')),
      },
      version: status?.nodeInfo?.kubeletVersion,
      desiredVersion: spec?.version,
      node: status?.nodeRef?.name,
      labels: PART_LABELS,
    },
    context,
  );
}
