import { KubernetesError } from '../errors';
import { size } from '../text';
import type {
  KubernetesObject,
  ObjectReading,
  ObjectVersion,
  OversizedObject,
} from '../types';
import {
  checkItem,
  checkListKind,
  checkListPage,
  type ListIdentity,
  type ListPage,
} from '../api/checkListPage';
import type { ExpectedKind } from '../api/checkObject';
import { parseJsonObject } from '../transport/parseJson';
import { Envelope } from './Envelope';
import { isSpace, ObjectScanner } from './ObjectScanner';
import { readObject, readWhole, withoutBulk } from './readObject';
import { Rest } from './Rest';

/** A batch is handed on as soon as it has so many objects, or so many bytes. */
const MOST_OBJECTS = 500;
const ENOUGH_BYTES = 1024 * 1024;

/** Objects of a page that are ready to be handed on. */
export type ScannedBatch = {
  items: KubernetesObject[];
  skipped: ObjectVersion[];
  oversized: OversizedObject[];
};

export type ListScannerOptions = ExpectedKind &
  Pick<ObjectReading, 'isKnown' | 'keepManagedFields'> & {
    maxObjectBytes: number;
    /** Whether an object that is too large is told of; else it makes the page invalid. */
    toleratesOversized: boolean;
  };

type Place = 'envelope' | 'first' | 'object' | 'between' | 'next';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;

/**
 * Reads one page of a list while it comes: cuts it into objects as they complete, and keeps only the one that has not, and what is
 * around the items. Objects that the caller knows are not parsed; the others are, without their managed fields. Every object is
 * checked before it is handed on, and what is around them in the end: only `end` says that the page was a valid one.
 */
export class ListScanner {
  /** Objects so far, of every sort. */
  count = 0;
  /** Bytes so far. */
  bytes = 0;
  readonly #options: ListScannerOptions;
  readonly #scanner = new ObjectScanner();
  readonly #envelope = new Envelope();
  readonly #rest = new Rest();
  #place: Place = 'envelope';
  /** Where to go on, in what was kept. */
  #resumeAt = 0;
  #tooLarge?: OversizedObject;
  /** Whether some of what is read now was dropped already. */
  #isCut = false;
  #batch: ScannedBatch = emptyBatch();
  #batchBytes = 0;
  /** Items that rely on a list that has not said yet of which kind they are. */
  #unresolved: Array<{ item: Record<string, unknown>; index: number }> = [];

  constructor(options: ListScannerOptions) {
    this.#options = options;
  }

  /** Bytes that are held: of objects that are not complete, or not handed on. */
  get held(): number {
    return this.#rest.length + this.#envelope.length + this.#batchBytes;
  }

  /**
   * Reads on; yields each batch that is full, and goes on when it is asked for the next.
   *
   * @throws KubernetesError `invalid` as soon as it is clear that this is no valid page
   */
  *read(chunk: Buffer): Generator<ScannedBatch, void> {
    this.bytes += chunk.length;
    const bytes = this.#rest.join(chunk);
    let start = 0;
    let at = this.#place === 'object' ? this.#resumeAt : 0;
    while (at < bytes.length) {
      if (this.#place === 'object') {
        const end = this.#scan(bytes, start, at);
        if (end < 0) {
          // eslint-disable-next-line no-bitwise
          this.#keep(bytes, start, ~end);
          return;
        }
        this.#onObject(bytes, start, end);
        at = end;
        this.#place = 'between';
        if (this.#isFull()) {
          yield this.#takeBatch();
          this.#batchBytes = 0;
        }
      } else if (this.#place === 'envelope') {
        const end = this.#envelope.read(bytes, at);
        if (end === -1) {
          break;
        }
        this.#onItems();
        at = end;
        this.#place = 'first';
      } else if (isSpace[bytes[at]] === 1) {
        at += 1;
      } else if (bytes[at] === CLOSE_BRACKET && this.#place !== 'next') {
        this.#place = 'envelope';
      } else if (this.#place === 'between') {
        if (bytes[at] !== COMMA) {
          throw this.#noJson();
        }
        at += 1;
        this.#place = 'next';
      } else {
        if (bytes[at] !== OPEN_BRACE) {
          throw invalid(
            `answered a list whose item ${this.count} is no object`,
          );
        }
        this.#scanner.begin();
        start = at;
        this.#place = 'object';
      }
    }
    this.#rest.clear();
  }

  /**
   * The body is over.
   *
   * @throws KubernetesError `invalid` for a page that is not complete, or whose envelope is not as it has to be
   */
  end(): { page: ListPage; batch: ScannedBatch } {
    if (this.#place !== 'envelope') {
      throw this.#noJson();
    }
    const envelope = parseJsonObject(
      this.#envelope.take(),
      'the answer',
      this.bytes,
    );
    const page = checkListPage(envelope, this.#options, this.count);
    for (const { item, index } of this.#unresolved) {
      this.#batch.items.push(checkItem(item, index, envelope, this.#options));
    }
    return { page, batch: this.#takeBatch() };
  }

  #scan(bytes: Buffer, start: number, at: number): number {
    try {
      return this.#scanner.scan(bytes, start, at, bytes.length);
    } catch (error) {
      throw error instanceof KubernetesError
        ? invalid(`answered a list whose item ${this.count} ${error.reason}`)
        : error;
    }
  }

  /** The object goes on in the next chunk. */
  #keep(bytes: Buffer, start: number, resumeAt: number): void {
    const droppable = this.#mayKeep(bytes.length - start)
      ? -1
      : this.#scanner.droppableFrom;
    if (this.#tooLarge) {
      this.#rest.keep(bytes, [resumeAt, bytes.length]);
      this.#resumeAt = 0;
    } else if (droppable !== -1) {
      this.#isCut = true;
      const from = start + droppable;
      this.#rest.keep(bytes, [start, from], [resumeAt, bytes.length]);
      this.#resumeAt = droppable;
    } else if (bytes.length - start > this.#options.maxObjectBytes) {
      this.#tooLarge = this.#oversized(bytes, start, this.count);
      this.#scanner.forgo();
      this.#rest.keep(bytes, [resumeAt, bytes.length]);
      this.#resumeAt = 0;
    } else {
      this.#rest.keep(bytes, [start, bytes.length]);
      this.#resumeAt = resumeAt - start;
    }
  }

