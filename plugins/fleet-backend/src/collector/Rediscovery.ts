import type { Clock } from '@fleetview/kube-watch';

/** A kind that went is looked for again this often … */
const MISSING_MS = 20_000;
/** … and so many times: a version that is served no longer is read in another one at once, a definition is often put back. */
const MOST_TRIES = 15;

/**
 * When to ask a cluster again which kinds it serves: now and then, and soon when
 * one that was read is not served any more.
 */
export class Rediscovery {
  readonly #missing = new Map<string, number>();
  #wake: (() => void) | undefined;

  /** A kind that was read is answered with 404. */
  missing(id: string): void {
    if (this.#missing.has(id)) return;
    this.#missing.set(id, 0);
    this.#wake?.();
  }

  found(id: string): void {
    this.#missing.delete(id);
  }

  /** Resolves when it is time, or the signal aborts. */
  async wait(
    regularMs: number,
    { clock, signal }: { clock: Clock; signal: AbortSignal },
  ): Promise<void> {
    let ms = regularMs;
    for (const [id, tries] of this.#missing) {
      if (tries >= MOST_TRIES) continue;
      this.#missing.set(id, tries + 1);
      ms = Math.min(ms, tries === 0 ? 0 : MISSING_MS);
    }
    const waking = new AbortController();
    this.#wake = () => waking.abort();
    await clock
      .sleep(ms, AbortSignal.any([signal, waking.signal]))
      .catch(() => undefined);
    this.#wake = undefined;
    // What has just gone is looked for by this one.
    for (const [id, tries] of this.#missing) {
      if (tries === 0) this.#missing.set(id, 1);
    }
  }
}
