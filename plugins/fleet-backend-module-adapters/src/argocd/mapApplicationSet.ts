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
  latestTime,
  type MapContext,
  type Mapped,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readChosenClusters } from './readChosenClusters';
import { healthOf } from './readHealth';
import type { ApplicationSetObject } from './schema';

const MAX_ENTRIES = 50;
const MAX_NESTING = 3;
const NOT_GENERATORS = new Set(['selector']);

/** Each condition is read by its name, so that their order says nothing. */
function verdictOf(applicationSet: ApplicationSetObject): Verdict {
  if (applicationSet.metadata.deletionTimestamp !== undefined) {
    return BEING_DELETED;
  }
  const conditions = applicationSet.status?.conditions;
  const error = conditionOf(conditions, 'ErrorOccurred');
  const upToDate = conditionOf(conditions, 'ResourcesUpToDate');
  const rollout = conditionOf(conditions, 'RolloutProgressing');
  const because = (condition: Condition) => ({
    message: describeCondition(condition),
  });
  if (error?.status === 'True')
    return { health: 'degraded', ...because(error) };
  if (upToDate?.status === 'False') {
    return { health: 'degraded', ...because(upToDate) };
  }
  if (rollout?.status === 'True') {
    return { health: 'progressing', ...because(rollout) };
  }
  if (upToDate?.status === 'True') return { health: 'healthy' };
  // Newer versions sum the conditions up. What they are summed up from is surer.
  const stated = applicationSet.status?.health;
  const health = healthOf(stated?.status);
  if (health && health !== 'healthy') {
    return { health, message: stated?.message };
  }
  return {
    health: 'unknown',
    message: applicationSet.status ? 'no condition tells' : 'no status',
  };
}

function generatorKinds(
  generators: readonly Record<string, unknown>[],
  nesting = 0,
): string[] {
  return generators.flatMap(generator =>
    Object.entries(generator).flatMap(([kind, value]) => {
      if (NOT_GENERATORS.has(kind)) return [];
      const nested =
        typeof value === 'object' && value !== null && 'generators' in value
          ? value.generators
          : [];
      const isRecord = (entry: unknown): entry is Record<string, unknown> =>
        typeof entry === 'object' && entry !== null && !Array.isArray(entry);
      return [
        boundedName(kind),
        ...(Array.isArray(nested) && nesting < MAX_NESTING
          ? generatorKinds(nested.filter(isRecord), nesting + 1)
          : []),
      ];
    }),
  );
}

function strategyOf({ spec }: ApplicationSetObject): PlacementFact['strategy'] {
  switch (spec?.strategy?.type) {
    case 'RollingSync':
      return 'rolling';
    case undefined:
    case '':
    case 'AllAtOnce':
      return 'all-at-once';
    default:
      return 'unknown';
  }
}

function stepsOf({ spec }: ApplicationSetObject): string[] {
  return (spec?.strategy?.rollingSync?.steps ?? []).map(step => {
    const selected =
      step.matchExpressions
        .map(({ key, operator, values }) =>
          `${key} ${operator} ${values.join(', ')}`.trim(),
        )
        .join(' and ') || 'everything that is left';
    return boundedText(
      step.maxUpdate === undefined
        ? selected
        : `${selected}, at most ${step.maxUpdate} at a time`,
    );
  });
}

function deliveriesOf({
  status,
}: ApplicationSetObject): PlacementFact['deliveries'] {
  const rollout = new Map(
    status?.applicationStatus.map(entry => [entry.application, entry]),
  );
  const deliveries = (status?.resources.items ?? [])
    .filter(resource => resource.kind === 'Application')
    .map(resource => ({
      namespace: resource.namespace,
      name: resource.name,
      health: resource.health?.status,
    }));
  const named = new Set(deliveries.map(delivery => delivery.name));
  for (const application of rollout.keys()) {
    if (!named.has(application)) {
      deliveries.push({
        namespace: undefined,
        name: application,
        health: undefined,
      });
    }
  }
  return deliveries.slice(0, 5000).map(({ namespace, name, health }) => {
    const progress = rollout.get(name);
    const state = progress?.status ?? health;
    return withoutUndefined({
      namespace: namespace ? boundedName(namespace) : undefined,
      name: boundedName(name),
      step: progress?.step ? boundedName(progress.step) : undefined,
      status: state ? boundedName(state) : undefined,
      message: progress?.message ? boundedText(progress.message) : undefined,
      since: timeOf(progress?.lastTransitionTime),
    });
  });
}

export function mapApplicationSet(
  applicationSet: ApplicationSetObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = applicationSet;
  const verdict = verdictOf(applicationSet);
  const deliveries = deliveriesOf(applicationSet);
  const clusters = readChosenClusters(applicationSet);
  const fact: PlacementFact = withoutUndefined({
    ...factBase(context, metadata, {
      subject: { type: 'none' },
      changedAt: latestTime(
        (status?.conditions ?? []).map(
          condition => condition.lastTransitionTime,
        ),
      ),
    }),
    type: 'placement',
    engine: 'argocd',
    kind: context.source.kind,
    namespace: context.source.namespace,
    name: boundedName(context.source.name),
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    generators: [...new Set(generatorKinds(spec?.generators ?? []))].slice(
      0,
      MAX_ENTRIES,
    ),
    strategy: strategyOf(applicationSet),
    steps: stepsOf(applicationSet).slice(0, MAX_ENTRIES),
    deliveries,
    total: Math.max(
      status?.resourcesCount ?? status?.resources.total ?? 0,
      deliveries.length,
    ),
    clusters,
    clustersTotal: clusters?.length,
  });
  return { facts: [fact] };
}
