const RFC_3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** In UTC, of this age of the world, on a day that every month has, and not 24:00. */
const PLAIN =
  /^(?:19|20)\d{2}-\d{2}-(?:[01]\d|2[0-8])T(?:[01]\d|2[0-3]):\d{2}:\d{2}Z$/;

/**
 * A time as an object states it, in UTC with at most milliseconds. What is not
 * an RFC 3339 time, and the zero time that Go writes for "none", is `undefined`:
 * a time is never made up.
 *
 * @public
 */
export function timeOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !RFC_3339.test(value)) return undefined;
  const milliseconds = Date.parse(value);
  if (Number.isNaN(milliseconds)) return undefined;
  // What API servers write is what we write. But the 30th of February parses too.
  if (PLAIN.test(value)) return value;
  const text = new Date(milliseconds).toISOString();
  if (text.length > 24 || text.startsWith('0001-')) return undefined;
  return text.replace('.000Z', 'Z');
}

/**
 * The latest of several times, each read like {@link timeOf}; of none it is
 * `undefined`.
 *
 * @public
 */
export function latestTime(values: Iterable<unknown>): string | undefined {
  let latest: string | undefined;
  let before: unknown;
  for (const value of values) {
    // Conditions often say the same time several times.
    if (value === before) continue;
    before = value;
    const time = timeOf(value);
    if (
      time !== undefined &&
      (latest === undefined || Date.parse(time) > Date.parse(latest))
    ) {
      latest = time;
    }
  }
  return latest;
}
