/** A stretch of a line, and whether it is in both values. */
export type Stretch = { text: string; isSame: boolean };

/** A stretch as it is shown. */
export type ShownStretch = Stretch & {
  /** So many characters are left out within it, or at its end. */
  leftOut?: number;
};

/** What is the same is shown around what is not. */
const LONGEST_SAME = 160;
const KEPT_OF_SAME = 60;
const LONGEST_CHANGED = 1_000;

/** No half of a character of two. */
function tidy(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}

/**
 * Stretches of a line as they can be read: of long ones what is the same is left out in the
 * middle, and what is not at the end.
 */
export function shortened(stretches: readonly Stretch[]): ShownStretch[] {
  return stretches.flatMap(stretch => {
    const { text, isSame } = stretch;
    if (!isSame) {
      return text.length <= LONGEST_CHANGED
        ? [stretch]
        : [
            {
              text: tidy(text.slice(0, LONGEST_CHANGED)),
              isSame,
              leftOut: text.length - LONGEST_CHANGED,
            },
          ];
    }
    if (text.length <= LONGEST_SAME) return [stretch];
    return [
      {
        text: tidy(text.slice(0, KEPT_OF_SAME)),
        isSame,
        leftOut: text.length - 2 * KEPT_OF_SAME,
      },
      { text: tidy(text.slice(-KEPT_OF_SAME)), isSame },
    ];
  });
}
