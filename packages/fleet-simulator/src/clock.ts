/**
 * Where simulated time comes from. `now` is in milliseconds since the epoch and
 * never goes back; `advance` is called once per tick with the tick's length.
 * @public
 */
export type Clock = {
  now(): number;
  advance(milliseconds: number): void;
};

/** The moment at which a simulation clock starts unless told otherwise. @public */
export const DEFAULT_START_TIME = Date.parse('2026-06-01T08:00:00Z');

/**
 * A clock that moves only with ticks: the same seed and number of ticks give the
 * same times.
 * @public
 */
export function createSimulationClock(
  startTime: number = DEFAULT_START_TIME,
): Clock {
  let now = startTime;
  return {
    now: () => now,
    advance: milliseconds => {
      now += milliseconds;
    },
  };
}

/** The machine's clock, for a simulation that people look at. @public */
export function createWallClock(): Clock {
  let latest = 0;
  return {
    now: () => {
      latest = Math.max(latest, Date.now());
      return latest;
    },
    advance: () => {},
  };
}

/** Kubernetes' `metav1.Time`: RFC 3339 in UTC with seconds. */
export function toTimestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Kubernetes' `metav1.MicroTime`: RFC 3339 in UTC with microseconds. */
export function toMicroTimestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 23)}000Z`;
}
