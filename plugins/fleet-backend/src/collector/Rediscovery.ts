import type { Clock } from '@fleetview/kube-watch';

/** A kind that went is looked for again this often … */
const MISSING_MS = 20_000;
/** … and so many times: a version that is served no longer is read in another one at once, a definition is often put back. */
const MOST_TRIES = 15;
/** One that was never seen is looked for after so long, then after twice as long, and so on. */
const EXPECTED_MS = 60_000;

/** How often a kind was looked for, and whether it was there before. */
type Sought = { tries: number; isGone: boolean };

/**
 * When to ask a cluster again which kinds it serves: now and then, soon when one
 * that was read is not served any more, and a few times ever more seldom when
 * one was never seen though others of its group are there. Definitions are
 * installed one after the other; but many a cluster has only some of a group, and
 * a thousand of those must not be asked all the time.
 */
export class Rediscovery {
  readonly #sought = new Map<string, Sought>();
  #wake: (() => void) | undefined;

  /** A kind that was read is not served any more. */
  missing(id: string): void {
    if (this.#sought.get(id)?.isGone) return;
    this.#sought.set(id, { tries: 0, isGone: true });
    this.#wake?.();
  }

  /** A kind that was never seen, of a group that is there. */
  expected(id: string): void {
    if (!this.#sought.has(id))
      this.#sought.set(id, { tries: 0, isGone: false });
  }

  found(id: string): void {
    this.#sought.delete(id);
  }

  /** Resolves when it is time, or the signal aborts. */
  async wait(
    regularMs: number,
    { clock, signal }: { clock: Clock; signal: AbortSignal },
  ): Promise<void> {
    let ms = regularMs;
    for (const sought of this.#sought.values()) {
      ms = Math.min(ms, delayOf(sought));
      sought.tries += 1;
    }
    const waking = new AbortController();
    this.#wake = () => waking.abort();
    await clock
      .sleep(ms, AbortSignal.any([signal, waking.signal]))
      .catch(() => undefined);
    this.#wake = undefined;
    // What has just gone is looked for by this one.
    for (const sought of this.#sought.values()) {
      if (sought.tries === 0) sought.tries = 1;
    }
  }
}

function delayOf({ tries, isGone }: Sought): number {
  if (!isGone) return EXPECTED_MS * 2 ** tries;
  if (tries >= MOST_TRIES) return Infinity;
  return tries === 0 ? 0 : MISSING_MS;
}
