import { timeOf } from '@fleetview/backstage-plugin-fleet-node';
import type { ReportedResult } from './schema';

/** The last second of the year 9999: what comes later is in no calendar of ours. */
const LAST_SECOND = 253_402_300_799;

/** The results of a report are mostly found at once: the same time is not written again. */
const last: { milliseconds?: number; text?: string } = {};

function textOf(milliseconds: number): string | undefined {
  if (last.milliseconds !== milliseconds) {
    last.text = timeOf(new Date(milliseconds).toISOString());
    last.milliseconds = milliseconds;
  }
  return last.text;
}

/**
 * When something was found. Some reporters write 0 for "not known", and nanoseconds
 * that are none.
 */
export function readTimestamp(
  timestamp: ReportedResult['timestamp'],
): string | undefined {
  if (!timestamp) return undefined;
  const { seconds, nanos = 0 } = timestamp;
  if (!(seconds >= 1 && seconds <= LAST_SECOND)) return undefined;
  const isFraction = nanos > 0 && nanos < 1e9;
  const milliseconds =
    Math.floor(seconds) * 1000 + (isFraction ? Math.floor(nanos / 1e6) : 0);
  return textOf(milliseconds);
}
