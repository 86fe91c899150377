import type { PoolFact } from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  isBehind,
  notObserved,
  type ObjectMetadata,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readActivity } from './readActivity';
import {
  type ConditionSets,
  nameCondition,
  readFailure,
} from './readConditions';
import { pausedVerdict } from './readPaused';
import type { CapiCondition, MachineDeploymentObject } from './schema';

/** `Ready=False` or `Available=False` of the older set for these reasons is work, whatever its severity. */
const WORKING_REASONS = ['RollingUpdateInProgress', 'ScalingUp', 'ScalingDown'];

/** Phases in which machines come or go. */
const WORKING_PHASES = [
  'Pending',
  'Provisioning',
  'Provisioned',
  'ScalingUp',
  'ScalingDown',
  'Scaling',
  'Updating',
];

/** What is told of machines that are managed together. */
export type PoolStatement = {
  metadata: ObjectMetadata;
  status:
    | Omit<NonNullable<MachineDeploymentObject['status']>, 'versions'>
    | undefined;
  sets: ConditionSets;
  paused: boolean;
  replicas: PoolFact['replicas'];
  /** The sums of either set, where the kind has them. */
  summaries: { current?: string; old: string };
  /** Conditions of the newer set that mean trouble when false although the sum may be true. */
  worries?: readonly string[];
  /** Whether it has ever been there; without it nothing can be missed. */
  isBegun?: boolean;
  /** A lack is a lack while machines are replaced too. */
  isStrict?: boolean;
};

/** Whether a condition of the older set that is not true is no trouble. */
export function isWorking(condition: CapiCondition): boolean {
  return (
    condition.severity === 'Info' ||
    WORKING_REASONS.includes(condition.reason ?? '')
  );
}

function shortfall(replicas: PoolFact['replicas']): string | undefined {
  const { desired, ready, available, upToDate } = replicas;
  if (desired === undefined) return undefined;
  if (ready !== undefined && ready < desired) {
    return `${ready} of ${desired} machines are ready`;
  }
  if (available !== undefined && available < desired) {
    return `${available} of ${desired} machines are available`;
  }
  if (upToDate !== undefined && upToDate < desired) {
    return `${upToDate} of ${desired} machines are up to date`;
  }
  return undefined;
}

function activityOf({ sets, status, replicas }: PoolStatement) {
  const activity = readActivity(sets.current, replicas);
  if (activity || sets.current.length || !status?.phase) return activity;
  return WORKING_PHASES.includes(status.phase)
    ? `the phase is ${status.phase}`
    : undefined;
}

/** Where no condition sums it up: all counts, or nothing is known. */
function verdictOfCounts({ replicas, sets }: PoolStatement): Verdict {
  const { desired, current, ready } = replicas;
  if (desired === undefined || current === undefined || ready === undefined) {
    return {
      health: 'unknown',
      message:
        sets.current.length || sets.old.length
          ? 'no condition that sums up, and not all counts'
          : 'no conditions, and not all counts',
    };
  }
  return { health: 'healthy' };
}

function verdictOfSummary(
  statement: PoolStatement,
  summary: CapiCondition,
  activity: string | undefined,
): Verdict {
  const { isBegun = true, isStrict = false, sets } = statement;
  const message = describeCondition(summary);
  switch (summary.status) {
    case 'True':
      return { health: 'healthy' };
    case 'False':
      if (!isBegun) return { health: 'progressing', message };
      if (!sets.current.includes(summary) && isWorking(summary)) {
        return { health: 'progressing', message };
      }
      return activity && !isStrict
        ? { health: 'progressing', message: activity }
        : { health: 'degraded', message };
    default:
      return { health: 'unknown', message };
  }
}

/**
 * The health of machines that are managed together. Deletion, pause and a status
 * of an older specification go first, then what the conditions sum up, then what
 * is under way.
 */
export function readPoolVerdict(statement: PoolStatement): Verdict {
  const { metadata, status, sets, summaries, worries = [] } = statement;
  const deleting = conditionOf(sets.current, 'Deleting');
  if (metadata.deletionTimestamp !== undefined || deleting?.status === 'True') {
    return deleting?.message
      ? { ...BEING_DELETED, message: `being deleted: ${deleting.message}` }
      : BEING_DELETED;
  }
  if (statement.paused) return pausedVerdict(sets.current);
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  const failure = readFailure(status);
  if (failure) return { health: 'degraded', message: failure };

  const activity = activityOf(statement);
  const summary =
    (summaries.current && conditionOf(sets.current, summaries.current)) ||
    conditionOf(sets.old, summaries.old);
  const verdict = summary
    ? verdictOfSummary(statement, summary, activity)
    : verdictOfCounts(statement);
  if (summary && verdict.health !== 'healthy') return verdict;
  if (activity) return { health: 'progressing', message: activity };
  const worry = worries
    .map(type => conditionOf(sets.current, type))
    .find(condition => condition?.status === 'False');
  if (worry) return { health: 'degraded', message: nameCondition(worry) };
  const missing = shortfall(statement.replicas);
  if (missing) return { health: 'progressing', message: missing };
  return verdict;
}
