import { visibleText } from './visibleText';

/** The longest name that a page shows, in characters; Kubernetes' are at most half as long. */
const LONGEST_NAME = 512;
/** The longest message. */
const LONGEST_MESSAGE = 4_000;

/** The longest value of an object's field, which the server cuts there itself. */
const LONGEST_VALUE = 4_096;

/** What is said in sentences. */
const MESSAGES = new Set([
  'message',
  'syncMessage',
  'reason',
  'detail',
  'evidence',
  'worst',
  'drift',
  // Lines that somebody copies.
  'snippet',
]);
/** Values as JSON. */
const VALUES = new Set(['text']);

/** What goes back to the server, or into an address, as it came. */
const AS_IT_CAME = new Set(['id', 'cursor', 'nextCursor', 'entityRef']);
/** Addresses have a gate of their own, which has to see what they hide. */
const ADDRESSES = new Set(['repository', 'url', 'server']);

/**
 * An answer of the API as pages may show it, wherever they do: no text of it hides
 * anything ({@link visibleText}), and none is longer than can be read. Ids, cursors
 * and the values of filters stay as they came, and what did not have to change is
 * the same object.
 *
 * It is here once so that no page can forget it.
 *
 * @public
 */
export function shownAnswer<T>(answer: T): T {
  return shown(answer, '', '') as T;
}

function shown(value: unknown, field: string, within: string): unknown {
  if (typeof value === 'string') return shownText(value, field, within);
  if (Array.isArray(value)) {
    // The cells of a matrix come as long lists of numbers.
    if (value.every(item => typeof item === 'number')) return value;
    return same(
      value,
      value.map(item => shown(item, field, within)),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  let changed = false;
  const entries = Object.entries(value).map(([key, item]) => {
    const inner = shown(
      item,
      key,
      key === 'facets' || key === 'groups' ? key : nextWithin(within, key),
    );
    changed ||= inner !== item;
    return [key, inner] as const;
  });
  return changed ? Object.fromEntries(entries) : value;
}

/** Below the rows of a group there is nothing that filters by it. */
function nextWithin(within: string, key: string): string {
  return within === 'groups' && key !== 'value' ? '' : within;
}

function shownText(text: string, field: string, within: string): string {
  const isFilter = within !== '' && field === 'value';
  if (isFilter || AS_IT_CAME.has(field)) return text;
  const longest = longestOf(field);
  if (ADDRESSES.has(field)) {
    return text.length > LONGEST_MESSAGE ? cut(text, longest) : text;
  }
  const isLong = text.length > longest;
  return visibleText(isLong ? cut(text, longest) : text, {
    lines: MESSAGES.has(field),
  });
}

function longestOf(field: string): number {
  if (VALUES.has(field)) return LONGEST_VALUE;
  return MESSAGES.has(field) ? LONGEST_MESSAGE : LONGEST_NAME;
}

function cut(text: string, longest: number): string {
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function same(before: unknown[], after: unknown[]): unknown[] {
  return after.every((item, index) => item === before[index]) ? before : after;
}
