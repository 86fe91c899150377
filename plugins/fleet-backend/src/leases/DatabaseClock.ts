/** What a replica measures time by: only its rate counts, never what it shows. Milliseconds. */
export type MonotonicClock = () => number;

/** Goes on whatever happens to the machine's time, and is one for all threads of a process. */
export const monotonicNow: MonotonicClock = () =>
  Number(process.hrtime.bigint() / 1_000n) / 1_000;

/**
 * The database's time without asking for it: what it was when it was last heard,
 * and what our own monotonic clock has counted since. All replicas agree on it,
 * whatever their machines believe.
 */
export class DatabaseClock {
  readonly #monotonic: MonotonicClock;
  #offset: number;
  #heard = false;

  constructor(monotonic: MonotonicClock = monotonicNow) {
    this.#monotonic = monotonic;
    this.#offset = Date.now() - monotonic();
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Math.round(this.#offset + this.#monotonic());
  }

  /**
   * Takes the database's time.
   *
   * @param time - milliseconds since 1970, as an answer said
   * @param askedAt - by our monotonic clock, when it was asked
   */
  heard(time: number, askedAt: number): void {
    const now = this.#monotonic();
    const uncertainty = (now - askedAt) / 2;
    const offset = time - (askedAt + uncertainty);
    // Within what the way there and back may have taken, it says nothing new.
    if (this.#heard && Math.abs(offset - this.#offset) <= uncertainty + 1) {
      return;
    }
    this.#heard = true;
    this.#offset = offset;
  }
}
