const DAY_MS = 86_400_000;
/** More than a year: nobody has samples for longer. */
const MAX_DAYS = 400;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Of a week, and the days before and after. */
const MAX_HOURS = 9 * 24;
const HOUR_MS = DAY_MS / 24;

/** The hours of a window of whole hours; nothing where it is none. */
export function hoursOf(window: string): string[] | undefined {
  const [start, end, ...more] = window.split(',');
  if (more.length > 0 || !RFC_3339.test(start) || !RFC_3339.test(end ?? '')) {
    return undefined;
  }
  const [from, to] = [Date.parse(start), Date.parse(end)];
  if (!(from < to)) return undefined;
  return Array.from(
    { length: Math.min(MAX_HOURS, Math.ceil((to - from) / HOUR_MS)) },
    (_, index) =>
      new Date(from + index * HOUR_MS).toISOString().replace('.000Z', 'Z'),
  );
}

/**
 * The whole days of a window as cost tools write it; nothing where it is none.
 *
 * @param now - milliseconds since 1970
 */
export function daysOf(window: string, now: number): string[] | undefined {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const days = (from: number, to: number) =>
    Array.from(
      { length: Math.min(MAX_DAYS, Math.ceil((to - from) / DAY_MS)) },
      (_, index) =>
        new Date(from + index * DAY_MS).toISOString().replace('.000Z', 'Z'),
    );
  if (window === 'today') return days(today, today + DAY_MS);
  if (window === 'yesterday') return days(today - DAY_MS, today);
  const [start, end, ...more] = window.split(',');
  if (more.length > 0 || !RFC_3339.test(start) || !RFC_3339.test(end ?? '')) {
    return undefined;
  }
  const [from, to] = [Date.parse(start), Date.parse(end)];
  return from < to ? days(from, to) : undefined;
}
