import type { ExpectedSkew } from './expectedOf';
import type { TraitMode } from './modeOf';
import type { TraitSight } from './sights';

/**
 * How two sides are beside each other in a trait.
 *
 * - `same`, `differs`: both are known
 * - `unknown`: either is not known, or there is no mode to compare with
 * - `expected`: they differ, and may
 *
 * @public
 */
export const SKEW_COMPARISONS = [
  'differs',
  'unknown',
  'expected',
  'same',
] as const;

/** @public */
export type SkewComparison = (typeof SKEW_COMPARISONS)[number];

/**
 * Compares two clusters in one trait. Two of which neither is known are not alike.
 *
 * @param expected - why either of them may differ
 * @public
 */
export function compareSights(
  left: TraitSight,
  right: TraitSight,
  expected?: ExpectedSkew,
): SkewComparison {
  if (left.state === 'unknown' || right.state === 'unknown') return 'unknown';
  const isSame =
    left.state === right.state &&
    (left.state === 'absent' ||
      (right.state === 'value' && left.value === right.value));
  if (isSame) return 'same';
  return expected ? 'expected' : 'differs';
}

/**
 * What the mode of a group is as one side of a comparison; a tie is none.
 *
 * @public
 */
export function sightOfMode(mode: TraitMode): TraitSight | undefined {
  switch (mode.state) {
    case 'value':
      return { state: 'value', value: mode.value };
    case 'absent':
      return { state: 'absent' };
    default:
      return undefined;
  }
}
