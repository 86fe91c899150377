import { DateTime } from 'luxon';
import type { NotificationSettings } from './NotificationSettings';

type Clock = Pick<NotificationSettings, 'digestAt' | 'timeZone'>;

/**
 * The last moment at which digests were to be told, and the day that it was of. Each day
 * has one, also those on which clocks change: an hour that is left out comes as much later,
 * one that comes twice counts the first time.
 *
 * @param now - milliseconds since 1970, as is `at`
 */
export function lastDigestMoment(
  now: number,
  { digestAt, timeZone }: Clock,
): { at: number; day: string } {
  const today = DateTime.fromMillis(now, { zone: timeZone }).startOf('day');
  const of = (day: DateTime) => ({
    at: day.set({ ...digestAt, second: 0, millisecond: 0 }).toMillis(),
    day: day.toISODate() as string,
  });
  const moment = of(today);
  return moment.at <= now ? moment : of(today.minus({ days: 1 }));
}

/** The day that it is where digests are told, as YYYY-MM-DD, and when it began. */
export function localDay(
  now: number,
  { timeZone }: Clock,
): { day: string; begins: number } {
  const today = DateTime.fromMillis(now, { zone: timeZone }).startOf('day');
  return { day: today.toISODate() as string, begins: today.toMillis() };
}
