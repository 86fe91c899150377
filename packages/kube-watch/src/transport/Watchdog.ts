import type { Clock } from '../types';

/** Which of its two limits a watchdog saw exceeded. */
export type Overrun = 'idle' | 'deadline';

/** What a watchdog guards from now on. */
export type Watch = {
  /** Longest time between two calls of `touch`. */
  idleMs?: number;
  /** Point of the clock at which it must be over. */
  deadlineAt: number;
  onOverrun(overrun: Overrun): void;
};

/**
 * Guards one exchange against silence and against taking forever. `touch` costs one assignment: the timer is not set anew for
 * each chunk but looks, when it fires, how long ago the last one came.
 */
export class Watchdog {
  readonly #clock: Clock;
  #timer?: AbortController;
  #activeAt = 0;
  #held = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Guards this, and no longer what was guarded before. */
  arm(watch: Watch): void {
    this.disarm();
    this.#timer = new AbortController();
    this.#activeAt = this.#clock.now();
    void this.#guard(watch, this.#timer.signal);
  }

  touch(): void {
    this.#activeAt = this.#clock.now();
  }

  /** Stops counting: it is the caller who takes time, not the other side. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    this.touch();
  }

  disarm(): void {
    this.#timer?.abort();
    this.#timer = undefined;
  }

  async #guard(watch: Watch, signal: AbortSignal): Promise<void> {
    const { idleMs = Infinity, deadlineAt, onOverrun } = watch;
    for (;;) {
      const now = this.#clock.now();
      if (this.#held) {
        this.#activeAt = now;
      }
      const idleAt = this.#activeAt + idleMs;
      if (!this.#held && now >= Math.min(idleAt, deadlineAt)) {
        this.disarm();
        onOverrun(now >= deadlineAt ? 'deadline' : 'idle');
        return;
      }
      const nextAt =
        this.#held && now >= deadlineAt ? idleAt : Math.min(idleAt, deadlineAt);
      try {
        await this.#clock.sleep(nextAt - now, signal);
      } catch {
        return;
      }
    }
  }
}
