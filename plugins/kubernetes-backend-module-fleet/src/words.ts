/** An error's first line, bounded, for people. */
export function words(error: unknown): string {
  const [line] = String(error instanceof Error ? error.message : error)
    .trim()
    .split(/[\r\n]/);
  // eslint-disable-next-line no-control-regex
  return line.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 300) || 'failed';
}
