const RFC_3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * In UTC, of this age of the world, on a day that its month always has, and not 24:00:
 * what API servers write, and what we write. A fraction may follow.
 */
const PLAIN =
  /^(?:19|20)\d{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

const SECONDS = '2026-03-01T10:00:00'.length;

/** The time of a plain text: as it is, with its fraction cut to milliseconds. */
function plainTime(value: string): string {
  if (value.length === SECONDS + 1) return value;
  const milliseconds = value
    .slice(SECONDS + 1, -1)
    .slice(0, 3)
    .padEnd(3, '0');
  return milliseconds === '000'
    ? `${value.slice(0, SECONDS)}Z`
    : `${value.slice(0, SECONDS)}.${milliseconds}Z`;
}

/**
 * A time as an object states it, in UTC with at most milliseconds. What is not
 * an RFC 3339 time, and the zero time that Go writes for "none", is `undefined`:
 * a time is never made up.
 *
 * @public
 */
export function timeOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // The only ones that need no calendar: the 30th of February parses too.
  if (PLAIN.test(value)) return plainTime(value);
  if (!RFC_3339.test(value)) return undefined;
  const milliseconds = Date.parse(value);
  if (Number.isNaN(milliseconds)) return undefined;
  const text = new Date(milliseconds).toISOString();
  if (text.length > 24 || text.startsWith('0001-')) return undefined;
  return text.replace('.000Z', 'Z');
}

function isLater(time: string, than: string): boolean {
  // Of one length they are ordered as texts are.
  return time.length === than.length
    ? time > than
    : Date.parse(time) > Date.parse(than);
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
    if (value === undefined || value === before) continue;
    before = value;
    const time = timeOf(value);
    if (time !== undefined && (latest === undefined || isLater(time, latest))) {
      latest = time;
    }
  }
  return latest;
}
