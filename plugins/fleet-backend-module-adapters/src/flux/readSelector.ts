/** What a regular expression may hold beside plain characters to be told as a pattern. */
const PART = /\.\*|\\\.|\.|[A-Za-z0-9_/-]/y;

const SIMPLE: Readonly<Record<string, string>> = {
  '.*': '*',
  '\\.': '.',
  '.': '?',
};

/**
 * An anchored regular expression as a pattern of `*` and `?`. It comes from a cluster: it
 * is read, and never run.
 *
 * @returns nothing where it is more than a pattern
 */
export function readSelector(expression: string): string | undefined {
  // Flux anchors it once more, which changes nothing.
  const anchored = expression.replace(/^\^/, '').replace(/\$$/, '');
  let pattern = '';
  PART.lastIndex = 0;
  while (PART.lastIndex < anchored.length) {
    const [part] = PART.exec(anchored) ?? [];
    if (part === undefined) return undefined;
    pattern += SIMPLE[part] ?? part;
  }
  return pattern;
}
