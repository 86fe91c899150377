import type {
  DeliveryFact,
  Sync,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  type Condition,
  conditionOf,
  describeCondition,
  notObserved,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { isOutdated } from './readCondition';
import { nameIn } from './readObject';
import type { ManifestWorkObject } from './schema';

const MAX_FAILURES = 50;

function conditionIn({ status }: ManifestWorkObject, type: string) {
  return conditionOf(status?.conditions, type);
}

/** The condition of a type, unless it speaks of an older specification. */
function presentIn(work: ManifestWorkObject, type: string) {
  const condition = conditionIn(work, type);
  return condition && !isOutdated(work.metadata, condition)
    ? condition
    : undefined;
}

/** Whether the agent has applied the present specification, and why not. */
export function readSync(work: ManifestWorkObject): {
  sync: Sync;
  message?: string;
} {
  const applied = conditionIn(work, 'Applied');
  if (!applied) return { sync: 'unknown', message: 'nothing applied yet' };
  if (isOutdated(work.metadata, applied)) {
    return {
      sync: 'out-of-sync',
      message: `generation ${work.metadata.generation} is not applied yet`,
    };
  }
  switch (applied.status) {
    case 'True':
      return { sync: 'synced' };
    case 'False':
      return { sync: 'out-of-sync', message: describeCondition(applied) };
    default:
      return { sync: 'unknown', message: describeCondition(applied) };
  }
}

function failuresOf({ status }: ManifestWorkObject) {
  return (status?.resourceStatus?.manifests.items ?? [])
    .flatMap(({ resourceMeta, conditions }) => {
      const applied = conditionOf(conditions, 'Applied');
      if (applied?.status !== 'False') return [];
      return [
        withoutUndefined({
          kind: boundedName(resourceMeta.kind || resourceMeta.resource || ''),
          namespace: nameIn(resourceMeta.namespace),
          name: boundedName(resourceMeta.name ?? ''),
          message: boundedText(describeCondition(applied)),
        }),
      ];
    })
    .slice(0, MAX_FAILURES);
}

/**
 * The rollout of the present specification, as the hub's own rollouts judge it:
 * nothing before the agent has applied it; then `Progressing`, which rules of the
 * work make; a degraded one only fails while it still goes on.
 */
export function readOperation(
  work: ManifestWorkObject,
): DeliveryFact['operation'] {
  const applied = presentIn(work, 'Applied');
  if (applied?.status === 'False') {
    return withoutUndefined({
      phase: 'failed' as const,
      message: boundedText(describeCondition(applied)),
      finishedAt: timeOf(applied.lastTransitionTime),
      failures: failuresOf(work),
    });
  }
  if (applied?.status !== 'True') return undefined;
  const stated = conditionIn(work, 'Progressing');
  if (!stated) {
    return withoutUndefined({
      phase: 'succeeded' as const,
      message: boundedText(describeCondition(applied)),
      finishedAt: timeOf(applied.lastTransitionTime),
    });
  }
  const progressing = presentIn(work, 'Progressing');
  if (!progressing) return undefined;
  const time = timeOf(progressing.lastTransitionTime);
  if (progressing.status === 'False') {
    return withoutUndefined({
      phase: 'succeeded' as const,
      message: boundedText(describeCondition(progressing)),
      finishedAt: time,
    });
  }
  const degraded = presentIn(work, 'Degraded');
  return withoutUndefined(
    degraded?.status === 'True'
      ? {
          phase: 'failed' as const,
          message: boundedText(describeCondition(degraded)),
          startedAt: time,
        }
      : {
          phase: 'running' as const,
          message: boundedText(describeCondition(progressing)),
          startedAt: time,
        },
  );
}

function because(health: Verdict['health'], condition: Condition): Verdict {
  return { health, message: describeCondition(condition) };
}

/**
 * The health of a work. `Available` only means that the objects exist: what
 * proves more is a rule's `Progressing` or `Complete`, or what was fed back of
 * every object.
 *
 * @param brought - the verdict on what it brings, by feedback
 */
export function readHealth(
  work: ManifestWorkObject,
  brought: Verdict,
): Verdict {
  const { metadata, status } = work;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const applied = conditionIn(work, 'Applied');
  if (!applied) {
    return {
      health: 'unknown',
      message: status?.conditions.length ? 'no condition Applied' : 'no status',
    };
  }
  if (isOutdated(metadata, applied)) {
    return notObserved(metadata.generation, applied.observedGeneration);
  }
  if (applied.status === 'False') return because('degraded', applied);
  if (applied.status !== 'True') return because('unknown', applied);
  const degraded = presentIn(work, 'Degraded');
  if (degraded?.status === 'True') return because('degraded', degraded);
  const available = presentIn(work, 'Available');
  if (available?.status === 'False') return because('missing', available);
  const progressing = conditionIn(work, 'Progressing');
  if (progressing && isOutdated(metadata, progressing)) {
    return notObserved(metadata.generation, progressing.observedGeneration);
  }
  if (progressing && progressing.status !== 'False') {
    return because('progressing', progressing);
  }
  // What is fed back may be worse than what the rules look at, never better.
  if (brought.health === 'degraded' || brought.health === 'missing') {
    return brought;
  }
  if (brought.health === 'progressing') return brought;
  const complete = presentIn(work, 'Complete');
  if (progressing || complete?.status === 'True') return { health: 'healthy' };
  if (available?.status === 'Unknown') return because('unknown', available);
  return brought;
}
