/** Hides or reorders text when it is shown; JSON leaves it as it is. */
const UNSAFE = /[\p{Cf}\p{Cs}\u2028\u2029\u007f-\u009f]/gu;

/** Letters, digits and signs that stand in JSON as they are: most texts are only names. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A text from a cluster as JSON, in which nothing is hidden. */
export function quotedText(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(UNSAFE, unsafe =>
    unsafe
      .split('')
      .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
