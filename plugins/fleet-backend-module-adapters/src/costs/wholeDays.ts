const DAY_MS = 86_400_000;

/** A stretch of time; the end is excluded. RFC 3339 in UTC. */
export type Window = { start: string; end: string };

function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

/**
 * The last whole days in UTC, the newest last. What is asked for then changes once a
 * day, and so does what is answered, but for corrections.
 */
export function wholeDays(askedAt: string, count: number): Window[] {
  const today = Math.floor(Date.parse(askedAt) / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, index) => ({
    start: timestamp(today - (count - index) * DAY_MS),
    end: timestamp(today - (count - index - 1) * DAY_MS),
  }));
}

/** A day that is asked for. */
export type AskedDay = {
  window: Window;
  /** Whether it may be without data: what is known of the others is believed all the same. */
  isHistory: boolean;
};

/** The days that settings ask for, the newest last: those of history, then those of which there have to be data. */
export function askedDays(
  askedAt: string,
  { days, historyDays }: { days: number; historyDays: number },
): AskedDay[] {
  return wholeDays(askedAt, historyDays + days).map((window, index) => ({
    window,
    isHistory: index < historyDays,
  }));
}

/** The day itself, to tell items of one day from those of another. */
export function dayOf({ start }: Window): string {
  return start.slice(0, 10);
}
