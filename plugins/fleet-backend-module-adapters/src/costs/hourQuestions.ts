import type { Window } from './wholeDays';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WORKLOADS = 'cluster,namespace,controllerKind,controller';

/** The hours of one day that are over. */
export type HourWindow = {
  window: Window;
  /** How many hours the window has. */
  hours: number;
};

/** One question about them: as many sets are answered as there are hours. */
export type HourQuestion = HourWindow & { path: string };

function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

/**
 * What is asked for by hour: yesterday, whose last hours came late, and today as far as it
 * is over. None of today within its first hour.
 */
export function hourWindows(askedAt: string): HourWindow[] {
  const now = Math.floor(Date.parse(askedAt) / HOUR_MS) * HOUR_MS;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return [
    { start: today - DAY_MS, end: today },
    { start: today, end: now },
  ]
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => ({
      window: { start: timestamp(start), end: timestamp(end) },
      hours: (end - start) / HOUR_MS,
    }));
}

/**
 * The questions of a cost tool.
 *
 * @param query - how the tool is asked for a set for each hour
 */
export function hourQuestions(
  path: string,
  query: string,
  askedAt: string,
): HourQuestion[] {
  return hourWindows(askedAt).map(({ window, hours }) => ({
    window,
    hours,
    path: `${path}?window=${window.start},${window.end}&aggregate=${WORKLOADS}&${query}`,
  }));
}
