import {
  boundedName,
  boundedText,
  type PlacementFact,
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
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { isOutdated } from './readCondition';
import { lastTransition, readObject } from './readObject';
import type { ManifestWorkReplicaSetObject, RolloutStrategy } from './schema';

const MAX_ENTRIES = 50;

/** How far it is, in numbers, as far as there are any. */
function summaryOf({ status }: ManifestWorkReplicaSetObject): string {
  const { total, applied, available, degraded } = status?.summary ?? {};
  const of = (count: number | undefined, word: string) =>
    count === undefined ? [] : [`${count} of ${total ?? '?'} ${word}`];
  return [
    ...of(applied, 'applied'),
    ...of(available, 'available'),
    ...(degraded ? of(degraded, 'degraded') : []),
  ].join(', ');
}

function verdictOf(set: ManifestWorkReplicaSetObject): Verdict {
  const { metadata, status } = set;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const of = (type: string) => conditionOf(status?.conditions, type);
  const verified = of('PlacementVerified');
  const rolledOut = of('PlacementRolledOut');
  const applied = of('ManifestworkApplied');
  const summary = summaryOf(set);
  const because = (health: Verdict['health'], condition: Condition) => ({
    health,
    message: [describeCondition(condition), summary].filter(Boolean).join('; '),
  });
  for (const condition of [verified, rolledOut, applied]) {
    if (condition && isOutdated(metadata, condition)) {
      return notObserved(metadata.generation, condition.observedGeneration);
    }
  }
  if (verified?.status === 'False') return because('degraded', verified);
  if (status?.summary?.degraded) {
    return { health: 'degraded', message: summary };
  }
  if (applied?.status === 'False' && applied.reason === 'NotAsExpected') {
    return because('degraded', applied);
  }
  for (const condition of [rolledOut, applied]) {
    if (condition?.status === 'False') return because('progressing', condition);
  }
  if (rolledOut?.status === 'True' && applied?.status === 'True') {
    return summary
      ? { health: 'healthy', message: summary }
      : { health: 'healthy' };
  }
  return {
    health: 'unknown',
    message: status?.conditions.length ? 'no rollout is stated' : 'no status',
  };
}

function strategyOf({
  spec,
}: ManifestWorkReplicaSetObject): PlacementFact['strategy'] {
  const types = new Set(
    (spec?.placementRefs ?? []).map(
      // What the API server writes when nothing is given.
      ({ rolloutStrategy }) => rolloutStrategy?.type ?? 'All',
    ),
  );
  const words = [...types].map(type => {
    switch (type) {
      case 'All':
        return 'all-at-once';
      case 'Progressive':
      case 'ProgressivePerGroup':
        return 'rolling';
      default:
        return 'unknown';
    }
  });
  const distinct = [...new Set(words)];
  return distinct.length === 1 ? distinct[0] : 'unknown';
}

function stepsOfStrategy(strategy: RolloutStrategy): string[] {
  const details =
    strategy?.type === 'ProgressivePerGroup'
      ? strategy.progressivePerGroup
      : strategy?.progressive;
  if (!strategy?.type?.startsWith('Progressive')) return [];
  const rest =
    strategy.type === 'ProgressivePerGroup'
      ? 'the other decision groups, one after the other'
      : `the other clusters, at most ${
          details?.maxConcurrency ?? 'a decision group'
        } at a time`;
  const limits = [
    ...(details?.maxFailures
      ? [`at most ${details.maxFailures} may fail`]
      : []),
    ...(details?.progressDeadline && details.progressDeadline !== 'None'
      ? [`${details.progressDeadline} for each`]
      : []),
  ];
  return [
    ...(details?.mandatoryDecisionGroups ?? []).map(
      ({ groupName, groupIndex }) =>
        `decision group ${groupName || (groupIndex ?? '?')}`,
    ),
    [rest, ...limits].join(', '),
  ];
}

/** Per placement, and how many of its decision groups are let go on. */
function stepsOf({ spec, status }: ManifestWorkReplicaSetObject): string[] {
  const references = spec?.placementRefs ?? [];
  return references.flatMap(({ name, rolloutStrategy }) => {
    const groups = status?.placementSummary.find(
      entry => entry.name === name,
    )?.availableDecisionGroups;
    const prefix = references.length > 1 ? `${name}: ` : '';
    return [
      ...stepsOfStrategy(rolloutStrategy),
      ...(groups ? [`decision groups let go on: ${groups}`] : []),
    ].map(step => `${prefix}${step}`);
  });
}

/**
 * What makes a ManifestWork for each cluster of its Placements. The works have
 * its name; the clusters are those that the Placements' decisions name.
 */
export function mapManifestWorkReplicaSet(
  set: ManifestWorkReplicaSetObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = set;
  const [first] = spec?.placementRefs ?? [];
  const verified = conditionOf(status?.conditions, 'PlacementVerified');
  const fact: PlacementFact = joinDefined(
    factBase(context, metadata, {
      subject: { type: 'none' },
      changedAt: lastTransition(status?.conditions),
    }),
    { type: 'placement' },
    readObject(context, verdictOf(set)),
    {
      generators: first ? ['placementRefs'] : [],
      strategy: strategyOf(set),
      steps: stepsOf(set).slice(0, MAX_ENTRIES).map(boundedText),
      deliveries: [],
      total: status?.summary?.total ?? 0,
      clustersTotal: status?.summary?.desiredTotal ?? status?.summary?.total,
      notChosen:
        verified?.status === 'False'
          ? [boundedText(describeCondition(verified))]
          : undefined,
      parent: first
        ? withoutUndefined({
            kind: 'Placement',
            namespace: context.source.namespace,
            name: boundedName(first.name),
          })
        : undefined,
    },
  );
  return { facts: [fact] };
}
