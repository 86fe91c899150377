const DAY_MS = 86_400_000;

/**
 * The time at which a day begins in UTC, as the API has it.
 *
 * @param day - as in 2026-12-31
 * @returns nothing where it is no day
 */
export function startOf(day: string): string | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** The time at which a day is over in UTC: what lasts until a day lasts on that day, too. */
export function endOf(day: string): string | undefined {
  const start = startOf(day);
  return start && new Date(Date.parse(start) + DAY_MS).toISOString();
}
