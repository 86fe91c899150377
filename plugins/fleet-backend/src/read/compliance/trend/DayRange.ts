import { InputError } from '@backstage/errors';
import { DAY_MS, dayOf } from '../../../history/retention';

const DEFAULT_DAYS = 90;
const MOST_DAYS = 400;

/** Days since 1970 in UTC, the last one included. */
export type DayRange = { from: number; to: number };

/**
 * The days that are asked for: by default the last 90, today among them. Nothing is told of
 * days to come.
 *
 * @param query - as `YYYY-MM-DD`
 * @param now - milliseconds since 1970
 * @throws InputError - where one is no day, the last is before the first, or they are more
 *   than 400
 */
export function dayRangeOf(
  query: { from?: string; to?: string },
  now: number,
): DayRange {
  const today = dayOf(now);
  const to = Math.min(today, dayIn('to', query.to) ?? today);
  const from = dayIn('from', query.from) ?? to - DEFAULT_DAYS + 1;
  if (from > to) {
    throw new InputError(
      `'from' has to be a day before 'to', and none to come`,
    );
  }
  if (to - from >= MOST_DAYS) {
    throw new InputError(
      `'from' and 'to' have to be at most ${MOST_DAYS} days apart`,
    );
  }
  return { from, to };
}

/** A day as the API words it. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function dayIn(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time) || dayText(dayOf(time)) !== text) {
    throw new InputError(`'${name}' has to be a day, as in 2026-11-29`);
  }
  return dayOf(time);
}
