import type { SeenInstance } from '../types';

/** Whole ids: what is cut short may be those of two. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The commits that clusters run the configuration of a component from, the most frequent
 * first; of the same number in the order of their ids.
 */
export function commitsOf(
  seen: readonly SeenInstance[],
  clusters: ReadonlySet<string>,
): string[] {
  const counts = new Map<string, number>();
  for (const { running, sources } of seen) {
    if (!clusters.has(running.cluster)) continue;
    const own = new Set(
      sources.flatMap(({ desired, applied }) => {
        const commit = desired ?? applied;
        return commit && COMMIT.test(commit) ? commit : [];
      }),
    );
    for (const commit of own) counts.set(commit, (counts.get(commit) ?? 0) + 1);
  }
  return [...counts]
    .sort(
      ([left, some], [right, other]) => other - some || (left < right ? -1 : 1),
    )
    .map(([commit]) => commit);
}
