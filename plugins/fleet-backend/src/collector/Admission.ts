import type { Clock } from '@fleetview/kube-watch';

/**
 * A bounded number of places, first come, first served. Whoever keeps a place
 * for too long loses it to the next, and goes on without: what hangs holds up
 * nobody but itself. Places that another class does not use may be lent; that
 * class gets its own at once when it needs them, whoever has them by then.
 */
export class Admission {
  readonly #places: number;
  readonly #holdMs: number;
  readonly #clock: Clock;
  readonly #lender: Pick<Admission, 'free'> | undefined;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  /** @param options - how many places, for how long one is kept at most, in milliseconds, and whose free places are lent */
  constructor(options: {
    places: number;
    holdMs: number;
    clock: Clock;
    lender?: Pick<Admission, 'free'>;
  }) {
    this.#places = options.places;
    this.#holdMs = options.holdMs;
    this.#clock = options.clock;
    this.#lender = options.lender;
  }

  /** How many places nobody has or waits for. */
  get free(): number {
    return Math.max(0, this.#places - this.#taken - this.#waiting.length);
  }

  get #hasPlace(): boolean {
    return this.#taken < this.#places + (this.#lender?.free ?? 0);
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
    if (this.#waiting.length === 0 && this.#hasPlace) {
      this.#taken += 1;
    } else {
      onWaiting?.();
      // Whoever gives a place back takes it for who is next.
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
      this.#taken -= 1;
      while (this.#waiting.length > 0 && this.#hasPlace) {
        this.#taken += 1;
        this.#waiting.shift()?.();
      }
    };
    this.#clock.sleep(this.#holdMs, keeping.signal).then(giveBack, () => {});
    return giveBack;
  }
}
