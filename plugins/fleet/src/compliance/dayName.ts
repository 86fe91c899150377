/**
 * A day as pages say it, as in "1 Nov".
 *
 * @param day - `YYYY-MM-DD`
 */
export function dayName(day: string): string {
  return new Date(day).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}
