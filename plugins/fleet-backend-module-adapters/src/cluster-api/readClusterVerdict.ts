import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  isBehind,
  notObserved,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readActivity } from './readActivity';
import {
  type ConditionSets,
  nameCondition,
  readFailure,
} from './readConditions';
import { readPhase } from './readLifecycle';
import { pausedVerdict } from './readPaused';
import { isWorking } from './readPoolVerdict';
import { type Part, partOfGate, readSummary } from './readSummary';
import {
  isFailingTopology,
  isUpgrading,
  readClass,
  topologyReconciled,
} from './readTopology';
import type { CapiCondition, ClusterObject } from './schema';

const AVAILABLE_PARTS: Part[] = [
  { type: 'Deleting', isNegative: true },
  { type: 'RemoteConnectionProbe' },
  { type: 'InfrastructureReady' },
  { type: 'ControlPlaneAvailable' },
  { type: 'WorkersAvailable' },
];

/** What is lost when these are false, is lost whatever else is under way. */
const VITAL = [
  'RemoteConnectionProbe',
  'InfrastructureReady',
  'ControlPlaneAvailable',
];

/** Not all machines are as they should be; the cluster is available all the same. */
const MACHINES = [
  'ControlPlaneMachinesReady',
  'WorkerMachinesReady',
  'ControlPlaneMachinesUpToDate',
  'WorkerMachinesUpToDate',
];

function availableOf(
  cluster: ClusterObject,
  conditions: readonly CapiCondition[],
): CapiCondition {
  const stated = conditionOf(conditions, 'Available');
  if (stated) return stated;
  const topology = conditionOf(conditions, 'TopologyReconciled');
  const isWaiting =
    topology?.status === 'False' && !isFailingTopology(topology);
  return readSummary('Available', conditions, [
    ...AVAILABLE_PARTS,
    ...((topology || readClass(cluster)) && !isWaiting
      ? [{ type: 'TopologyReconciled' }]
      : []),
    ...(cluster.spec?.availabilityGates ?? []).map(partOfGate),
  ]);
}

function activityOf(
  cluster: ClusterObject,
  sets: ConditionSets,
): string | undefined {
  const topology = topologyReconciled(sets);
  // It says the most: which machines wait for which.
  if (topology?.status === 'False' && !isFailingTopology(topology)) {
    return nameCondition(topology);
  }
  const { controlPlane, workers } =
    cluster.status?.v1beta2 ?? cluster.status ?? {};
  const counts = (machines: typeof workers) => ({
    desired: machines?.desiredReplicas,
    current: machines?.replicas,
  });
  const activity =
    readActivity(sets.current, counts(workers)) ??
    readActivity([], counts(controlPlane));
  if (activity) return activity;
  return isUpgrading(cluster, sets)
    ? `upgrading to ${cluster.spec?.topology?.version}`
    : undefined;
}

/** Whether the control plane has ever answered. */
function isInitialized(cluster: ClusterObject, sets: ConditionSets): boolean {
  const condition =
    conditionOf(sets.current, 'ControlPlaneInitialized') ??
    conditionOf(sets.old, 'ControlPlaneInitialized');
  if (condition) return condition.status === 'True';
  return !['pending', 'provisioning'].includes(readPhase(cluster));
}

function verdictOfCurrent(
  cluster: ClusterObject,
  sets: ConditionSets,
): Verdict {
  const { current } = sets;
  const available = availableOf(cluster, current);
  const activity = activityOf(cluster, sets);
  const message = describeCondition(available);
  if (available.status === 'True') {
    if (activity) return { health: 'progressing', message: activity };
    const machines = MACHINES.map(type => conditionOf(current, type)).find(
      condition => condition && condition.status !== 'True',
    );
    return machines
      ? { health: 'progressing', message: nameCondition(machines) }
      : { health: 'healthy' };
  }
  if (available.status !== 'False') {
    // Not yet reported is not yet made, but for a cluster that once was there.
    return activity && !conditionOf(current, 'Available')
      ? { health: 'progressing', message: activity }
      : { health: 'unknown', message };
  }
  if (!isInitialized(cluster, sets)) return { health: 'progressing', message };
  const topology = topologyReconciled(sets);
  const lost =
    VITAL.map(type => conditionOf(current, type)).find(
      condition => condition?.status === 'False',
    ) ?? (topology && isFailingTopology(topology) ? topology : undefined);
  if (lost) return { health: 'degraded', message: nameCondition(lost) };
  return activity
    ? { health: 'progressing', message: activity }
    : { health: 'degraded', message };
}

function verdictOfOld(cluster: ClusterObject, sets: ConditionSets): Verdict {
  const ready = conditionOf(sets.old, 'Ready');
  if (!ready) return { health: 'unknown', message: 'no Ready condition' };
  const message = describeCondition(ready);
  if (ready.status === 'True') {
    const activity = activityOf(cluster, sets);
    return activity
      ? { health: 'progressing', message: activity }
      : { health: 'healthy' };
  }
  if (ready.status !== 'False') return { health: 'unknown', message };
  return isWorking(ready) ||
    (ready.severity !== 'Error' && !isInitialized(cluster, sets))
    ? { health: 'progressing', message }
    : { health: 'degraded', message };
}

/**
 * The health of a cluster, as its management cluster tells it. Deletion, pause and
 * a status of an older specification go first.
 */
export function readClusterVerdict(
  cluster: ClusterObject,
  sets: ConditionSets,
  paused: boolean,
): Verdict {
  const { metadata, status } = cluster;
  const deleting = conditionOf(sets.current, 'Deleting');
  if (metadata.deletionTimestamp !== undefined || deleting?.status === 'True') {
    return deleting?.message
      ? { ...BEING_DELETED, message: `being deleted: ${deleting.message}` }
      : BEING_DELETED;
  }
  if (paused) return pausedVerdict(sets.current);
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  const failure = readFailure(status);
  if (failure) return { health: 'degraded', message: failure };
  if (sets.current.length) return verdictOfCurrent(cluster, sets);
  if (sets.old.length) return verdictOfOld(cluster, sets);
  return { health: 'unknown', message: 'no conditions' };
}
