const SMALLEST_BLOCK = 4 * 1024;

/**
 * What is left of a chunk and waits for the next one. It is copied into one block that is used again, so that a million chunks of
 * one byte cost a megabyte and not a million buffers, and so that a short piece does not keep a long chunk in memory.
 */
export class Rest {
  #block?: Buffer;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What is left followed by `chunk`; the chunk itself if nothing is. Valid until the next call of any method. */
  join(chunk: Buffer): Buffer {
    if (this.#length === 0) {
      return chunk;
    }
    const block = this.#room(this.#length + chunk.length);
    block.set(chunk, this.#length);
    return block.subarray(0, this.#length + chunk.length);
  }

  /** Keeps these parts of what `join` gave, one after the other, and nothing else. */
  keep(bytes: Buffer, ...parts: Array<[from: number, to: number]>): void {
    const length = parts.reduce((sum, [from, to]) => sum + to - from, 0);
    if (length === 0) {
      this.clear();
      return;
    }
    const source =
      this.#block && bytes.buffer === this.#block.buffer ? this.#block : bytes;
    this.#length = source === this.#block ? this.#length : 0;
    const block = source === this.#block ? source : this.#room(length);
    let at = 0;
    for (const [from, to] of parts) {
      // What is in its place already is not copied onto itself: there may be millions of chunks to one object.
      if (source !== block || from !== at) {
        source.copy(block, at, from, to);
      }
      at += to - from;
    }
    this.#length = length;
  }

  /** Gives its memory back, too. */
  clear(): void {
    this.#block = undefined;
    this.#length = 0;
  }

  #room(length: number): Buffer {
    if (!this.#block || this.#block.length < length) {
      const larger = Buffer.allocUnsafeSlow(
        Math.max(SMALLEST_BLOCK, 2 * length),
      );
      if (this.#block) {
        this.#block.copy(larger, 0, 0, this.#length);
      }
      this.#block = larger;
    }
    return this.#block;
  }
}