  #onItems(): void {
    const identity = this.#identity();
    if (identity) {
      checkListKind(identity, this.#options);
    }
  }

  /** What the list is, if it has said so already. */
  #identity(): ListIdentity | undefined {
    const { kind, apiVersion } = this.#envelope;
    return kind === undefined || apiVersion === undefined
      ? undefined
      : { kind, apiVersion };
  }

  #onObject(bytes: Buffer, start: number, end: number): void {
    const { maxObjectBytes } = this.#options;
    const { managedStart, managedEnd } = this.#scanner;
    const index = this.count;
    this.count += 1;
    const isWhole = this.#isKept(bytes, start, end);
    const unwanted =
      managedStart === -1 || isWhole ? 0 : managedEnd - managedStart;
    const length = end - start - unwanted;
    if (this.#tooLarge || length > maxObjectBytes) {
      this.#batch.oversized.push(
        this.#tooLarge ?? this.#oversized(bytes, start, index),
      );
      this.#tooLarge = undefined;
      return;
    }
    if (this.#isKnown(bytes, start)) {
      return;
    }
    this.#batchBytes += length;
    this.#add(this.#parse(bytes, { start, end, isWhole }, index), index);
  }

  /** Whether the managed fields of an object may be wanted that has so many bytes yet. */
  #mayKeep(length: number): boolean {
    const { keepManagedFields, maxObjectBytes } = this.#options;
    return typeof keepManagedFields === 'function'
      ? !this.#isCut && length <= maxObjectBytes
      : keepManagedFields === true;
  }

  /** Whether an object that is complete is read with its managed fields. */
  #isKept(bytes: Buffer, start: number, end: number): boolean {
    const { keepManagedFields, maxObjectBytes } = this.#options;
    if (typeof keepManagedFields !== 'function') {
      return keepManagedFields === true;
    }
    const { managedStart, managedEnd } = this.#scanner;
    const isCut = this.#isCut;
    this.#isCut = false;
    return (
      !isCut &&
      managedStart !== -1 &&
      end - start <= maxObjectBytes &&
      keepManagedFields(
        bytes.subarray(start + managedStart, start + managedEnd),
      )
    );
  }

  /** Looks the object up before it is parsed; one that is written in an unusual way is always parsed. */
  #isKnown(bytes: Buffer, start: number): boolean {
    const { isKnown } = this.#options;
    const state = isKnown && this.#scanner.state(bytes, start);
    if (!state || !isKnown(state.uid, state.resourceVersion)) {
      return false;
    }
    this.#batch.skipped.push(state);
    return true;
  }

  #parse(
    bytes: Buffer,
    { start, end, isWhole }: { start: number; end: number; isWhole: boolean },
    index: number,
  ): Record<string, unknown> {
    const range = { from: start, start, to: end };
    try {
      return (
        isWhole
          ? readWhole(bytes, range)
          : withoutBulk(readObject(bytes, range, this.#scanner))
      ) as Record<string, unknown>;
    } catch (error) {
      if (!(error instanceof SyntaxError)) {
        throw error;
      }
      // Without the parser's own error, which quotes the content.
      throw invalid(`answered a list whose item ${index} is no valid JSON`);
    }
  }

  #add(item: Record<string, unknown>, index: number): void {
    const identity = this.#identity();
    if (
      !identity &&
      (item.kind === undefined ||
        item.apiVersion === undefined ||
        this.#unresolved.length > 0)
    ) {
      this.#unresolved.push({ item, index });
      if (this.#batchBytes > this.#options.maxObjectBytes) {
        throw invalid('answered too many items before it said of which kind');
      }
      return;
    }
    this.#batch.items.push(checkItem(item, index, identity, this.#options));
  }

  /** @throws KubernetesError `invalid` where that is not good enough to go on: nothing is known of it, or nobody wants to know */
  #oversized(bytes: Buffer, start: number, index: number): OversizedObject {
    const { toleratesOversized, maxObjectBytes } = this.#options;
    const { uid, name } = this.#scanner.identity(bytes, start);
    if (uid === undefined || !toleratesOversized) {
      throw invalid(
        `answered a list whose item ${index} is larger than ${size(
          maxObjectBytes,
        )}`,
      );
    }
    return { uid, ...(name === undefined ? {} : { name }) };
  }

  #isFull(): boolean {
    const { items, skipped, oversized } = this.#batch;
    return (
      this.#unresolved.length === 0 &&
      (items.length + skipped.length + oversized.length >= MOST_OBJECTS ||
        this.#batchBytes >= ENOUGH_BYTES)
    );
  }

  #takeBatch(): ScannedBatch {
    const batch = this.#batch;
    this.#batch = emptyBatch();
    return batch;
  }

  #noJson(): KubernetesError {
    return invalid(
      `the answer is not JSON, or truncated (${this.bytes} bytes)`,
    );
  }
}

function emptyBatch(): ScannedBatch {
  return { items: [], skipped: [], oversized: [] };
}

function invalid(reason: string): KubernetesError {
  return new KubernetesError('invalid', reason);
}
