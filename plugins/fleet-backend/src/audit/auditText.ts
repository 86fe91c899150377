/** Line ends, whatever moves a cursor or hides or reorders text, and halves of surrogate pairs. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * Text of somebody else as the audit keeps it: of one line, and with what cannot
 * be seen written out (`\u{1b}`), so that two texts that differ look different,
 * and none is taken for another line of a log or for a command of a terminal.
 *
 * @param longest - in characters; a cut is marked by an ellipsis
 */
export function auditText(text: string, longest = 500): string {
  // Cut first: the input may be megabytes long.
  const safe = text
    .slice(0, longest + 1)
    .replace(
      UNSAFE,
      character => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
  return safe.length > longest
    ? `${safe.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…`
    : safe;
}
