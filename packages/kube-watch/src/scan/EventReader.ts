import { isRecord } from '../api/isRecord';
import { parseJsonObject } from '../transport/parseJson';
import type { ObjectReading } from '../types';
import { ObjectScanner } from './ObjectScanner';
import { readObject, withoutBulk } from './readObject';

const HEAD = Buffer.from('{"type":"');
const MIDDLE = Buffer.from('","object":{');

// `ADDED` is the only type that begins with it.
const FIRST_OF_ADDED = 0x41;

const LONGEST_TYPE = 16;

// Shorter lines, bookmarks most of all, are parsed sooner than scanned.
const WORTH_A_SCAN = 1024;

// One for all: a line is complete when it is read, and nothing else happens while it is.
const scanner = new ObjectScanner();

/** Reads lines of a watch, without managed fields where those need not be kept. */
export class EventReader {
  readonly #keepManagedFields: boolean | ((bytes: Buffer) => boolean);

  constructor(options: Pick<ObjectReading, 'keepManagedFields'>) {
    this.#keepManagedFields = options.keepManagedFields ?? false;
  }

  /**
   * @param isKnown - if given, the line is not parsed where it says yes to what an ADDED object says of itself
   * @throws KubernetesError `invalid` for what is no JSON object
   */
  read(
    line: Buffer,
    isKnown?: (uid: string, resourceVersion: string) => boolean,
  ): Record<string, unknown> | 'known' {
    const isWorthIt = isKnown
      ? line[HEAD.length] === FIRST_OF_ADDED
      : line.length >= WORTH_A_SCAN && this.#keepManagedFields !== true;
    const start = isWorthIt ? objectStart(line) : -1;
    if (start === -1) {
      return this.#readWhole(line);
    }
    if (!this.#scan(line, start)) {
      return this.#readWhole(line);
    }
    const state = isKnown && scanner.state(line, start);
    if (state && isKnown(state.uid, state.resourceVersion)) {
      return 'known';
    }
    return this.#isKept(line, start)
      ? parseJsonObject(line, 'a watch line')
      : this.#readPart(line, start);
  }

  /** Whether the object that the scanner has found is read with its managed fields. */
  #isKept(line: Buffer, start: number): boolean {
    const keep = this.#keepManagedFields;
    if (typeof keep !== 'function') return keep;
    const { managedStart, managedEnd } = scanner;
    return (
      managedStart !== -1 &&
      keep(line.subarray(start + managedStart, start + managedEnd))
    );
  }

  #scan(line: Buffer, start: number): boolean {
    scanner.begin();
    try {
      return scanner.scan(line, start, start, line.length) > 0;
    } catch {
      // Whoever reads it as a whole says what is wrong with it.
      return false;
    }
  }

  #readPart(line: Buffer, start: number): Record<string, unknown> {
    const range = { from: 0, start, to: line.length };
    let event: unknown;
    try {
      event = readObject(line, range, scanner);
    } catch {
      return this.#readWhole(line);
    }
    if (!isRecord(event)) {
      return this.#readWhole(line);
    }
    withoutBulk(event.object);
    return event;
  }

  #readWhole(line: Buffer): Record<string, unknown> {
    const event = parseJsonObject(line, 'a watch line');
    const keep = this.#keepManagedFields;
    if (!(typeof keep === 'function' ? keep(line) : keep)) {
      withoutBulk(event.object);
    }
    return event;
  }
}

/** Where the object begins in a line that is written as API servers do; -1 in others. */
function objectStart(line: Buffer): number {
  if (line.compare(HEAD, 0, HEAD.length, 0, HEAD.length) !== 0) {
    return -1;
  }
  const at = line.indexOf(0x22, HEAD.length);
  if (
    at === -1 ||
    at > HEAD.length + LONGEST_TYPE ||
    line.compare(MIDDLE, 0, MIDDLE.length, at, at + MIDDLE.length) !== 0
  ) {
    return -1;
  }
  return at + MIDDLE.length - 1;
}
