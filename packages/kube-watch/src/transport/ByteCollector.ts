const SMALLEST_BLOCK = 16 * 1024;

/**
 * Joins chunks into one buffer. It copies them into a block that doubles instead of keeping them, so that a million chunks of one
 * byte cost a megabyte and not a million buffers. A single chunk is handed back as it came.
 */
export class ByteCollector {
  #only?: Buffer;
  #block?: Buffer;
  #length = 0;

  /** Bytes since the last `take`. */
  get length(): number {
    return this.#length;
  }

  append(chunk: Buffer): void {
    if (this.#length === 0) {
      this.#only = chunk;
      this.#length = chunk.length;
      return;
    }
    const length = this.#length + chunk.length;
    const block = this.#room(length);
    if (this.#only) {
      block.set(this.#only);
      this.#only = undefined;
    }
    block.set(chunk, this.#length);
    this.#length = length;
  }

  /** All bytes so far; the collector is empty afterwards. */
  take(): Buffer {
    const bytes =
      this.#only ?? this.#block?.subarray(0, this.#length) ?? Buffer.alloc(0);
    this.#only = undefined;
    this.#block = undefined;
    this.#length = 0;
    return bytes;
  }

  #room(length: number): Buffer {
    if (!this.#block || this.#block.length < length) {
      const larger = Buffer.allocUnsafeSlow(
        Math.max(SMALLEST_BLOCK, 2 * length),
      );
      if (this.#block) {
        larger.set(this.#block.subarray(0, this.#length));
      }
      this.#block = larger;
    }
    return this.#block;
  }
}
