import type { TraitSight } from './sights';

/** One thing that clusters of a group say, and how many of them. Without a value: that it is not there. */
export type TraitShare = { value?: string; clusters: number };

/**
 * How most clusters of a group are in a trait, of those of which it is known.
 *
 * - `value`: most have this value
 * - `absent`: most do not have it
 * - `tied`: as many are this way as that, so that none of them is to be followed
 * - `unknown`: of none it is known
 *
 * @public
 */
export type TraitMode =
  | { state: 'value'; value: string; clusters: number; known: number }
  | { state: 'absent'; clusters: number; known: number }
  | {
      state: 'tied';
      /** Those that are tied, by their text; what is absent comes last. */
      values: { value?: string; clusters: number }[];
      known: number;
    }
  | { state: 'unknown'; known: 0 };

/**
 * The mode of a trait: what is said by more clusters than anything else is. What is not
 * known has no voice, and absence has one like any value.
 *
 * @public
 */
export function modeOf(sights: Iterable<TraitSight>): TraitMode {
  const values = new Map<string, number>();
  let absent = 0;
  let known = 0;
  for (const sight of sights) {
    if (sight.state === 'unknown') continue;
    known += 1;
    if (sight.state === 'absent') absent += 1;
    else values.set(sight.value, (values.get(sight.value) ?? 0) + 1);
  }
  if (known === 0) return { state: 'unknown', known: 0 };
  let most = absent;
  for (const clusters of values.values()) most = Math.max(most, clusters);
  const first: TraitShare[] = [...values]
    .filter(([, clusters]) => clusters === most)
    .map(([value, clusters]) => ({ value, clusters }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  if (absent === most) first.push({ clusters: absent });
  if (first.length > 1) return { state: 'tied', values: first, known };
  const [{ value }] = first;
  return value === undefined
    ? { state: 'absent', clusters: most, known }
    : { state: 'value', value, clusters: most, known };
}
