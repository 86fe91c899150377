import {
  holdsCredentialWord,
  LETTERS_OF_WORDS,
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

/** Nothing that is unsafe, and no part of what credentials are told by. */
const HARMLESS = 0;
/** Of the letters of what credentials are told by, those that other texts have least. */
const TELLING = 1;
/** Unsafe, of no Latin letter, or what stands in most credentials. */
const SUSPECT = 2;

/**
 * What each character of ASCII says of a text. Most texts of a cluster are names: told
 * letter by letter they take a quarter of what patterns take, which all objects pay.
 */
const CHARACTERS = new Uint8Array(128).fill(SUSPECT);
for (let code = 32; code < 127; code += 1) CHARACTERS[code] = HARMLESS;
for (const character of '\t\n\r') {
  CHARACTERS[character.charCodeAt(0)] = HARMLESS;
}
for (const character of '@=') CHARACTERS[character.charCodeAt(0)] = SUSPECT;
for (const character of LETTERS_OF_WORDS) {
  CHARACTERS[character.charCodeAt(0)] = TELLING;
}

/** No token or key is as short, unless a `=` or `@` comes with it. */
const SHORT = 12;

function isHarmless(text: string, limit: number): boolean {
  const { length } = text;
  if (length > limit) return false;
  let isTelling = false;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 126) return false;
    const says = CHARACTERS[code];
    if (says === SUSPECT) return false;
    if (says === TELLING) isTelling = true;
  }
  return !isTelling || length <= SHORT || !holdsCredentialWord(text);
}

function clean(text: string, limit: number): string {
  // Copying what nothing is taken out of would be most of what it costs.
  return isHarmless(text, limit) ? text : cleaned(text, limit);
}

function cleaned(text: string, limit: number): string {
  // Cut first: the input may be megabytes long.
  const isCut = text.length > limit * 4;
  const head = isCut
    ? text.slice(0, limit * 4).replace(OPEN_USER_INFORMATION, '$1***')
    : text;
  const safe = withoutCredentials(
    PLAIN.test(head) ? head : head.replace(UNSAFE, ''),
  );
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
