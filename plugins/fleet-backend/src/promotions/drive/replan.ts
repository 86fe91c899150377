import { commitsOf } from '../plan/commitsOf';
import { itemsNow } from '../plan/itemsNow';
import { replanned } from '../plan/replanned';
import type { PromotionWorld } from '../PromotionWorld';
import type { StoredPromotion } from '../store/StoredPromotion';
import type { Walk } from './Walk';

/**
 * Plans again what has not moved yet. Another plan, or a configuration that somebody else has
 * changed, has approvals lapse. A commit counts as another one once no cluster that it still
 * goes to shows the one that was planned with, or one of its own.
 */
export function replan(
  walk: Walk,
  { stored, world }: { stored: StoredPromotion; world: PromotionWorld },
): StoredPromotion['plan'] {
  const { promotion } = walk;
  const next = replanned(promotion, stored.plan.plan, itemsNow(stored, world));
  const commit = otherCommit(walk, { stored, world });
  if (!next && commit === undefined) return stored.plan;
  const plan = {
    ...(next ?? stored.plan.plan),
    commit: commit ?? promotion.binding.commit,
  };
  const refused = walk.take({
    type: 'replanned',
    at: world.now,
    planHash: plan.hash,
    commit: plan.commit,
  });
  return refused === undefined ? { ...stored.plan, plan } : stored.plan;
}

function otherCommit(
  { promotion }: Walk,
  { stored, world }: { stored: StoredPromotion; world: PromotionWorld },
): string | undefined {
  const open = new Set(
    promotion.attempts
      .filter(({ state }) => state !== 'done')
      .flatMap(({ targets }) => targets.map(({ cluster }) => cluster)),
  );
  const own = new Set([
    promotion.binding.commit,
    ...Object.values(stored.commits.heads),
    ...promotion.attempts.flatMap(({ changes }) =>
      changes.flatMap(({ seen }) => seen?.revision ?? []),
    ),
  ]);
  const shown = commitsOf(world.seen, open);
  return shown.some(commit => own.has(commit)) ? undefined : shown[0];
}
