import type { Clock } from '@fleetview/kube-watch';

/**
 * A bounded number of places, first come, first served. Whoever keeps a place
 * for too long loses it to the next, and goes on without: what hangs holds up
 * nobody but itself.
 */
export class Admission {
  readonly #places: number;
  readonly #holdMs: number;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  /** @param options - how many places, and for how long one is kept at most, in milliseconds */
  constructor(options: { places: number; holdMs: number; clock: Clock }) {
    this.#places = options.places;
    this.#holdMs = options.holdMs;
    this.#clock = options.clock;
  }

  /**
   * Waits for a place.
   *
   * @param onWaiting - called when there is none at once
   * @returns gives the place back; may be called more than once
   * @throws the signal's reason when it is aborted before there is a place
   */
  async admit(
    signal: AbortSignal,
    onWaiting?: () => void,
  ): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#taken < this.#places) {
      this.#taken += 1;
    } else {
      onWaiting?.();
      // Whoever gives a place back hands it on: it stays taken.
      await new Promise<void>((resolve, reject) => {
        const listening = new AbortController();
        const admitted = () => {
          listening.abort();
          resolve();
        };
        const aborted = () => {
          this.#waiting.splice(this.#waiting.indexOf(admitted), 1);
          reject(signal.reason);
        };
        this.#waiting.push(admitted);
        signal.addEventListener('abort', aborted, {
          once: true,
          signal: listening.signal,
        });
      });
    }
    const keeping = new AbortController();
    const giveBack = () => {
      if (keeping.signal.aborted) return;
      keeping.abort();
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken -= 1;
    };
    this.#clock.sleep(this.#holdMs, keeping.signal).then(giveBack, () => {});
    return giveBack;
  }
}
