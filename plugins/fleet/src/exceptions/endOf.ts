/**
 * The time at which a day begins in UTC, as the API has it.
 *
 * @param day - as in 2026-12-31
 * @returns nothing where it is no day
 */
export function endOf(day: string): string | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
