/** By what is said in a comment, the image automation of Flux sets a value by itself. */
const MARKER = '"$imagepolicy"';

/** That something else sets what changed as well, and may set it back. */
export function automationNotes(
  file: string,
  before: string,
  after: string,
): string[] {
  const lines = new Set(before.split('\n'));
  const isMarked = after
    .split('\n')
    .some(line => line.includes(MARKER) && !lines.has(line));
  return isMarked
    ? [
        `The image automation of Flux sets what changes in '${file}' as well, by the comment beside it, and may set it back.`,
      ]
    : [];
}
