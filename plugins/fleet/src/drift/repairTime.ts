import type { Age } from '@fleetview/backstage-plugin-fleet-react';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time in its most telling unit, rounded up. */
export function stretchOf(seconds: number): Age {
  if (seconds < 2 * MINUTE) {
    return { unit: 'seconds', value: Math.max(0, Math.ceil(seconds)) };
  }
  if (seconds < 2 * HOUR) {
    return { unit: 'minutes', value: Math.ceil(seconds / MINUTE) };
  }
  return seconds < 2 * DAY
    ? { unit: 'hours', value: Math.ceil(seconds / HOUR) }
    : { unit: 'days', value: Math.ceil(seconds / DAY) };
}
