import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './types';

// Node fires at once for anything longer.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The machine's own monotonic clock.
 *
 * @public
 */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    sleep(Math.min(Math.max(ms, 0), LONGEST_TIMER_MS), undefined, { signal }),
};
