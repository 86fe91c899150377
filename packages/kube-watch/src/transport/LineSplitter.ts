import { KubernetesError } from '../errors';
import { size } from '../text';
import { ByteCollector } from './ByteCollector';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts a stream of bytes into lines. Works on bytes, so a character that is split over two chunks is whole again before anyone
 * decodes it. A last line without its newline is never handed out.
 */
export class LineSplitter {
  readonly #longest: number;
  readonly #rest = new ByteCollector();

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Bytes of a line that is not complete yet. */
  get held(): number {
    return this.#rest.length;
  }

  /**
   * Calls `onLine` for each line that ends in `chunk`, without its line end; not for empty ones.
   *
   * @throws KubernetesError `invalid` for a line that is too long, as soon as it is
   */
  push(chunk: Buffer, onLine: (line: Buffer) => void): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      const piece = chunk.subarray(start, end === -1 ? undefined : end);
      if (this.#rest.length + piece.length > this.#longest) {
        throw new KubernetesError(
          'invalid',
          `sent a watch line of more than ${size(this.#longest)}`,
        );
      }
      if (end === -1) {
        if (piece.length > 0) {
          // A copy at first: a short rest must not keep a long chunk in memory.
          this.#rest.append(
            this.#rest.length === 0 ? Buffer.from(piece) : piece,
          );
        }
        return;
      }
      let line = piece;
      if (this.#rest.length > 0) {
        this.#rest.append(piece);
        line = this.#rest.take();
      }
      if (line.at(-1) === CARRIAGE_RETURN) {
        line = line.subarray(0, -1);
      }
      if (line.length > 0) {
        onLine(line);
      }
      start = end + 1;
    }
  }
}
