import {
  boundedName,
  boundedText,
  type PlacementFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readObject } from './readObject';
import type { PlacementDecisionObject } from './schema';

function verdictOf({ metadata, decisions }: PlacementDecisionObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  return decisions.items.length
    ? { health: 'healthy' }
    : { health: 'unknown', message: 'no cluster is chosen' };
}

export function mapPlacementDecision(
  decision: PlacementDecisionObject,
  context: MapContext,
): Mapped {
  const { metadata, decisions, schedulerName } = decision;
  const fact: PlacementFact = joinDefined(
    factBase(context, metadata, { subject: { type: 'none' } }),
    { type: 'placement' },
    readObject(context, verdictOf(decision)),
    {
      generators: schedulerName ? [boundedName(schedulerName)] : [],
      strategy: 'all-at-once',
      steps: [],
      deliveries: [],
      total: 0,
      clusters: decisions.items.map(({ clusterProfileRef, reason }) => {
        const namespace =
          clusterProfileRef.namespace || context.source.namespace;
        return withoutUndefined({
          name: boundedName(clusterProfileRef.name),
          namespace: namespace ? boundedName(namespace) : undefined,
          reason: reason ? boundedText(reason) : undefined,
        });
      }),
      clustersTotal: decisions.total,
    },
  );
  return { facts: [fact] };
}
