import {
  boundedName,
  boundedText,
  type SourceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  conditionOf,
  factBase,
  isBehind,
  latestTime,
  type MapContext,
  type Mapped,
  notObserved,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { nameCondition, readConditions } from './readConditions';
import { pausedVerdict, readPaused } from './readPaused';
import type { CapiCondition, ClusterClassObject } from './schema';

/** In the older set the first had another name. */
const REQUIRED = [
  ['VariablesReady', 'VariablesReconciled'],
  ['RefVersionsUpToDate'],
];

function verdictOf(
  { metadata, status }: ClusterClassObject,
  conditions: readonly CapiCondition[],
  paused: boolean,
): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (paused) return pausedVerdict(conditions);
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  const found = REQUIRED.map(names =>
    names.map(name => conditionOf(conditions, name)).find(Boolean),
  );
  const bad = found.find(condition => condition?.status === 'False');
  if (bad) return { health: 'degraded', message: nameCondition(bad) };
  for (const [index, condition] of found.entries()) {
    if (condition?.status !== 'True') {
      return {
        health: 'unknown',
        message: condition
          ? nameCondition(condition)
          : `no ${REQUIRED[index][0]} condition`,
      };
    }
  }
  return { health: 'healthy' };
}

export function mapClusterClass(
  clusterClass: ClusterClassObject,
  context: MapContext,
): Mapped {
  const { metadata, status } = clusterClass;
  const { kind, namespace, name, version } = context.source;
  const { current, old } = readConditions(status, version);
  const conditions = current.length ? current : old;
  const paused = readPaused(metadata, undefined, current);
  const verdict = verdictOf(clusterClass, conditions, paused);
  const fact: SourceFact = withoutUndefined({
    ...factBase(context, metadata, {
      subject: { type: 'none' },
      changedAt: latestTime(
        conditions.map(({ lastTransitionTime }) => lastTransitionTime),
      ),
    }),
    type: 'source',
    engine: 'cluster-api',
    kind,
    namespace,
    name: boundedName(name),
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    suspended: paused,
  });
  return { facts: [fact] };
}
