import type { Clock } from '../types';

/** One for all: an error is made with its stack, which costs more than the timer. */
const DISARMED = new Error('not guarded any more');

/** Which of its two limits a watchdog saw exceeded. */
export type Overrun = 'idle' | 'deadline';

/** What a watchdog guards from now on. */
export type Watch = {
  /** Longest time between two calls of `touch`, as of now: it may grow. */
  idleMs?: () => number;
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
  #heldSince = 0;
  /** How long it was held in all since it was armed: the deadline is so much later. */
  #heldMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Guards this, and no longer what was guarded before. */
  arm(watch: Watch): void {
    this.disarm();
    this.#timer = new AbortController();
    this.#activeAt = this.#clock.now();
    this.#heldMs = 0;
    void this.#guard(watch, this.#timer.signal);
  }

  touch(): void {
    this.#activeAt = this.#clock.now();
  }

  /** Stops counting: it is the caller who takes time, not the other side. */
  hold(): void {
    this.#held = true;
    this.#heldSince = this.#clock.now();
  }

  release(): void {
    this.#held = false;
    this.touch();
    this.#heldMs += this.#activeAt - this.#heldSince;
  }

  disarm(): void {
    this.#timer?.abort(DISARMED);
    this.#timer = undefined;
  }

  async #guard(watch: Watch, signal: AbortSignal): Promise<void> {
    const { onOverrun } = watch;
    for (;;) {
      const idleMs = watch.idleMs?.() ?? Infinity;
      const now = this.#clock.now();
      const deadlineAt = watch.deadlineAt + this.#heldMs;
      const overAt = Math.min(this.#activeAt + idleMs, deadlineAt);
      if (!this.#held && now >= overAt) {
        this.disarm();
        onOverrun(now >= deadlineAt ? 'deadline' : 'idle');
        return;
      }
      // While it is held, both limits move along with the time.
      const sleepMs = this.#held
        ? Math.min(idleMs, Math.max(deadlineAt - this.#heldSince, 1))
        : overAt - now;
      try {
        await this.#clock.sleep(sleepMs, signal);
      } catch {
        return;
      }
    }
  }
}
