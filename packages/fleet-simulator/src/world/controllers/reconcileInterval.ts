import { uidFor } from '../../random';

const UNITS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 };

/** A duration as Go writes it, such as `1h30m0s`, in milliseconds; ten minutes if it is none. */
export function durationOf(text: unknown): number {
  const parts = [...String(text ?? '').matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)];
  if (parts.length === 0) return 600_000;
  return parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit],
    0,
  );
}

/** When each of some objects ran last, and is to run again. */
export class Schedule {
  readonly #lastRuns = new Map<string, number>();

  /** Notes a run. */
  ran(key: string, time: number): void {
    this.#lastRuns.set(key, time);
  }

  lastRun(key: string): number | undefined {
    return this.#lastRuns.get(key);
  }

  /**
   * When the next run is due. What nobody has seen run is somewhere in its
   * interval, so that not all run at the same time.
   */
  next(key: string, interval: number, now: number): number {
    let last = this.#lastRuns.get(key);
    if (last === undefined) {
      const fraction = parseInt(uidFor(key).slice(0, 6), 16) / 0x1000000;
      last = now - Math.floor(fraction * interval);
      this.#lastRuns.set(key, last);
    }
    return last + interval;
  }
}
