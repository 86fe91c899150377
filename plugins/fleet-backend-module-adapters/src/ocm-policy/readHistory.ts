import { oneLine, timeOf } from '@fleetview/backstage-plugin-fleet-node';
import type { History } from './schema';

/**
 * The newest entry of a history. It is written newest first, but only a time says
 * so: of equal times, and where there are none, it is the first.
 */
export function readNewest(history: History): {
  message?: string;
  at?: string;
} {
  const [newest] = (history ?? [])
    .map(({ message, lastTimestamp }) => ({
      message,
      at: timeOf(lastTimestamp),
    }))
    .sort(
      (left, right) =>
        Date.parse(right.at ?? '1970-01-01') -
        Date.parse(left.at ?? '1970-01-01'),
    );
  const message = newest?.message && oneLine(newest.message);
  return {
    ...(message ? { message } : {}),
    ...(newest?.at ? { at: newest.at } : {}),
  };
}
