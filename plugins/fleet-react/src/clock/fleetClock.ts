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
  /** Tells when the time has been put right; returns how to stop. */
  onShift(listener: () => void): () => void;
}

/** @public */
export function createFleetClock(
  browserNow: () => number = Date.now,
): FleetClock {
  let offset = 0;
  const listeners = new Set<() => void>();
  return {
    now: () => browserNow() + offset,
    observe(serverTime) {
      const difference = Date.parse(serverTime) - browserNow();
      if (Number.isNaN(difference)) return;
      const right = Math.abs(difference) > TOLERATED_MS ? difference : 0;
      const isShift = Math.abs(right - offset) > TOLERATED_MS;
      offset = right;
      if (isShift) listeners.forEach(notify => notify());
    },
    onShift(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
