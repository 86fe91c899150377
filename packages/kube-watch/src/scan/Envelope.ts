import { KubernetesError } from '../errors';
import { ByteCollector } from '../transport/ByteCollector';
import { size } from '../text';

// Real ones have a few hundred bytes, most of them a continue token.
const LONGEST = 1024 * 1024;

const LONGEST_TEXT = 512;

const MOST_FIELDS = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * All of a list's answer but its items, gathered while it comes. It looks out for the place where items begin, and for what the
 * list says of its kind before that; whether all of it is JSON is up to whoever parses it at the end, with no items in it.
 */
export class Envelope {
  /** What the list has said of itself so far. */
  kind?: string;
  apiVersion?: string;
  readonly #bytes = new ByteCollector();
  readonly #keys = new Set<string>();
  #depth = 0;
  /** What follows can only be wrong, and is for the parser to say. */
  #isOver = false;
  #inString = false;
  #escaped = false;
  /** The last string at the first level, as far as it matters; undefined where it cannot matter. */
  #text?: string;
  #key?: string;

  /** Bytes held. */
  get length(): number {
    return this.#bytes.length;
  }

  /**
   * Reads on from `from`.
   *
   * @returns where the first item or the end of the items is, or -1 if that is not in these bytes
   * @throws KubernetesError `invalid` for an envelope that is too long or says something twice
   */
  read(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length && !this.#isOver; at += 1) {
      const byte = bytes[at];
      if (this.#inString) {
        this.#onText(byte);
      } else if (byte === QUOTE) {
        this.#inString = true;
        this.#text = '';
      } else if (this.#depth === 1 && byte === 0x3a) {
        this.#onKey();
      } else if (this.#depth === 1 && byte === 0x2c) {
        this.#key = undefined;
      } else if (byte === 0x7b || byte === 0x5b) {
        this.#depth += 1;
        if (this.#depth === 2 && byte === 0x5b && this.#key === 'items') {
          this.#keep(bytes.subarray(from, at + 1));
          return at + 1;
        }
      } else if (byte === 0x7d || byte === 0x5d) {
        this.#depth -= 1;
        this.#isOver = this.#depth <= 0;
      }
    }
    this.#keep(bytes.subarray(from));
    return -1;
  }

  /** Everything, as if the list had had no items. */
  take(): Buffer {
    return this.#bytes.take();
  }

  #onText(byte: number): void {
    if (this.#escaped) {
      this.#escaped = false;
    } else if (byte === BACKSLASH) {
      this.#escaped = true;
    } else if (byte === QUOTE) {
      this.#inString = false;
      if (this.#depth === 1) {
        this.#onValue();
      }
      return;
    }
    if (
      this.#depth === 1 &&
      (this.#text?.length ?? LONGEST_TEXT) < LONGEST_TEXT
    ) {
      this.#text += String.fromCharCode(byte);
    } else {
      this.#text = undefined;
    }
  }

  #onKey(): void {
    const key = this.#text;
    if (key === undefined || key.includes('\\')) {
      throw invalid('answered a list with a field that has no plain name');
    }
    if (this.#keys.has(key) || this.#keys.size >= MOST_FIELDS) {
      // A second `items` would void what was handed on from the first.
      throw invalid('answered a list that names a field twice, or too many');
    }
    this.#keys.add(key);
    this.#key = key;
  }

  #onValue(): void {
    if (this.#key === 'kind') {
      this.kind ??= this.#text;
    } else if (this.#key === 'apiVersion') {
      this.apiVersion ??= this.#text;
    }
  }

  #keep(bytes: Buffer): void {
    if (this.#bytes.length + bytes.length > LONGEST) {
      throw invalid(`answered more than ${size(LONGEST)} beside its items`);
    }
    // A copy: what it is a part of is large, and is used again.
    this.#bytes.append(Buffer.from(bytes));
  }
}

function invalid(reason: string): KubernetesError {
  return new KubernetesError('invalid', reason);
}
