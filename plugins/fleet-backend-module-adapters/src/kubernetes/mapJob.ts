import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  type MapContext,
  type Mapped,
  readWorkload,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { JobObject } from './schema';

type Condition = NonNullable<JobObject['status']>['conditions'][number];

function holding(job: JobObject, type: string): Condition | undefined {
  const condition = conditionOf(job.status?.conditions, type);
  return condition?.status === 'True' ? condition : undefined;
}

/** What is done of it, for a job that has not ended. */
function progressOf({ spec, status }: JobObject): string {
  const { active = 0, succeeded = 0, failed = 0 } = status ?? {};
  const wanted =
    spec?.completions === undefined ? '' : ` of ${spec.completions}`;
  return [
    `${succeeded}${wanted} pods succeeded`,
    ...(active > 0 ? [`${active} run`] : []),
    ...(failed > 0 ? [`${failed} failed so far`] : []),
  ].join(', ');
}

/**
 * By the conditions that end a job, each by its name. A job is not observed by
 * generation: its pod template never changes.
 */
function verdictOf(job: JobObject): Verdict {
  const { metadata, spec, status } = job;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  const failed = holding(job, 'Failed') ?? holding(job, 'FailureTarget');
  if (failed) return { health: 'degraded', message: describeCondition(failed) };
  if (holding(job, 'Complete')) {
    return !status.succeeded && status.failed
      ? {
          health: 'degraded',
          message: `complete, yet none of its pods succeeded and ${status.failed} failed`,
        }
      : { health: 'healthy' };
  }
  if (holding(job, 'SuccessCriteriaMet')) {
    return { health: 'progressing', message: 'succeeded; its last pods end' };
  }
  const suspended = holding(job, 'Suspended');
  if (spec?.suspend) {
    return suspended
      ? { health: 'suspended', message: describeCondition(suspended) }
      : { health: 'progressing', message: 'being suspended' };
  }
  if (suspended) return { health: 'progressing', message: 'being resumed' };
  return status.startTime === undefined
    ? { health: 'progressing', message: 'not started yet' }
    : { health: 'progressing', message: progressOf(job) };
}

function isOfCronJob({ metadata }: JobObject): boolean {
  return metadata.ownerReferences.some(
    ({ apiVersion, kind }) =>
      kind === 'CronJob' && apiVersion.startsWith('batch/'),
  );
}

function hasEnded(job: JobObject): boolean {
  return ['Complete', 'Failed'].some(type => holding(job, type));
}

export function mapJob(job: JobObject, context: MapContext): Mapped {
  const { metadata, spec, status } = job;
  // A CronJob keeps its last ones for reading their logs. What became of the last
  // is its own to say: a failed one stays here long after others have succeeded.
  if (isOfCronJob(job) && hasEnded(job)) return { facts: [] };
  const conditions = status?.conditions ?? [];
  const ended = holding(job, 'Complete') ?? holding(job, 'Failed');
  return readWorkload(context, {
    metadata,
    template: spec?.template,
    verdict: verdictOf(job),
    replicas: {},
    observedGeneration: undefined,
    conditions,
    changedAt: [status?.startTime, status?.completionTime],
    // Its template is what it runs; it is done with it once it has succeeded.
    settled: holding(job, 'Complete') !== undefined,
    runs: withoutUndefined({
      // The controller leaves counts of zero out.
      active: status ? status.active ?? 0 : undefined,
      succeeded: status ? status.succeeded ?? 0 : undefined,
      failed: status ? status.failed ?? 0 : undefined,
      completions: spec?.completions,
      startedAt: timeOf(status?.startTime),
      finishedAt: timeOf(status?.completionTime ?? ended?.lastTransitionTime),
    }),
  });
}
