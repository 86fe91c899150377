const LONGEST_REASON = 300;

// Control characters, halves of pairs, and the invisible ones that can turn the direction of what stands beside them.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/**
 * Text from outside, made fit to be shown on one line: bounded in length, without control and invisible characters.
 * The bound counts UTF-16 units, the ellipsis included, and never splits a pair.
 */
export function plainText(text: string, longest = LONGEST_REASON): string {
  // Cut before the replacement too: what comes in can be megabytes.
  const plain = text
    .slice(0, longest * 4)
    .replace(INVISIBLE, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (plain.length <= longest) {
    return plain;
  }
  return `${plain.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `15 s`, `1.5 s`, `250 ms`: a time limit as people read it. */
export function duration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}

/** `8 MiB`, `500 bytes`: a size limit as people read it. */
export function size(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${Number((bytes / 1024 / 1024).toFixed(1))} MiB`
    : `${bytes} bytes`;
}
