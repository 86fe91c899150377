import type { Window } from './wholeDays';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WORKLOADS = 'cluster,namespace,controllerKind,controller';

/** One question about the hours of one day that are over. */
export type HourQuestion = {
  window: Window;
  /** How many hours the window has: as many sets are answered. */
  hours: number;
  path: string;
};

function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

/**
 * What is asked for by hour: yesterday, whose last hours came late, and today as far as it
 * is over. None of today within its first hour.
 *
 * @param query - how the tool is asked for a set for each hour
 */
export function hourQuestions(
  path: string,
  query: string,
  askedAt: string,
): HourQuestion[] {
  const now = Math.floor(Date.parse(askedAt) / HOUR_MS) * HOUR_MS;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return [
    { start: today - DAY_MS, end: today },
    { start: today, end: now },
  ]
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => {
      const window = { start: timestamp(start), end: timestamp(end) };
      return {
        window,
        hours: (end - start) / HOUR_MS,
        path: `${path}?window=${window.start},${window.end}&aggregate=${WORKLOADS}&${query}`,
      };
    });
}
