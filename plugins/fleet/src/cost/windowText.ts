import type { Account } from './windows';

const DAY_MS = 24 * 3_600_000;

/** One whole day by its date; anything else from when until when, in UTC. */
export function windowText({
  start,
  end,
}: Pick<Account, 'start' | 'end'>): string {
  const day = start.slice(0, 10);
  const isDay =
    start.includes('T00:00:00') &&
    Date.parse(end) - Date.parse(start) === DAY_MS;
  if (isDay) return day;
  const time = (text: string) => text.slice(0, 16).replace('T', ' ');
  return `${time(start)} – ${time(end)} UTC`;
}
