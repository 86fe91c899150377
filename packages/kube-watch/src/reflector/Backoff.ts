/**
 * Bounds of the delays between attempts.
 *
 * @public
 */
export type BackoffOptions = {
  /** Upper bound of the first delay, in milliseconds. */
  baseMs: number;
  /** Upper bound of every delay. */
  capMs: number;
  /** In [0, 1). */
  random(): number;
};

/**
 * Delays between attempts: exponential, with full jitter (a random part of an upper bound that doubles), so that what failed
 * together does not come back together. See "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 *
 * @public
 */
export class Backoff {
  readonly #options: BackoffOptions;
  #attempts = 0;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** Milliseconds to wait now, at least `atLeastMs`; the next bound is twice as high. */
  next(atLeastMs = 0): number {
    const { baseMs, capMs, random } = this.#options;
    const bound = Math.min(capMs, baseMs * 2 ** Math.min(this.#attempts, 30));
    this.#attempts += 1;
    return Math.max(Math.round(random() * bound), atLeastMs);
  }

  reset(): void {
    this.#attempts = 0;
  }
}
