import {
  mayHoldCredentials,
  withoutCredentials,
} from '../addresses/withoutCredentials';
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from './common';

// Control characters apart from tabs and line ends, characters that hide or
// reorder text when it is shown, and halves of surrogate pairs.
const UNSAFE = /[\p{Cf}\p{Cs}\u2028\u2029]|(?![\t\n\r])\p{Cc}/gu;

// What stands before an `@` that the cut took away.
const OPEN_USER_INFORMATION = /(:\/\/)[^\s/?#"'<>]*$/;

/** Latin letters, digits and signs, as most texts are made of: nothing that is unsafe. */
const PLAIN = /^[\t\n\r -~]*$/;

/**
 * Like {@link PLAIN}, and without what credentials are told by: too short for a
 * token or key, and without the `=` or `@` that all shorter ones come with.
 */
const SHORT = /^[\t\n\r -<>?A-~]{0,12}$/;

function clean(text: string, limit: number): string {
  if (SHORT.test(text)) return text;
  // Copying what nothing is taken out of would be most of what it costs.
  const isClean =
    text.length <= limit && PLAIN.test(text) && !mayHoldCredentials(text);
  return isClean ? text : cleaned(text, limit);
}

function cleaned(text: string, limit: number): string {
  // Cut first: the input may be megabytes long.
  const isCut = text.length > limit * 4;
  const head = isCut
    ? text.slice(0, limit * 4).replace(OPEN_USER_INFORMATION, '$1***')
    : text;
  const safe = withoutCredentials(head.replace(UNSAFE, ''));
  if (safe.length > limit) {
    return `${safe.slice(0, limit - 1).replace(/\p{Cs}$/u, '')}…`;
  }
  // Hidden characters or credentials filled the rest. What the cut went through
  // may be half of another credential, which is not known for one.
  if (isCut) {
    return `${safe.replace(/\S{1,1024}$/, '').slice(0, limit - 1)}…`;
  }
  return safe;
}

/**
 * A message from a cluster, without control and reordering characters and
 * {@link withoutCredentials}, of at most 1,024 characters; a cut is marked by an
 * ellipsis.
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
