import type { Clock } from '@fleetview/kube-watch';

type Sleeper = { at: number; wake: () => void };

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now = 0;
  readonly #sleepers = new Set<Sleeper>();

  /** How many sleep now. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

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
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      });
    });
  }

  /** Moves on, waking sleepers in order, and lets them do what they wake for. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#sleepers].sort((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      this.#now = next.at;
      this.#sleepers.delete(next);
      next.wake();
      await new Promise(setImmediate);
    }
    this.#now = end;
    await new Promise(setImmediate);
  }
}
