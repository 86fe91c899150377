/** So much may be had in a time, and some at once. */
export class Allowance {
  readonly #perSecond: number;
  readonly #atOnce: number;
  readonly #monotonic: () => number;
  #left: number;
  #at: number;

  /** @param options.monotonic - milliseconds of a clock that never goes back */
  constructor(options: {
    perSecond: number;
    atOnce: number;
    monotonic: () => number;
  }) {
    this.#perSecond = options.perSecond;
    this.#atOnce = options.atOnce;
    this.#monotonic = options.monotonic;
    this.#left = options.atOnce;
    this.#at = options.monotonic();
  }

  /**
   * Takes some of it.
   *
   * @returns after how many seconds there is enough; 0 where it was taken
   */
  take(amount: number): number {
    const now = this.#monotonic();
    const gained = ((now - this.#at) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#atOnce, this.#left + gained);
    this.#at = now;
    const missing = amount - this.#left;
    if (missing > 0) return Math.max(1, Math.ceil(missing / this.#perSecond));
    this.#left -= amount;
    return 0;
  }
}
