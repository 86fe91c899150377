import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  type MapContext,
  type Mapped,
  readWorkload,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { CronJobObject } from './schema';

function activeRuns(count: number): string {
  return count === 1 ? '1 run is active' : `${count} runs are active`;
}

/**
 * A CronJob has no conditions. When it last began a run and when one last succeeded
 * tell how the last run ended, but only while none is active: the controller takes a
 * run from the list and notes its success in one write.
 */
function verdictOf(cronJob: CronJobObject): Verdict {
  const { metadata, spec, status } = cronJob;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (spec?.suspend) {
    const active = status?.active.length ?? 0;
    return {
      health: 'suspended',
      message: active ? `suspended; ${activeRuns(active)}` : 'suspended',
    };
  }
  if (!status) return { health: 'unknown', message: 'no status' };
  const scheduled = timeOf(status.lastScheduleTime);
  const succeeded = timeOf(status.lastSuccessfulTime);
  if (status.active.length > 0) {
    return {
      health: 'progressing',
      message: `${activeRuns(status.active.length)}; ${
        succeeded
          ? `the last success was at ${succeeded}`
          : 'none has succeeded yet'
      }`,
    };
  }
  if (scheduled === undefined) {
    return { health: 'unknown', message: 'it has not run yet' };
  }
  if (
    succeeded !== undefined &&
    Date.parse(succeeded) >= Date.parse(scheduled)
  ) {
    return { health: 'healthy' };
  }
  return {
    health: 'degraded',
    message: `the run of ${scheduled} did not succeed; ${
      succeeded ? `the last success was at ${succeeded}` : 'none ever has'
    }`,
  };
}

export function mapCronJob(
  cronJob: CronJobObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = cronJob;
  const { schedule, timeZone } = spec ?? {};
  return readWorkload(context, {
    metadata,
    template: spec?.jobTemplate?.spec?.template,
    verdict: verdictOf(cronJob),
    replicas: {},
    observedGeneration: undefined,
    conditions: [],
    changedAt: [status?.lastScheduleTime, status?.lastSuccessfulTime],
    // A run keeps the template that it began with.
    settled: status !== undefined && status.active.length === 0,
    runs: withoutUndefined({
      active: status?.active.length,
      schedule: schedule === undefined ? undefined : boundedName(schedule),
      timeZone: timeZone === undefined ? undefined : boundedName(timeZone),
      lastScheduledAt: timeOf(status?.lastScheduleTime),
      lastSucceededAt: timeOf(status?.lastSuccessfulTime),
    }),
  });
}
