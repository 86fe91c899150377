/** Facts of one generation; two are held. */
const HELD = 8_000;

/** Nobody asks for what was not asked for in so long. */
const GENERATION_MS = 5_000;

type Entry = { hash: string; fact?: unknown };

/**
 * Holds facts that are read again and again while something beside them changes, so
 * that each is parsed once. One that is read for the first time is only noted: of a
 * first sync nothing is held, and of what is at rest neither.
 */
export class FactMemory {
  #young = new Map<string, Entry>();
  #old = new Map<string, Entry>();
  /** By the monotonic clock. */
  #since = performance.now();

  /**
   * The fact of a row: that which is held where the row says the same. Nobody may
   * change it.
   */
  factOf<T>(row: { id: string; hash: string; data: string }): T {
    const { id, hash, data } = row;
    const known = this.#young.get(id) ?? this.#old.get(id);
    if (known?.hash !== hash || known.fact === undefined) {
      const fact: T = JSON.parse(data);
      // What could not be read has no hash.
      if (hash)
        this.#hold(id, known?.hash === hash ? { hash, fact } : { hash });
      return fact;
    }
    this.#hold(id, known);
    return known.fact as T;
  }

  /** Lets go what was not asked for in a while. Call it often. */
  age(): void {
    if (performance.now() - this.#since >= GENERATION_MS) this.#turn();
  }

  #hold(id: string, entry: Entry): void {
    if (this.#young.get(id) === entry) return;
    if (this.#young.size >= HELD && !this.#young.has(id)) this.#turn();
    this.#young.set(id, entry);
  }

  #turn(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#since = performance.now();
  }
}
