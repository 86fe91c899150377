import {
  boundedName,
  boundedText,
  type ClusterFact,
  type ClusterLifecycle,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  type Condition,
  conditionOf,
  describeCondition,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { lastTransition, readObject } from './readObject';
import type { ClusterCuratorObject } from './schema';

const CURATIONS: Record<string, ClusterLifecycle> = {
  install: 'provisioning',
  scale: 'provisioning',
  upgrade: 'upgrading',
  destroy: 'deleting',
  'delete-cluster-namespace': 'deleting',
};

type Run = 'running' | 'done' | 'failed' | undefined;

/** `False` means that it still goes on, whatever the reason says. */
function runOf(job: Condition | undefined): Run {
  if (job?.status === 'True') {
    if (job.reason === 'Job_failed') return 'failed';
    return job.reason === 'Job_has_finished' ? 'done' : undefined;
  }
  return job?.status === 'False' ? 'running' : undefined;
}

function jobOf({ status }: ClusterCuratorObject): Condition | undefined {
  return conditionOf(status?.conditions, 'clustercurator-job');
}

function verdictOf(curator: ClusterCuratorObject): Verdict {
  if (curator.metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const job = jobOf(curator);
  const message = job ? describeCondition(job) : undefined;
  switch (runOf(job)) {
    case 'failed':
      return { health: 'degraded', message };
    case 'running': {
      const upgrade = conditionOf(
        curator.status?.conditions,
        'monitor-upgrade',
      );
      return { health: 'progressing', message: upgrade?.message || message };
    }
    case 'done':
      return { health: 'healthy', message };
    default:
      return {
        health: 'unknown',
        message: message ?? 'no run is stated',
      };
  }
}

function lifecycleOf(curator: ClusterCuratorObject): ClusterLifecycle {
  const asked = curator.spec?.desiredCuration ?? '';
  const asks = Object.hasOwn(CURATIONS, asked) ? CURATIONS[asked] : 'unknown';
  switch (runOf(jobOf(curator))) {
    case 'failed':
      return 'failed';
    case 'running':
      return asks;
    case 'done':
      return asks === 'unknown' || asks === 'deleting' ? asks : 'provisioned';
    default:
      return 'unknown';
  }
}

/** Hooks and jobs that failed, each with its own message. */
function blockersOf({ status }: ClusterCuratorObject): string[] {
  return (status?.conditions ?? [])
    .filter(
      condition =>
        condition.status === 'True' && condition.reason === 'Job_failed',
    )
    .slice(0, 10)
    .map(condition =>
      boundedText(`${condition.type}: ${describeCondition(condition)}`),
    );
}

/** An install, upgrade or removal that the hub runs on the cluster of its name. */
export function mapClusterCurator(
  curator: ClusterCuratorObject,
  context: MapContext,
): Mapped {
  const fact: ClusterFact = joinDefined(
    factBase(context, curator.metadata, {
      subject: { type: 'reference', name: boundedName(context.source.name) },
      changedAt: lastTransition(curator.status?.conditions),
    }),
    { type: 'cluster' },
    readObject(context, verdictOf(curator)),
    {
      lifecycle: lifecycleOf(curator),
      heartbeat: { state: 'unstated' },
      claims: {},
      sets: [],
      taints: [],
      blockedBy: blockersOf(curator),
      references: [],
    },
  );
  return { facts: [fact] };
}
