import { Clock } from '../clock';

/**
 * A clock that can be set back for a moment: the world's past is made by the same
 * code as its present, at the times at which it would have happened.
 */
export class WorldClock implements Clock {
  readonly #base: Clock;
  #pretended: number | undefined;

  constructor(base: Clock) {
    this.#base = base;
  }

  now(): number {
    return this.#pretended ?? this.#base.now();
  }

  advance(milliseconds: number): void {
    this.#base.advance(milliseconds);
  }

  /** Runs a function at a time in milliseconds since the epoch. */
  at<T>(time: number, run: () => T): T {
    const outer = this.#pretended;
    this.#pretended = time;
    try {
      return run();
    } finally {
      this.#pretended = outer;
    }
  }

  /** Moves the pretended time on; only within `at`. */
  pass(milliseconds: number): void {
    if (this.#pretended !== undefined) this.#pretended += milliseconds;
  }
}
