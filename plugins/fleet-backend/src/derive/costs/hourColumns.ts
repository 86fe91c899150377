/** Hours are kept of so many days that are over, and of today. */
export const HOUR_DAYS = 8;

/** The columns of `cost_hours` that hold what each hour of a day cost, the first hour first. */
export const HOUR_COLUMNS: readonly string[] = Array.from(
  { length: 24 },
  (_, hour) => `h${String(hour).padStart(2, '0')}`,
);

/** The bits of hours of which there is a number; the first hour is 1. */
export function maskOf(hours: readonly (number | null)[]): number {
  return hours.reduce<number>(
    (mask, cost, hour) => (cost === null ? mask : mask + 2 ** hour),
    0,
  );
}

/** The hours of both. */
export function withHours(mask: number, more: number): number {
  // eslint-disable-next-line no-bitwise
  return mask | more;
}

/** Whether there is a number of an hour; the first is 0. */
export function hasHour(mask: number, hour: number): boolean {
  return Math.floor(mask / 2 ** hour) % 2 === 1;
}
