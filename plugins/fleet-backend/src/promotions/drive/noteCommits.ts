import type { PromotionWorld } from '../PromotionWorld';
import type { KnownCommits, StoredPromotion } from '../store/StoredPromotion';

/** More are not kept: it goes on for days at most, and the oldest say nothing any more. */
const MOST = 500;

/**
 * Keeps when commits were first seen on clusters that it goes to. What is there at the first
 * look was there when it began.
 */
export function noteCommits(
  { commits, promotion }: StoredPromotion,
  { seen, now }: Pick<PromotionWorld, 'seen' | 'now'>,
): KnownCommits {
  const targets = new Set(
    promotion.attempts.flatMap(each =>
      each.targets.map(({ cluster }) => cluster),
    ),
  );
  const found = new Map(Object.entries(commits.seen));
  const at = found.size === 0 ? promotion.beganAt - 1 : now;
  for (const { running, sources } of seen) {
    if (!targets.has(running.cluster)) continue;
    for (const commit of sources.flatMap(each => [
      each.applied,
      each.desired,
    ])) {
      if (commit && !found.has(commit)) found.set(commit, at);
    }
  }
  return { ...commits, seen: Object.fromEntries([...found].slice(-MOST)) };
}
