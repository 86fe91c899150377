import type { Text } from '../translation';

/** A number of things with their word. */
export function countWords(
  of: 'differences' | 'components' | 'clusters',
  count: number,
  t: Text,
): string {
  return t(`drift.counts.${of}`, {
    count,
    amount: count.toLocaleString('en'),
  });
}
