import type { Clock } from '../types';

export type TimeLimitOptions = {
  clock: Clock;
  ms: number;
  signal?: AbortSignal;
  error(): Error;
};

/** Bounds the other side's part of something that both sides take time for. */
export class TimeLimit {
  /** The error, once the time was up. */
  exceeded?: Error;
  readonly #options: TimeLimitOptions;
  readonly #ending = new AbortController();
  readonly #lifting = new AbortController();
  readonly #unlink: () => void;
  /** Time of the caller's own that has not been added to the limit yet. */
  #suspendedMs = 0;
  /** Since when the caller takes time now. */
  #suspendedAt?: number;

  private constructor(options: TimeLimitOptions) {
    const { signal } = options;
    this.#options = options;
    const onAbort = () => this.#ending.abort(signal?.reason);
    if (signal?.aborted) {
      onAbort();
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#unlink = () => signal?.removeEventListener('abort', onAbort);
  }

  static start(options: TimeLimitOptions): TimeLimit {
    const limit = new TimeLimit(options);
    void limit.#run();
    return limit;
  }

  /** Aborts with the options' signal, and when the time is up. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Does not count the time until this resolves. */
  suspendFor(working: void | Promise<void>): void | Promise<void> {
    if (!working) {
      return undefined;
    }
    this.#suspendedAt = this.#options.clock.now();
    return working.finally(() => {
      this.#settle();
      this.#suspendedAt = undefined;
    });
  }

  /** From now on there is no limit. */
  lift(): void {
    this.#lifting.abort();
  }

  end(): void {
    this.lift();
    this.#unlink();
  }

  async #run(): Promise<void> {
    const { clock, ms, error } = this.#options;
    let rest = ms;
    while (rest > 0) {
      try {
        await clock.sleep(rest, this.#lifting.signal);
      } catch {
        return;
      }
      this.#settle();
      rest = this.#suspendedMs;
      this.#suspendedMs = 0;
    }
    this.exceeded = error();
    this.#ending.abort(this.exceeded);
  }

  #settle(): void {
    if (this.#suspendedAt !== undefined) {
      const now = this.#options.clock.now();
      this.#suspendedMs += now - this.#suspendedAt;
      this.#suspendedAt = now;
    }
  }
}
