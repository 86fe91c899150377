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
import {
  hasEnded,
  readAnalysisHealth,
  readParent,
  readPhase,
} from './readAnalysis';
import type { AnalysisRunObject } from './schema';

type Status = NonNullable<AnalysisRunObject['status']>;
type MetricResult = Status['metricResults']['items'][number];

function metricOf(result: MetricResult): AnalysisFact['metrics'][number] {
  const last = result.measurements.at(-1);
  return withoutUndefined({
    name: boundedName(result.name),
    verdict: readPhase(result.phase),
    dryRun: result.dryRun || undefined,
    message: result.message ? boundedText(result.message) : undefined,
    // The controller leaves counts of zero out.
    successful: result.successful ?? 0,
    failed: result.failed ?? 0,
    inconclusive: result.inconclusive ?? 0,
    error: result.error ?? 0,
    lastValue: last?.value ? boundedText(last.value) : undefined,
  });
}

export function mapAnalysisRun(
  run: AnalysisRunObject,
  context: MapContext,
): Mapped {
  const { kind, namespace, name } = context.source;
  if (!namespace) {
    return { skipped: 'malformed', detail: 'metadata.namespace: missing' };
  }
  const { metadata, status } = run;
  const verdict = readAnalysisHealth(metadata, status);
  const results = status?.metricResults.items ?? [];
  const measured = results.flatMap(result => result.measurements);
  const lastMeasured = latestTime(
    measured.map(measurement => measurement.finishedAt),
  );
  const startedAt = timeOf(status?.startedAt);
  // Controllers before 1.8 do not say when it was done: with its last measurement.
  const finishedAt = hasEnded(status?.phase)
    ? timeOf(status?.completedAt) ?? lastMeasured
    : undefined;
  const fact: AnalysisFact = withoutUndefined({
    ...factBase(context, metadata, {
      changedAt: finishedAt ?? lastMeasured ?? startedAt,
    }),
    type: 'analysis',
    engine: 'argo-rollouts',
    kind,
    namespace,
    name: boundedName(name),
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    verdict: readPhase(status?.phase),
    startedAt,
    finishedAt,
    parent: readParent(metadata, context),
    metrics: results.map(metricOf),
  });
  return { facts: [fact] };
}
