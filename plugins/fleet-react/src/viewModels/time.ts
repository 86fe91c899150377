import { DateTime } from 'luxon';

/**
 * A stretch of time in its one most telling unit.
 *
 * @public
 */
export interface Age {
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  value: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago something was. Never negative: clocks differ, time does not run
 * backwards.
 *
 * @param at - ISO 8601
 * @param now - milliseconds since 1970
 * @returns `undefined` where `at` is no time
 * @public
 */
export function ageOf(at: string | undefined, now: number): Age | undefined {
  if (!at) return undefined;
  const time = Date.parse(at);
  if (Number.isNaN(time)) return undefined;
  const seconds = Math.max(0, Math.floor((now - time) / 1000));
  if (seconds < MINUTE) return { unit: 'seconds', value: seconds };
  if (seconds < HOUR) {
    return { unit: 'minutes', value: Math.floor(seconds / MINUTE) };
  }
  if (seconds < 2 * DAY) {
    return { unit: 'hours', value: Math.floor(seconds / HOUR) };
  }
  return { unit: 'days', value: Math.floor(seconds / DAY) };
}

/**
 * How long it is until a time that is known, rounded up: in one unit where that
 * tells enough, else in two ("2 h 24 min").
 *
 * @param at - ISO 8601
 * @param now - milliseconds since 1970
 * @returns `undefined` where `at` is no time, nothing once it has come
 * @public
 */
export function timeLeftUntil(
  at: string | undefined,
  now: number,
): Age[] | undefined {
  const time = at ? Date.parse(at) : NaN;
  if (Number.isNaN(time)) return undefined;
  const seconds = Math.ceil((time - now) / 1000);
  if (seconds <= 0) return [];
  if (seconds < 2 * MINUTE) return [{ unit: 'seconds', value: seconds }];
  const minutes = Math.ceil(seconds / MINUTE);
  if (minutes < 120) return [{ unit: 'minutes', value: minutes }];
  if (minutes < 600) {
    const rest: Age = { unit: 'minutes', value: minutes % 60 };
    return [
      { unit: 'hours', value: Math.floor(minutes / 60) },
      ...(rest.value > 0 ? [rest] : []),
    ];
  }
  if (seconds < 2 * DAY) {
    return [{ unit: 'hours', value: Math.ceil(seconds / HOUR) }];
  }
  return [{ unit: 'days', value: Math.ceil(seconds / DAY) }];
}

/**
 * The same moment in UTC and in a zone, for a reader to copy.
 *
 * @param zone - an IANA zone; the browser's where it is left out
 * @public
 */
export function absoluteTime(
  at: string,
  zone?: string,
): { utc: string; local: string } | undefined {
  const time = DateTime.fromISO(at, { zone: 'utc' });
  if (!time.isValid) return undefined;
  const local = time.setZone(zone ?? 'local');
  return {
    utc: time.toFormat("yyyy-MM-dd HH:mm:ss 'UTC'"),
    local: local.toFormat('yyyy-MM-dd HH:mm:ss ZZZZ'),
  };
}

/**
 * The time of day in the reader's zone, to the second.
 *
 * @public
 */
export function timeOfDay(at: string, zone?: string): string | undefined {
  const time = DateTime.fromISO(at, { zone: zone ?? 'local' });
  return time.isValid ? time.toFormat('HH:mm:ss') : undefined;
}

/**
 * The time of day where it was today, else day and time: short enough for a
 * bar, and never ambiguous.
 *
 * @public
 */
export function shortTime(
  at: string,
  now: number,
  zone?: string,
): string | undefined {
  const time = DateTime.fromISO(at, { zone: zone ?? 'local' });
  if (!time.isValid) return undefined;
  const today = DateTime.fromMillis(now, { zone: zone ?? 'local' });
  return time.toFormat(time.hasSame(today, 'day') ? 'HH:mm' : 'd LLL HH:mm');
}

/**
 * The calendar day of a time in the reader's zone: for a key, and in words.
 *
 * @param zone - an IANA zone; the browser's where it is left out
 * @public
 */
export function calendarDay(
  at: string,
  zone?: string,
): { key: string; text: string } | undefined {
  const time = DateTime.fromISO(at, { zone: zone ?? 'local' });
  if (!time.isValid) return undefined;
  return {
    key: time.toFormat('yyyy-MM-dd'),
    text: time.toFormat('cccc, d LLL yyyy'),
  };
}
