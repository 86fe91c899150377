import type { Window } from './wholeDays';

/** Clocks, and the minute in which a pod was last seen. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * Why the times of a row cannot be of the window that was asked for; nothing where they
 * can. What it is of is what was asked for, so that a row of another time is none.
 */
export function outsideOf(
  window: Window,
  row: { start?: string; end?: string },
): string | undefined {
  const from = Date.parse(window.start) - TOLERANCE_MS;
  const to = Date.parse(window.end) + TOLERANCE_MS;
  for (const key of ['start', 'end'] as const) {
    const text = row[key];
    if (text === undefined) continue;
    const time = Date.parse(text);
    if (Number.isNaN(time)) return `${key}: no time`;
    if (time < from || time > to) {
      return `${key}: outside of the window that was asked for`;
    }
  }
  return undefined;
}
