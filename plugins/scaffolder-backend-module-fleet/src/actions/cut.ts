const LONGEST = 200;

/** A value of others that is told in words, cut where it is long. */
export function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
