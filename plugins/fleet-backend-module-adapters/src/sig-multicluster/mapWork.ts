import {
  boundedName,
  boundedText,
  type BroughtResource,
  type DeliveryFact,
  type Sync,
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
  notObserved,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  isOutdated,
  lastTransition,
  readObject,
  readResource,
} from './readObject';
import type { WorkObject } from './schema';

const MAX_FAILURES = 50;

function appliedOf({ status }: WorkObject): Condition | undefined {
  return conditionOf(status?.conditions, 'Applied');
}

/** Nothing in a Work tells more than that its objects are there. */
function verdictOf(work: WorkObject): Verdict {
  const { metadata, status } = work;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const applied = appliedOf(work);
  if (!applied) return { health: 'unknown', message: 'nothing applied yet' };
  if (isOutdated(metadata, applied)) {
    return notObserved(metadata.generation, applied.observedGeneration);
  }
  if (applied.status === 'False') {
    return { health: 'degraded', message: describeCondition(applied) };
  }
  const available = conditionOf(status?.conditions, 'Available');
  if (available?.status === 'False' && !isOutdated(metadata, available)) {
    return { health: 'missing', message: describeCondition(available) };
  }
  return {
    health: 'unknown',
    message:
      applied.status === 'True'
        ? 'applied; how it runs is not told'
        : describeCondition(applied),
  };
}

function syncOf(work: WorkObject): { sync: Sync; message?: string } {
  const applied = appliedOf(work);
  if (!applied) return { sync: 'unknown', message: 'nothing applied yet' };
  if (isOutdated(work.metadata, applied)) {
    return {
      sync: 'out-of-sync',
      message: `generation ${work.metadata.generation} is not applied yet`,
    };
  }
  if (applied.status === 'True') return { sync: 'synced' };
  return {
    sync: applied.status === 'False' ? 'out-of-sync' : 'unknown',
    message: describeCondition(applied),
  };
}

function operationOf(work: WorkObject): DeliveryFact['operation'] {
  const applied = appliedOf(work);
  if (!applied || isOutdated(work.metadata, applied)) return undefined;
  if (applied.status !== 'True' && applied.status !== 'False') return undefined;
  const failures = (work.status?.manifestConditions.items ?? [])
    .flatMap(({ identifier, conditions }) => {
      const failed = conditionOf(conditions, 'Applied');
      if (failed?.status !== 'False') return [];
      const { kind, namespace, name } = readResource(identifier);
      return [
        withoutUndefined({
          kind,
          namespace,
          name,
          message: boundedText(describeCondition(failed)),
        }),
      ];
    })
    .slice(0, MAX_FAILURES);
  return withoutUndefined({
    phase:
      applied.status === 'True' ? ('succeeded' as const) : ('failed' as const),
    message: boundedText(describeCondition(applied)),
    finishedAt: timeOf(applied.lastTransitionTime),
    failures: failures.length ? failures : undefined,
  });
}

function bringsOf({ spec, status }: WorkObject): DeliveryFact['brings'] {
  const told = status?.manifestConditions;
  return {
    resources: (told?.items ?? []).map(
      ({ identifier, conditions }): BroughtResource => {
        const of = (type: string) => conditionOf(conditions, type)?.status;
        const syncs = { True: 'synced', False: 'out-of-sync' } as const;
        const applied = of('Applied');
        return withoutUndefined({
          ...readResource(identifier),
          sync:
            applied === 'True' || applied === 'False'
              ? syncs[applied]
              : undefined,
          health:
            of('Available') === 'False' ? ('missing' as const) : undefined,
        });
      },
    ),
    total: Math.max(told?.total ?? 0, spec?.workload?.manifests.total ?? 0),
  };
}

/** It lies in the namespace that the hub keeps for its cluster. */
export function mapWork(work: WorkObject, context: MapContext): Mapped {
  const { metadata, status } = work;
  const { namespace } = context.source;
  const { sync, message } = syncOf(work);
  const fact: DeliveryFact = joinDefined(
    factBase(context, metadata, {
      subject: namespace
        ? { type: 'reference', name: boundedName(namespace) }
        : { type: 'none' },
      changedAt: lastTransition(status?.conditions),
    }),
    { type: 'delivery' },
    readObject(context, verdictOf(work)),
    {
      sync,
      syncMessage: message ? boundedText(message) : undefined,
      suspended: false,
      sources: [],
      images: [],
      operation: operationOf(work),
      history: [], // The status stays as it was when its cluster is gone.
      heartbeat: { state: 'unstated' },
      brings: bringsOf(work),
    },
  );
  return { facts: [fact] };
}
