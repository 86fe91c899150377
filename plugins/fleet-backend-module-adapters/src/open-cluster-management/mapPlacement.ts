import {
  boundedText,
  type PlacementFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  notObserved,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { isOutdated } from './readCondition';
import { lastTransition, readObject } from './readObject';
import type { LabelSelector, PlacementObject } from './schema';

const MAX_ENTRIES = 50;
const MAX_NAMES = 20;

function verdictOf({ metadata, status }: PlacementObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const conditions = status?.conditions;
  const misconfigured = conditionOf(conditions, 'PlacementMisconfigured');
  const satisfied = conditionOf(conditions, 'PlacementSatisfied');
  for (const condition of [misconfigured, satisfied]) {
    if (condition && isOutdated(metadata, condition)) {
      return notObserved(metadata.generation, condition.observedGeneration);
    }
  }
  if (misconfigured?.status === 'True') {
    return { health: 'degraded', message: describeCondition(misconfigured) };
  }
  if (satisfied?.status === 'True') return { health: 'healthy' };
  if (satisfied?.status === 'False') {
    return { health: 'degraded', message: describeCondition(satisfied) };
  }
  return {
    health: 'unknown',
    message: satisfied ? describeCondition(satisfied) : 'no status',
  };
}

function names(values: readonly string[]): string {
  const more = values.length - MAX_NAMES;
  return more > 0
    ? `${values.slice(0, MAX_NAMES).join(', ')} and ${more} more`
    : values.join(', ');
}

function describeSelector(selector: LabelSelector): string {
  return [
    ...Object.entries(selector.matchLabels ?? {}).map(
      ([key, value]) => `${key} = ${value}`,
    ),
    ...selector.matchExpressions.map(({ key, operator, values }) =>
      `${key} ${operator} ${names(values)}`.trim(),
    ),
  ].join(' and ');
}

type Predicate = NonNullable<PlacementObject['spec']>['predicates'][number];

/** What one predicate demands of a cluster; nothing, where it names no requirement. */
function describePredicate({ requiredClusterSelector }: Predicate): string {
  const { labelSelector, claimSelector, celSelector } =
    requiredClusterSelector ?? {};
  const labels = labelSelector ? describeSelector(labelSelector) : '';
  const claims = claimSelector ? describeSelector(claimSelector) : '';
  const expressions = celSelector?.celExpressions ?? [];
  return [
    ...(labels ? [`labels: ${labels}`] : []),
    ...(claims ? [`claims: ${claims}`] : []),
    ...(expressions.length ? [`expressions: ${names(expressions)}`] : []),
  ].join('; ');
}

/** What keeps clusters out: what the scheduler says first, then what was asked for. */
function notChosenOf({ spec, status }: PlacementObject): string[] {
  const misconfigured = conditionOf(
    status?.conditions,
    'PlacementMisconfigured',
  );
  const satisfied = conditionOf(status?.conditions, 'PlacementSatisfied');
  // One predicate is enough for a cluster.
  const predicates = (spec?.predicates ?? [])
    .slice(0, MAX_ENTRIES)
    .map(describePredicate);
  return [
    ...(misconfigured?.status === 'True'
      ? [describeCondition(misconfigured)]
      : []),
    ...(satisfied?.status === 'False' ? [describeCondition(satisfied)] : []),
    ...(spec?.clusterSets.length
      ? [`Only clusters of the sets ${names(spec.clusterSets)} are considered.`]
      : []),
    ...(predicates.some(text => text !== '')
      ? [`A cluster must have ${predicates.filter(Boolean).join(', or ')}.`]
      : []),
    ...(spec?.numberOfClusters === undefined
      ? []
      : [`At most ${spec.numberOfClusters} clusters are chosen.`]),
  ]
    .slice(0, MAX_ENTRIES)
    .map(boundedText);
}

function generatorsOf({ spec }: PlacementObject): string[] {
  const selectors = (spec?.predicates ?? []).map(
    ({ requiredClusterSelector }) => requiredClusterSelector,
  );
  return [
    ...(spec?.clusterSets.length ? ['clusterSets'] : []),
    ...(selectors.some(selector => selector?.labelSelector)
      ? ['labelSelector']
      : []),
    ...(selectors.some(selector => selector?.claimSelector)
      ? ['claimSelector']
      : []),
    ...(selectors.some(selector => selector?.celSelector)
      ? ['celSelector']
      : []),
  ];
}

/** Decision groups: whoever rolls out by groups goes in this order. */
function stepsOf({ status }: PlacementObject): string[] {
  const groups = status?.decisionGroups ?? [];
  if (groups.length < 2 && !groups[0]?.decisionGroupName) return [];
  return groups
    .slice(0, MAX_ENTRIES)
    .map(({ decisionGroupIndex, decisionGroupName, clusterCount }, index) =>
      boundedText(
        `${decisionGroupName || `group ${decisionGroupIndex ?? index}`}: ${
          clusterCount ?? 'an unknown number of'
        } ${clusterCount === 1 ? 'cluster' : 'clusters'}`,
      ),
    );
}

export function mapPlacement(
  placement: PlacementObject,
  context: MapContext,
): Mapped {
  const { metadata, status } = placement;
  const notChosen = notChosenOf(placement);
  const fact: PlacementFact = joinDefined(
    factBase(context, metadata, {
      subject: { type: 'none' },
      changedAt: lastTransition(status?.conditions),
    }),
    { type: 'placement' },
    readObject(context, verdictOf(placement)),
    {
      generators: generatorsOf(placement),
      strategy: 'all-at-once',
      steps: stepsOf(placement),
      deliveries: [],
      total: 0,
      clustersTotal: status?.numberOfSelectedClusters,
      notChosen: notChosen.length ? notChosen : undefined,
    },
  );
  return { facts: [fact] };
}
