import { KubernetesError } from '../errors';
import type { ObjectVersion } from '../types';

/** What API servers themselves take at most; a bound for one that is all brackets. */
export const DEEPEST = 10_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;

// Classes of bytes outside of strings.
const PLAIN = 0;
const STRING = 1;
const OPEN = 2;
const CLOSE = 3;
const WRONG = 4;

const OUTSIDE = new Uint8Array(256).fill(WRONG);
for (const char of ' \t\r\n:,+-.0123456789') {
  OUTSIDE[char.charCodeAt(0)] = PLAIN;
}
// Of `true`, `false`, `null` and exponents.
for (const char of 'truefalsnE') {
  OUTSIDE[char.charCodeAt(0)] = PLAIN;
}
OUTSIDE[QUOTE] = STRING;
OUTSIDE[OPEN_BRACE] = OPEN;
OUTSIDE[OPEN_BRACKET] = OPEN;
OUTSIDE[CLOSE_BRACE] = CLOSE;
OUTSIDE[0x5d] = CLOSE;

/** Bytes that end a run of plain ones within a string: its end, an escape, and what may not stand there. */
const INSIDE = new Uint8Array(256);
INSIDE.fill(1, 0, 0x20);
INSIDE[QUOTE] = 1;
INSIDE[BACKSLASH] = 1;

export const isSpace = new Uint8Array(256);
for (const char of ' \t\r\n') {
  isSpace[char.charCodeAt(0)] = 1;
}

// The fields that a scan looks out for.
const NONE = 0;
const OTHER = 1;
const METADATA = 2;
const UID = 3;
const RESOURCE_VERSION = 4;
const NAME = 5;
const MANAGED_FIELDS = 6;
const ANNOTATIONS = 7;
const LAST_APPLIED = 8;

type Field = { code: number; name: Uint8Array };

const fields = (names: Record<string, number>): Field[] =>
  Object.entries(names).map(([name, code]) => ({
    code,
    name: Buffer.from(name),
  }));

/** By the depth of the keys: those of the object, of its metadata, of its annotations. */
const FIELDS: readonly Field[][] = [
  [],
  fields({ metadata: METADATA }),
  fields({
    name: NAME,
    uid: UID,
    resourceVersion: RESOURCE_VERSION,
    annotations: ANNOTATIONS,
    managedFields: MANAGED_FIELDS,
  }),
  fields({
    'kubectl.kubernetes.io/last-applied-configuration': LAST_APPLIED,
  }),
];

// Those that matter fit even if each of their characters is an escape.
const LONGEST_KEY = 100;

// Between a key and its colon; real servers have none.
const MOST_SPACES = 16;

// Longer names are refused by every check that comes after this one.
const LONGEST_NAME = 1024;

/** A depth that is never reached. */
const NOWHERE = DEEPEST + 1;

/**
 * Finds the end of one JSON object in bytes that may not be complete yet, and on its way where its uid and resource version
 * are, and the parts that nobody wants: `metadata.managedFields` and the last applied configuration. It follows strings, escapes
 * and brackets, so it cannot be misled by what stands in a string.
 *
 * It is no parser: what it passes over may still be no JSON, except that brackets match and strings end. What is parsed
 * afterwards is checked by that; what is not parsed is not used either. Where an object is written in a way that leaves doubt
 * (a field twice, an escape in a key), `isPlain` is false: then it has to be parsed as a whole.
 */
export class ObjectScanner {
  /** Where the members that nobody wants begin and their values end, from the object's first byte; -1 for what was not seen. */
  managedStart = -1;
  managedEnd = -1;
  appliedStart = -1;
  appliedEnd = -1;
  /** Whether every field that matters was written once, and without escapes in its name. */
  isPlain = true;

  #uidStart = -1;
  #uidEnd = -1;
  #versionStart = -1;
  #versionEnd = -1;
  #nameStart = -1;
  #nameEnd = -1;
  readonly #stack = new Uint8Array(DEEPEST + 1);
  #depth = 0;
  /** Depth of the keys that matter where the scan is. */
  #interest = 1;
  #field = NONE;
  #keyStart = 0;
  #inString = false;
  #stringStart = 0;
  #seen = 0;
  #valueStart = 0;
  #inManaged = false;

