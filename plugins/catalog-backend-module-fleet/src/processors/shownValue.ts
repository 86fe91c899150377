const LONGEST = 100;

/** Characters that are not seen, or that reorder what is. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;

/** A value in quotes, short, and with what would not be seen as its code. */
export function shownValue(value: string): string {
  const head = value.slice(0, LONGEST);
  const shown = head.replace(
    HIDDEN,
    character =>
      `\\u{${(character.codePointAt(0) as number)
        .toString(16)
        .padStart(4, '0')}}`,
  );
  return `'${shown}${value.length > LONGEST ? '…' : ''}'`;
}
