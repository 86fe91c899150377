const TOLERATED_MS = 5_000;

/**
 * The time by which ages are told: the server's, as far as its answers show it.
 *
 * A browser whose clock is wrong would call fresh facts old, or old ones
 * fresh. What the server says of itself decides as soon as the two differ by
 * more than an answer's way takes.
 *
 * @public
 */
export interface FleetClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Takes notice of a time that the server just stated, ISO 8601. */
  observe(serverTime: string): void;
  /**
   * Takes notice of the time of an answer, ISO 8601. It may be some seconds old,
   * so it counts only as long as the server has stated no time of its own.
   */
  suppose(answeredAt: string): void;
  /** The server's time of a moment that the browser noted, milliseconds since 1970. */
  fromBrowser(time: number): number;
  /** Tells when the time has been put right; returns how to stop. */
  onShift(listener: () => void): () => void;
}

/** @public */
export function createFleetClock(
  browserNow: () => number = () => Date.now(),
): FleetClock {
  let offset = 0;
  let isObserved = false;
  const listeners = new Set<() => void>();
  const set = (difference: number) => {
    const right = Math.abs(difference) > TOLERATED_MS ? difference : 0;
    const isShift = Math.abs(right - offset) > TOLERATED_MS;
    offset = right;
    if (isShift) listeners.forEach(notify => notify());
  };
  return {
    now: () => browserNow() + offset,
    observe(serverTime) {
      const difference = Date.parse(serverTime) - browserNow();
      if (Number.isNaN(difference)) return;
      isObserved = true;
      set(difference);
    },
    suppose(answeredAt) {
      const difference = Date.parse(answeredAt) - browserNow();
      if (isObserved || Number.isNaN(difference)) return;
      set(difference);
    },
    fromBrowser: time => time + offset,
    onShift(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

let clock: FleetClock | undefined;

/**
 * The one clock of the application: what a page has learned of the server's time
 * holds for the next one, which may draw from the cache before it asks.
 *
 * @public
 */
export function fleetClock(): FleetClock {
  clock ??= createFleetClock();
  return clock;
}
