import type { Clock } from '@fleetview/kube-watch';

/** Time as a run under faults sees it: the machine's, or one that is let go. */
export interface RunTime {
  /** Milliseconds since 1970. */
  now(): number;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
}

/** The machine's time. */
export const realTime: RunTime = {
  now: () => Date.now(),
  pass: ms =>
    new Promise(resolve => {
      setTimeout(resolve, ms);
    }),
};

/** A clock over the timers that there are, whoever moves them. */
export const timerClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const over = new AbortController();
      const timer = setTimeout(() => {
        over.abort();
        resolve();
      }, Math.max(0, ms));
      signal?.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          reject(signal.reason);
        },
        { once: true, signal: over.signal },
      );
    }),
};
