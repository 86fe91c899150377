// Pictures as emoji are written, with their selectors and joiners; or what is not
// seen, or turns the direction of what stands beside it.
const PICTURE_OR_HIDDEN =
  /(\p{Extended_Pictographic}\uFE0F?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*)|[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/**
 * Text in which nothing hides: control characters, characters without a width
 * and those that reorder their neighbours are shown by their number, `[U+202E]`.
 * Two names that look the same then are the same, as far as scripts do not share
 * letters.
 *
 * @param options - `lines` keeps line ends and tabs as they are
 * @public
 */
export function visibleText(
  text: string,
  options: { lines?: boolean } = {},
): string {
  return text.replace(PICTURE_OR_HIDDEN, (found, picture?: string) => {
    if (picture || (options.lines && /[\n\r\t]/.test(found))) return found;
    const code = found.codePointAt(0) ?? 0;
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}
