import {
  type AnalysisFact,
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  latestTime,
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readAnalysisHealth, readParent, readPhase } from './readAnalysis';
import type { ExperimentObject } from './schema';

/** The first of its sets of pods that did not come up, where it says nothing itself. */
function failureOf({ status }: ExperimentObject): string | undefined {
  const failed = status?.templateStatuses.find(entry =>
    ['failed', 'error'].includes(readPhase(entry.status)),
  );
  return failed && `${failed.name}: ${failed.message || failed.status}`;
}

export function mapExperiment(
  experiment: ExperimentObject,
  context: MapContext,
): Mapped {
  const { kind, namespace, name } = context.source;
  if (!namespace) {
    return { skipped: 'malformed', detail: 'metadata.namespace: missing' };
  }
  const { metadata, status } = experiment;
  const verdict = readAnalysisHealth(metadata, status);
  const message = verdict.message ?? failureOf(experiment);
  const startedAt = timeOf(status?.availableAt);
  const fact: AnalysisFact = withoutUndefined({
    ...factBase(context, metadata, {
      changedAt: latestTime([
        startedAt,
        ...(status?.conditions ?? []).flatMap(condition => [
          condition.lastTransitionTime,
          condition.lastUpdateTime,
        ]),
      ]),
    }),
    type: 'analysis',
    engine: 'argo-rollouts',
    kind,
    namespace,
    name: boundedName(name),
    health: verdict.health,
    message: message ? boundedText(message) : undefined,
    verdict: readPhase(status?.phase),
    // Its time runs from when all of its pods were available.
    startedAt,
    parent: readParent(metadata, context),
    metrics: (status?.analysisRuns.items ?? []).map(run =>
      withoutUndefined({
        name: boundedName(run.name),
        verdict: readPhase(run.phase),
        message: run.message ? boundedText(run.message) : undefined,
      }),
    ),
  });
  return { facts: [fact] };
}
