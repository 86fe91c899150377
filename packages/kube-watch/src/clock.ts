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
  sleep,
};

// Nearly every sleep is cut short: each request has two that guard it. Those of
// `node:timers/promises` make an error with a stack each time, this one takes the
// signal's reason as it is.
function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
    function onAbort(): void {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
