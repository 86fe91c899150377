/**
 * Whether a text is as a pattern says, in which `*` stands for any text and `?` for any
 * one character. Takes time by the product of both lengths at most, whatever they hold.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  for (let index = 0; index < text.length; ) {
    // A star of the pattern is never a character of the text.
    if (pattern[at] === '*') {
      star = at;
      resumeAt = index;
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === text[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      // What the last star stands for is longer by one.
      resumeAt += 1;
      index = resumeAt;
      at = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
