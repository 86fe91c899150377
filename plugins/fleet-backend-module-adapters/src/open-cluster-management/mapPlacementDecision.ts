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
import { nameIn, readObject } from './readObject';
import type { PlacementDecisionObject } from './schema';

/** Whole keys: one that is put together is looked up anew each time. */
const LABELS = {
  rule: 'cluster.open-cluster-management.io/placementrule',
  placement: 'cluster.open-cluster-management.io/placement',
  groupName: 'cluster.open-cluster-management.io/decision-group-name',
  groupIndex: 'cluster.open-cluster-management.io/decision-group-index',
} as const;

function verdictOf({ metadata, status }: PlacementDecisionObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  return status.decisions.items.length
    ? { health: 'healthy' }
    : { health: 'unknown', message: 'no cluster is chosen' };
}

/** The Placement, or the older PlacementRule, that decided. */
function parentOf(
  { metadata }: PlacementDecisionObject,
  context: MapContext,
): PlacementFact['parent'] {
  const { labels, ownerReferences } = metadata;
  const owner = ownerReferences.find(({ kind }) =>
    ['Placement', 'PlacementRule'].includes(kind),
  );
  const rule = labels[LABELS.rule];
  const name = labels[LABELS.placement] || rule || owner?.name;
  if (!name) return undefined;
  const isRule =
    !labels[LABELS.placement] && (rule || owner?.kind === 'PlacementRule');
  return withoutUndefined({
    kind: isRule ? 'PlacementRule' : 'Placement',
    namespace: context.source.namespace,
    name: boundedName(name),
  });
}

/** One of several objects that together hold what a Placement decided. */
export function mapPlacementDecision(
  decision: PlacementDecisionObject,
  context: MapContext,
): Mapped {
  const { metadata, status } = decision;
  const group =
    nameIn(metadata.labels[LABELS.groupName]) ??
    nameIn(metadata.labels[LABELS.groupIndex]);
  const fact: PlacementFact = joinDefined(
    factBase(context, metadata, { subject: { type: 'none' } }),
    { type: 'placement' },
    readObject(context, verdictOf(decision)),
    {
      generators: [],
      strategy: 'all-at-once',
      steps: [],
      deliveries: [],
      total: 0,
      clusters: status?.decisions.items.map(({ clusterName, reason }) =>
        withoutUndefined({
          name: boundedName(clusterName),
          group,
          reason: reason ? boundedText(reason) : undefined,
        }),
      ),
      clustersTotal: status?.decisions.total,
      parent: parentOf(decision, context),
    },
  );
  return { facts: [fact] };
}
