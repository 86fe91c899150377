import { isUtf8 } from 'node:buffer';
import { isRecord } from '../api/isRecord';
import { isSpace, type ObjectScanner } from './ObjectScanner';

const COMMA = 0x2c;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Parses the object that a scanner has found at `start`, in a text that begins at `from` and ends at `to`, without its managed
 * fields and last applied configuration.
 *
 * @throws SyntaxError for what is no JSON, or no UTF-8
 */
export function readObject(
  bytes: Buffer,
  range: { from: number; start: number; to: number },
  found: ObjectScanner,
): unknown {
  const { from, start, to } = range;
  const managed =
    found.managedStart === -1
      ? undefined
      : cut(bytes, start + found.managedStart, start + found.managedEnd);
  const applied =
    found.appliedStart === -1
      ? undefined
      : cut(bytes, start + found.appliedStart, start + found.appliedEnd);
  const [first, second] =
    managed && applied && applied.from < managed.from
      ? [applied, managed]
      : [managed ?? applied, managed && applied];
  if (!first) {
    return JSON.parse(textOf(bytes, from, to));
  }
  const head = textOf(bytes, from, first.from);
  return JSON.parse(
    second
      ? head +
          textOf(bytes, first.to, second.from) +
          textOf(bytes, second.to, to)
      : head + textOf(bytes, first.to, to),
  );
}

/** Parses the text as it is. */
export function readWhole(
  bytes: Buffer,
  { from, to }: { from: number; to: number },
): unknown {
  return JSON.parse(textOf(bytes, from, to));
}

// What is cut out is left unread, also because a character may have lost a part when its bytes were dropped.
function textOf(bytes: Buffer, from: number, to: number): string {
  if (!isUtf8(bytes.subarray(from, to))) {
    throw new SyntaxError('not UTF-8');
  }
  return bytes.toString('utf8', from, to);
}

/**
 * Takes out what the scan did not: fields that were written twice, or with escapes.
 */
export function withoutBulk<T>(object: T): T {
  if (isRecord(object) && isRecord(object.metadata)) {
    const { metadata } = object;
    if ('managedFields' in metadata) {
      delete metadata.managedFields;
    }
    if (
      isRecord(metadata.annotations) &&
      LAST_APPLIED in metadata.annotations
    ) {
      delete metadata.annotations[LAST_APPLIED];
    }
  }
  return object;
}

/** A member of an object, from its key to the end of its value, with the one comma that goes with it. */
function cut(
  bytes: Buffer,
  keyStart: number,
  valueEnd: number,
): { from: number; to: number } {
  let after = valueEnd;
  while (isSpace[bytes[after]] === 1) {
    after += 1;
  }
  if (bytes[after] === COMMA) {
    return { from: keyStart, to: after + 1 };
  }
  let before = keyStart - 1;
  while (isSpace[bytes[before]] === 1) {
    before -= 1;
  }
  return bytes[before] === COMMA
    ? { from: before, to: valueEnd }
    : { from: keyStart, to: valueEnd };
}
