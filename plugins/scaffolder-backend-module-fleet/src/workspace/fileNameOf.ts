const LONGEST = 63;

/**
 * A name of a file from words that others wrote, such as a cluster's or a policy's name: a label
 * as in DNS (RFC 1123), so that it is neither hidden nor leads to another folder.
 *
 * @param words - joined by `-`; those in which nothing is left are left out
 * @returns 1 to 63 of `a-z`, `0-9` and `-`
 */
export function fileNameOf(words: readonly string[]): string {
  const label = words
    .map(labelOf)
    .filter(Boolean)
    .join('-')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return label || 'unnamed';
}

function labelOf(word: string): string {
  return word
    .toLocaleLowerCase('en-US')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
