import {
  boundedName,
  boundedText,
  type ServiceFact,
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
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { isOutdated, lastTransition, readObject } from './readObject';
import type { ServiceExportObject } from './schema';

function because(health: Verdict['health'], condition: Condition): Verdict {
  return { health, message: describeCondition(condition) };
}

/**
 * `Ready` tells whether it is exported. Implementations of older drafts do not set
 * it; that it is `Valid` then says that it may be exported, not that it is.
 */
function verdictOf({ metadata, status }: ServiceExportObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const of = (type: string) => conditionOf(status?.conditions, type);
  const valid = of('Valid');
  const ready = of('Ready');
  const conflict = of('Conflict');
  for (const condition of [valid, ready, conflict]) {
    if (condition && isOutdated(metadata, condition)) {
      return notObserved(metadata.generation, condition.observedGeneration);
    }
  }
  if (valid?.status === 'False') return because('degraded', valid);
  if (conflict?.status === 'True') return because('degraded', conflict);
  if (ready?.status === 'False') {
    return because(
      ready.reason === 'Pending' ? 'progressing' : 'degraded',
      ready,
    );
  }
  if (ready?.status === 'True') return { health: 'healthy' };
  if (ready) return because('unknown', ready);
  return {
    health: 'unknown',
    message:
      valid?.status === 'True'
        ? 'valid; whether it is exported is not said'
        : 'no status',
  };
}

export function mapServiceExport(
  serviceExport: ServiceExportObject,
  context: MapContext,
): Mapped {
  const { metadata, status } = serviceExport;
  const conflict = conditionOf(status?.conditions, 'Conflict');
  const fact: ServiceFact = joinDefined(
    factBase(context, metadata, {
      changedAt: lastTransition(status?.conditions),
    }),
    { type: 'service' },
    readObject(context, verdictOf(serviceExport)),
    {
      namespace: boundedName(context.source.namespace ?? ''),
      direction: 'exported',
      addressing: 'unknown',
      ips: [],
      ports: [],
      clusters: [],
      conflict:
        conflict?.status === 'True'
          ? boundedText(describeCondition(conflict))
          : undefined,
    },
  );
  return { facts: [fact] };
}
