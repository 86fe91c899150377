import type { PromotionWorld } from '../PromotionWorld';
import type { KnownCommits, StoredPromotion } from '../store/StoredPromotion';

/** More are not kept that are shown nowhere any more: of these the oldest say nothing. */
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
  const shown = new Set<string>();
  const at = found.size === 0 ? promotion.beganAt - 1 : now;
  for (const { running, sources } of seen) {
    if (!targets.has(running.cluster)) continue;
    for (const commit of sources.flatMap(each => [
      each.applied,
      each.desired,
    ])) {
      if (!commit) continue;
      shown.add(commit);
      if (!found.has(commit)) found.set(commit, at);
    }
  }
  // What is shown and was forgotten would be taken for new.
  const gone = [...found.keys()].filter(commit => !shown.has(commit));
  for (const commit of gone.slice(0, Math.max(0, found.size - MOST))) {
    found.delete(commit);
  }
  return { ...commits, seen: Object.fromEntries(found) };
}
