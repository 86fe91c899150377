import type { Clock } from '../types';

type Sleeper = { at: number; wake(): void };

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #sleepers = new Set<Sleeper>();
  readonly #onSleep = new Set<() => void>();

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const sleeper: Sleeper = { at: this.#now + ms, wake: resolve };
      const onAbort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      sleeper.wake = () => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#sleepers.add(sleeper);
      this.#onSleep.forEach(look => look());
    });
  }

  /** Milliseconds until each of those who sleep now wakes, soonest first. */
  pending(): number[] {
    return [...this.#sleepers]
      .map(({ at }) => at - this.#now)
      .sort((a, b) => a - b);
  }

  /** Resolves as soon as someone sleeps for exactly this long from now. */
  async untilPending(ms: number): Promise<void> {
    await new Promise<void>(resolve => {
      const look = () => {
        if (this.pending().includes(ms)) {
          this.#onSleep.delete(look);
          resolve();
        }
      };
      this.#onSleep.add(look);
      look();
    });
  }

  /** Moves on, waking sleepers in order; what they do next has been done when this resolves, as far as it needs no input or output. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#sleepers]
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await new Promise(resolve => setImmediate(resolve));
    }
    this.#now = end;
  }
}
