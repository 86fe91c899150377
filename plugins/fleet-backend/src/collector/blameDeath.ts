/** Ends of a thread in a row during which a cluster was being read, from which on it is doubted. */
const DOUBTED_FROM = 2;

/** What is known of a cluster when its thread ends. */
export type Bereaved = {
  /** Ends of its threads in a row during which it was being read. */
  deaths: number;
  readonly progress: { readonly isUnderWay: boolean };
};

/**
 * Counts for each cluster of a thread that has ended that it may have been the
 * reason, and chooses those that are to be read apart from all others: half of
 * the most suspicious, so that few ends suffice to find one among many.
 */
export function blameDeath<T extends Bereaved>(
  members: readonly T[],
): { apart: T[]; others: T[] } {
  const underWay = members.filter(({ progress }) => progress.isUnderWay);
  // A change of what was read long ago may be the reason as well.
  const suspects = new Set(underWay.length > 0 ? underWay : members);
  let most = 0;
  for (const member of members) {
    member.deaths = suspects.has(member) ? member.deaths + 1 : 0;
    most = Math.max(most, member.deaths);
  }
  if (most < DOUBTED_FROM) return { apart: [], others: [...members] };
  const doubted = members.filter(({ deaths }) => deaths === most);
  const apart = doubted.slice(0, Math.ceil(doubted.length / 2));
  const chosen = new Set(apart);
  return { apart, others: members.filter(member => !chosen.has(member)) };
}
