import { STATUS_KEYS, type StatusKey } from '../../status';

const KNOWN: ReadonlySet<string> = new Set(STATUS_KEYS);

/** The class whose background is a glyph, in a page that has a sheet of them. */
export function glyphClass(
  mode: 'light' | 'dark',
  key: StatusKey,
  stale: boolean,
): string {
  // A newer server may know words that this page does not.
  const known = KNOWN.has(key) ? key : 'unknown';
  return `fleet-glyph-${mode}-${known}${stale ? '-stale' : ''}`;
}
