import {
  shortTime,
  timeOfDay,
  useNow,
} from '@fleetview/backstage-plugin-fleet-react';

/** A time to the second, as managed fields and audit logs have it; with the day where it was another one. */
export function useSecond(at: string | undefined): string | undefined {
  const now = useNow(60_000);
  if (!at) return undefined;
  const seconds = timeOfDay(at);
  const short = shortTime(at, now);
  if (!seconds || !short) return undefined;
  const day = short.replace(/ ?\d\d:\d\d$/, '');
  return day ? `${day} ${seconds}` : seconds;
}
