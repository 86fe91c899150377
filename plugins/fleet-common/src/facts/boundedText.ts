import { withoutCredentials } from '../addresses/withoutCredentials';
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from './common';

// Control characters apart from tabs and line ends, characters that hide or
// reorder text when it is shown, and halves of surrogate pairs.
const UNSAFE = /[\p{Cf}\p{Cs}\u2028\u2029]|(?![\t\n\r])\p{Cc}/gu;

// What stands before an `@` that the cut took away.
const OPEN_USER_INFORMATION = /(:\/\/)[^\s/?#"'<>]*$/;

/**
 * Short texts that are clean as they are. Names of kinds, namespaces and labels
 * come again with every object, and looking through them is most of what mapping
 * one costs. Forgotten all together when there are too many: a hostile cluster
 * may bring new ones for ever.
 */
const known = new Set<string>();
const MOST_KNOWN = 10_000;
const MOST_CHARACTERS = 64;

function clean(text: string, limit: number): string {
  if (text.length > MOST_CHARACTERS) return cleaned(text, limit);
  if (known.has(text)) return text;
  const result = cleaned(text, limit);
  if (result === text) {
    if (known.size >= MOST_KNOWN) known.clear();
    // A copy: a part of a long text would keep all of it.
    known.add(JSON.parse(JSON.stringify(text)));
  }
  return result;
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
