import type { Clock } from '../types';

/**
 * A server that cannot continue from a resource version still accepts the watch (HTTP 200) and says so in its first event. So
 * an accepted watch proves something only when that has not come for a moment.
 */
const SETTLED_AFTER_MS = 1_000;

/** What one watch has come to. */
export class WatchSession {
  /** Ends with the reflector, and with this watch. */
  readonly signal: AbortSignal;
  /** A handler is at work. */
  busy = false;
  /** Something came that proves that the watch is alive and continues where it should. */
  confirmed = false;
  /** An event or bookmark came. */
  delivered = false;
  /** An error outside of the watch's own callbacks, which ended it. */
  fault?: unknown;
  readonly #clock: Clock;
  readonly #ending = new AbortController();
  readonly #unlink: () => void;
  #openedAt?: number;

  constructor(clock: Clock, stopping: AbortSignal) {
    this.#clock = clock;
    this.signal = this.#ending.signal;
    const onStop = () => this.#ending.abort();
    if (stopping.aborted) {
      onStop();
    }
    stopping.addEventListener('abort', onStop, { once: true });
    this.#unlink = () => stopping.removeEventListener('abort', onStop);
  }

  /** The server accepted. Calls back when that has held for a moment and nothing better has proved it. */
  opened(onSettled?: () => void): void {
    this.#openedAt = this.#clock.now();
    if (!onSettled) {
      return;
    }
    this.#clock.sleep(SETTLED_AFTER_MS, this.signal).then(
      () => {
        if (this.busy || this.confirmed) {
          return;
        }
        try {
          onSettled();
        } catch (fault) {
          this.fault = fault;
          this.end();
        }
      },
      () => {},
    );
  }

  /** Milliseconds since the server accepted. */
  lastedMs(): number {
    return this.#openedAt === undefined
      ? 0
      : this.#clock.now() - this.#openedAt;
  }

  end(): void {
    this.#unlink();
    this.#ending.abort();
  }
}