  /** Forgets the object before; the next byte is the first one of another. */
  begin(): void {
    this.#uidStart = -1;
    this.#versionStart = -1;
    this.#nameStart = -1;
    this.managedStart = -1;
    this.managedEnd = -1;
    this.appliedStart = -1;
    this.isPlain = true;
    this.#depth = 0;
    this.#interest = 1;
    this.#field = NONE;
    this.#inString = false;
    this.#seen = 0;
    this.#inManaged = false;
  }

  /**
   * Offset from which bytes of the object need not be kept, as the scan stands amidst managed fields; -1 if all are needed.
   * After they were dropped the scan goes on from that offset.
   */
  get droppableFrom(): number {
    return this.#inManaged ? this.#valueStart : -1;
  }

  /**
   * Goes on at `from`, in an object that begins at `start`.
   *
   * @returns where the object ends; or, if it does not in these bytes, where to go on when there are more, as the complement
   *   (`~`) of it
   * @throws KubernetesError `invalid` for brackets that do not match, nesting that is too deep, and bytes that stand where no
   *   JSON has them
   */
  scan(bytes: Uint8Array, start: number, from: number, end: number): number {
    const stack = this.#stack;
    let depth = this.#depth;
    let interest = this.#interest;
    let inString = this.#inString;
    let at = from;
    for (;;) {
      if (!inString) {
        while (at < end && OUTSIDE[bytes[at]] === PLAIN) {
          at += 1;
        }
        if (at >= end) {
          break;
        }
        const kind = OUTSIDE[bytes[at]];
        if (kind === STRING) {
          if (depth === interest) {
            this.#stringStart = at - start;
          }
          at += 1;
          inString = true;
        } else if (kind === OPEN) {
          if (depth === DEEPEST) {
            throw invalid(`nests deeper than ${DEEPEST} levels`);
          }
          const bracket = bytes[at];
          if (depth === interest) {
            this.#enter(bracket, depth, at - start);
            interest = this.#interest;
          }
          depth += 1;
          stack[depth] = bracket;
          at += 1;
          continue;
        } else if (kind === CLOSE) {
          // The closing one of each pair is two after the opening one in ASCII.
          if (depth === 0 || stack[depth] + 2 !== bytes[at]) {
            throw invalid('has brackets that do not match');
          }
          depth -= 1;
          at += 1;
          if (depth === 0) {
            this.#depth = 0;
            return at;
          }
          if (depth < interest && interest !== NOWHERE) {
            interest = depth;
            this.#interest = depth;
          } else if (depth === interest) {
            this.#leave(at - start);
          }
          continue;
        } else {
          throw invalid('has a byte where none may stand');
        }
      }
      while (at < end && INSIDE[bytes[at]] === 0) {
        at += 1;
      }
      if (at >= end) {
        break;
      }
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (depth === interest) {
          if (!this.#onString(bytes, start, at, end)) {
            // Whether it is a key shows in the next byte only: it is looked at again.
            at = this.#stringStart + start;
            inString = false;
            break;
          }
        }
        at += 1;
        inString = false;
      } else if (byte === BACKSLASH) {
        if (at + 1 >= end) {
          break;
        }
        at += 2;
      } else {
        throw invalid('has a control character in a string');
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    return ~at;
  }

  /** What the object says of itself, where it says it plainly; undefined where only parsing it can tell. */
  state(bytes: Buffer, start: number): ObjectVersion | undefined {
    if (!this.isPlain) {
      return undefined;
    }
    const uid = textAt(bytes, start, this.#uidStart, this.#uidEnd);
    const resourceVersion = textAt(
      bytes,
      start,
      this.#versionStart,
      this.#versionEnd,
    );
    return uid === undefined || resourceVersion === undefined
      ? undefined
      : { uid, resourceVersion };
  }

  /** Which one it is, as far as it was seen. */
  identity(bytes: Buffer, start: number): { uid?: string; name?: string } {
    const uid = textAt(bytes, start, this.#uidStart, this.#uidEnd);
    const name = textAt(bytes, start, this.#nameStart, this.#nameEnd);
    return {
      ...(uid === undefined ? {} : { uid }),
      ...(name === undefined ? {} : { name }),
    };
  }

  /** From now on only the end is looked for: what was seen stays, and no byte needs to be kept. */
  forgo(): void {
    this.#interest = NOWHERE;
    this.#inManaged = false;
  }

  /** A bracket opens at the depth of interest. */
  #enter(bracket: number, depth: number, at: number): void {
    const field = this.#field;
    this.#field = NONE;
    if (field === MANAGED_FIELDS) {
      if (this.managedStart === -1) {
        this.#inManaged = true;
        this.#valueStart = at;
      }
    } else if (
      (field === METADATA || field === ANNOTATIONS) &&
      bracket === OPEN_BRACE
    ) {
      this.#interest = depth + 1;
    }
  }

  /** A bracket closed, back at the depth of interest. */
  #leave(end: number): void {
    if (this.#inManaged) {
      this.#inManaged = false;
      this.managedStart = this.#keyStart;
      this.managedEnd = end;
    }
  }

  /** A string ended at the depth of interest. False if these bytes do not tell yet whether it is a key. */
  #onString(
    bytes: Uint8Array,
    start: number,
    quote: number,
    end: number,
  ): boolean {
    const first = start + this.#stringStart + 1;
    if (quote - first <= LONGEST_KEY) {
      let next = quote + 1;
      while (next < end && isSpace[bytes[next]] === 1) {
        next += 1;
      }
      if (next - quote > MOST_SPACES) {
        this.isPlain = false;
      } else if (next >= end) {
        return false;
      } else if (bytes[next] === COLON) {
        this.#onKey(bytes, first, quote);
        return true;
      }
    }
    if (this.#field > OTHER) {
      this.#onValue(this.#field, quote - start);
    }
    this.#field = NONE;
    return true;
  }

  #onKey(bytes: Uint8Array, from: number, to: number): void {
    this.#keyStart = this.#stringStart;
    this.#field = OTHER;
    const length = to - from;
    for (const { code, name } of FIELDS[this.#interest]) {
      if (name.length === length && equals(name, bytes, from)) {
        this.#field = code;
        // eslint-disable-next-line no-bitwise
        const bit = 1 << code;
        // eslint-disable-next-line no-bitwise
        if ((this.#seen & bit) !== 0) {
          this.isPlain = false;
        }
        // eslint-disable-next-line no-bitwise
        this.#seen |= bit;
        return;
      }
    }
    for (let at = from; at < to; at += 1) {
      if (bytes[at] === BACKSLASH) {
        this.isPlain = false;
      }
    }
  }

  /** A field of interest has this string as its value. */
  #onValue(field: number, end: number): void {
    const start = this.#stringStart + 1;
    if (field === UID) {
      this.#uidStart = start;
      this.#uidEnd = end;
    } else if (field === RESOURCE_VERSION) {
      this.#versionStart = start;
      this.#versionEnd = end;
    } else if (field === NAME) {
      this.#nameStart = start;
      this.#nameEnd = end;
    } else if (field === LAST_APPLIED && this.appliedStart === -1) {
      this.appliedStart = this.#keyStart;
      this.appliedEnd = end + 1;
    }
  }
}

function equals(name: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < name.length; at += 1) {
    if (name[at] !== bytes[from + at]) {
      return false;
    }
  }
  return true;
}

/** Text between two quotes, where it needs no decoding and may be a name. */
function textAt(
  bytes: Buffer,
  start: number,
  from: number,
  to: number,
): string | undefined {
  const length = to - from;
  if (from === -1 || length === 0 || length > LONGEST_NAME) {
    return undefined;
  }
  const text = bytes.toString('utf8', start + from, start + to);
  return text.includes('\\') || text.includes('\ufffd') ? undefined : text;
}

function invalid(reason: string): KubernetesError {
  return new KubernetesError('invalid', reason);
}
