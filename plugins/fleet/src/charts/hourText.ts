/** An hour in UTC as it is read, e.g. `2026-11-20 04:00`. */
export function hourText(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)}`;
}
