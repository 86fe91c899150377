const DAY_MS = 86_400_000;

/** How many whole days in UTC the first time lies before the second; less than 0 where it lies after. */
export function daysBefore(time: number, later: number): number {
  return Math.floor(later / DAY_MS) - Math.floor(time / DAY_MS);
}

/** When the day in UTC began that is so many days before the one of a time. */
export function startOfDay(time: number, daysAgo = 0): number {
  return (Math.floor(time / DAY_MS) - daysAgo) * DAY_MS;
}

/** Whether the day in UTC of a time is a Saturday or a Sunday. */
export function isWeekend(time: number): boolean {
  return [0, 6].includes(new Date(time).getUTCDay());
}
