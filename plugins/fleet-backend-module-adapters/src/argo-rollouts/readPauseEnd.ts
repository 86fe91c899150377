import type { WorkloadStrategy } from '@fleetview/backstage-plugin-fleet-common';
import { timeOf } from '@fleetview/backstage-plugin-fleet-node';
import type { RolloutObject } from './schema';

type PauseEnd = Pick<WorkloadStrategy, 'approval' | 'pausedUntil'>;

const BY_HAND: PauseEnd = { approval: 'manual' };

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600 };
/** As durations of Go, `1h30m`, or a number alone, which is of seconds. */
const DURATION = /^(?:\d{1,9}(?:\.\d{1,9})?[smh])+$/;

/** Seconds; nothing where it is no duration. */
function secondsOf(duration: unknown): number | undefined {
  const text = String(duration);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!DURATION.test(text)) return undefined;
  return [...text.matchAll(/([\d.]+)([smh])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit],
    0,
  );
}

function endsAfter(seconds: number, startTime: string | undefined): PauseEnd {
  const began = Date.parse(timeOf(startTime) ?? '');
  const end = new Date(began + seconds * 1_000);
  const until = Number.isNaN(end.getTime())
    ? undefined
    : timeOf(end.toISOString());
  return {
    approval: 'automatic',
    ...(until === undefined ? {} : { pausedUntil: until }),
  };
}

function endOf(
  { reason, startTime }: { reason?: string; startTime?: string },
  { spec, status }: RolloutObject,
): PauseEnd {
  const { canary, blueGreen } = spec?.strategy ?? {};
  switch (reason) {
    case 'CanaryPauseStep': {
      const pause = canary?.steps[status?.currentStepIndex ?? 0]?.pause;
      // Another step by now, or one that cannot be read: nothing says how it ends.
      if (!pause) return {};
      if (pause.duration === undefined || pause.duration === null) {
        return BY_HAND;
      }
      const seconds = secondsOf(pause.duration);
      return seconds === undefined ? {} : endsAfter(seconds, startTime);
    }
    case 'BlueGreenPause': {
      const seconds = blueGreen?.autoPromotionSeconds;
      if (seconds) return endsAfter(seconds, startTime);
      return blueGreen?.autoPromotionEnabled === false ? BY_HAND : {};
    }
    // What neither succeeded nor failed is for a person to judge.
    case 'InconclusiveAnalysisRun':
    case 'InconclusiveExperiment':
      return BY_HAND;
    default:
      return {};
  }
}

/**
 * What ends the pause of a rollout: somebody who goes on, or time, with when that
 * is. Of several pauses the one that somebody has to end counts, as the others end
 * by themselves; nothing where one of them does not say.
 */
export function readPauseEnd(rollout: RolloutObject): PauseEnd {
  const { spec, status } = rollout;
  if (spec?.paused) return BY_HAND;
  const ends = (status?.pauseConditions ?? []).map(each =>
    endOf(each, rollout),
  );
  if (ends.length === 0) return {};
  if (ends.some(({ approval }) => approval === 'manual')) return BY_HAND;
  if (ends.some(({ approval }) => approval === undefined)) return {};
  const times = ends.map(({ pausedUntil }) => pausedUntil);
  const latest = times.includes(undefined)
    ? undefined
    : (times as string[]).sort().at(-1);
  return {
    approval: 'automatic',
    ...(latest === undefined ? {} : { pausedUntil: latest }),
  };
}
