/** A server that asks for more is looked after all the same: it has to be seen to be well within a minute. */
const LONGEST_MS = 30_000;

// Weekday, day, month, year, time: `Date.parse` alone takes `-1` and `1` for dates.
const HTTP_DATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

type Header = string | string[] | undefined;

/**
 * Milliseconds that a `Retry-After` header asks to wait, bounded to 0..30,000; undefined for anything that is neither a
 * whole number of seconds nor an HTTP date (RFC 9110, section 10.2.3).
 *
 * @param date - the answer's `Date` header: a date is relative to the server's clock, not to ours
 */
export function retryAfterMs(
  retryAfter: Header,
  date: Header,
): number | undefined {
  if (typeof retryAfter !== 'string') {
    return undefined;
  }
  if (/^\d+$/.test(retryAfter)) {
    return Math.min(Number(retryAfter) * 1000, LONGEST_MS);
  }
  if (!HTTP_DATE.test(retryAfter)) {
    return undefined;
  }
  const base =
    typeof date === 'string' && HTTP_DATE.test(date)
      ? Date.parse(date)
      : Date.now();
  const wait = Date.parse(retryAfter) - base;
  return Number.isNaN(wait)
    ? undefined
    : Math.min(Math.max(wait, 0), LONGEST_MS);
}
