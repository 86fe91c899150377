import { setImmediate } from 'node:timers/promises';

/** The thread serves pages as well: nothing holds it for longer. */
const LONGEST_STRETCH_MS = 5;

/** Lets the thread do other things after each few milliseconds of long work. */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST_STRETCH_MS) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
