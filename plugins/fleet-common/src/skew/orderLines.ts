import { SKEW_ASPECTS } from './aspects';
import type { SkewCounts, SkewLine } from './judgeTrait';

/**
 * How many clusters are proven to be otherwise than they should be.
 *
 * @public
 */
export function differingOf({
  differs,
  absent,
  undecided,
}: Pick<SkewCounts, 'differs' | 'absent' | 'undecided'>): number {
  return differs + absent + undecided;
}

/**
 * What differs first: by how many differ, then by how many are not known, then by aspect
 * and key, so that the order is one.
 *
 * @public
 */
export function compareLines(
  a: Pick<SkewLine<unknown>, 'aspect' | 'key' | 'counts'>,
  b: Pick<SkewLine<unknown>, 'aspect' | 'key' | 'counts'>,
): number {
  return (
    differingOf(b.counts) - differingOf(a.counts) ||
    b.counts.unknown - a.counts.unknown ||
    SKEW_ASPECTS.indexOf(a.aspect) - SKEW_ASPECTS.indexOf(b.aspect) ||
    compareTexts(a.key, b.key)
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
