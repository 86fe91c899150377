import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from './common';

// Control characters apart from tabs and line ends, characters that hide or
// reorder text when it is shown, and halves of surrogate pairs.
const UNSAFE = /[\p{Cf}\p{Cs}\u2028\u2029]|(?![\t\n\r])\p{Cc}/gu;

function clean(text: string, limit: number): string {
  // Cut first: the input may be megabytes long.
  const head = text.length > limit * 4 ? text.slice(0, limit * 4) : text;
  const safe = head.replace(UNSAFE, '');
  return safe.length > limit
    ? `${safe.slice(0, limit - 1).replace(/\p{Cs}$/u, '')}…`
    : safe;
}

/**
 * A message from a cluster, without control and reordering characters, of at
 * most 1,024 characters; a cut is marked by an ellipsis.
 *
 * @public
 */
export function boundedText(text: string): string {
  return clean(text, MAX_TEXT_LENGTH);
}

/**
 * A name, label value or revision from a cluster, cleaned like
 * {@link boundedText}, of at most 512 characters.
 *
 * @public
 */
export function boundedName(text: string): string {
  return clean(text, MAX_NAME_LENGTH);
}
