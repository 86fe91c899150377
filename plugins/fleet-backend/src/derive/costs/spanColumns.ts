/** So many days of a thing lie in one row of `cost_span`. */
export const SPAN_DAYS = 32;

/** The columns of `cost_span` that hold what each day cost, the first day of a span first. */
export const SPAN_COLUMNS: readonly string[] = Array.from(
  { length: SPAN_DAYS },
  (_, day) => `d${String(day).padStart(2, '0')}`,
);

/** The number of the span that a day, since 1970, lies in. */
export function spanOf(day: number): number {
  return Math.floor(day / SPAN_DAYS);
}

/** The column of a day, since 1970. */
export function columnOfDay(day: number): string {
  return SPAN_COLUMNS[day - spanOf(day) * SPAN_DAYS];
}
