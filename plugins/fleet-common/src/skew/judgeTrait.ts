import type { SkewAspect } from './aspects';
import type { ExpectedSkew } from './expectedOf';
import { modeOf, type TraitMode } from './modeOf';
import type { TraitSight } from './sights';

/**
 * How a cluster is in a trait, beside its group.
 *
 * - `same`: as most are
 * - `differs`: it has it, and most have it otherwise or not at all
 * - `absent`: most have it, and it is proven not to be there
 * - `undecided`: the group is tied, so that nobody says which is right
 * - `unknown`: it is not known
 * - `expected`: it differs or is not there, and may
 *
 * @public
 */
export const SKEW_VERDICTS = [
  'same',
  'differs',
  'absent',
  'undecided',
  'unknown',
  'expected',
] as const;

/** @public */
export type SkewVerdict = (typeof SKEW_VERDICTS)[number];

/** One cluster of a group, with what is known of it in a trait. */
export type TraitMember<C> = {
  cluster: C;
  sight: TraitSight;
  /** It may be otherwise, and has no voice in what most are. */
  exempt?: ExpectedSkew;
  /** It may be otherwise for now: it has its voice, as nobody knows which side is on its way. */
  moving?: ExpectedSkew;
};

/**
 * A cluster's verdict.
 *
 * @public
 */
export type JudgedMember<C> = {
  cluster: C;
  sight: TraitSight;
  verdict: SkewVerdict;
  /** Where the verdict is `expected`: why. */
  expected?: ExpectedSkew;
};

/**
 * How many clusters have which verdict. They add up to `clusters`.
 *
 * @public
 */
export type SkewCounts = { clusters: number } & Record<SkewVerdict, number>;

/**
 * A trait over the clusters of a group.
 *
 * @public
 */
export type SkewLine<C> = {
  aspect: SkewAspect;
  key: string;
  mode: TraitMode;
  counts: SkewCounts;
  /** Those that are not the same, in the order in which they were given. */
  others: JudgedMember<C>[];
};

/**
 * Judges every cluster of a group in one trait.
 *
 * @public
 */
export function judgeTrait<C>(
  trait: { aspect: SkewAspect; key: string },
  members: readonly TraitMember<C>[],
): SkewLine<C> {
  const mode = modeOf(
    members.flatMap(({ sight, exempt }) => (exempt ? [] : [sight])),
  );
  const counts = noSkewCounts();
  const others: JudgedMember<C>[] = [];
  for (const member of members) {
    const judged = judgeMember(member, mode);
    counts.clusters += 1;
    counts[judged.verdict] += 1;
    if (judged.verdict !== 'same') others.push(judged);
  }
  return { ...trait, mode, counts, others };
}

/** @public */
export function noSkewCounts(): SkewCounts {
  return {
    clusters: 0,
    same: 0,
    differs: 0,
    absent: 0,
    undecided: 0,
    unknown: 0,
    expected: 0,
  };
}

function judgeMember<C>(
  { cluster, sight, exempt, moving }: TraitMember<C>,
  mode: TraitMode,
): JudgedMember<C> {
  const own = verdictOf(sight, mode);
  const expected = exempt ?? moving;
  if (!expected || own === 'same' || own === 'unknown') {
    return { cluster, sight, verdict: own };
  }
  return { cluster, sight, verdict: 'expected', expected };
}

function verdictOf(
  sight: TraitSight,
  mode: TraitMode,
): Exclude<SkewVerdict, 'expected'> {
  if (sight.state === 'unknown') return 'unknown';
  switch (mode.state) {
    case 'value':
      if (sight.state === 'absent') return 'absent';
      return sight.value === mode.value ? 'same' : 'differs';
    case 'absent':
      return sight.state === 'absent' ? 'same' : 'differs';
    default:
      // Without a mode there is nothing that a cluster could be like.
      return 'undecided';
  }
}
