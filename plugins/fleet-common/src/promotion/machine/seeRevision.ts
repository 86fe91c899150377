import {
  attemptUnderWay,
  comesTo,
  refused,
  taken,
  withAttempt,
} from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';

/**
 * Takes that a delivery has a revision that brings what a change proposed: then it is merged,
 * whatever gates say by now. Once all changes of the wave were seen, its clusters move.
 */
export function seeRevision(
  promotion: Promotion,
  { at, wave, key, cluster, revision }: EventOf<'revision-seen'>,
): PromotionTransition {
  const attempt = attemptUnderWay(promotion);
  if (attempt?.wave !== wave) return refused(promotion, 'another wave is on');
  const change = attempt.changes.find(each => each.key === key);
  if (!change) return refused(promotion, 'no such change was proposed');
  if (change.seen) return refused(promotion, 'it is known');
  if (at <= change.at) {
    return refused(promotion, 'it was seen before it was proposed');
  }
  const seen = {
    ...attempt,
    changes: attempt.changes.map(each =>
      each.key === key ? { ...each, seen: { revision, cluster, at } } : each,
    ),
  };
  const isMerged = seen.keys.every(each =>
    seen.changes.some(other => other.key === each && other.seen),
  );
  return taken(
    isMerged
      ? comesTo(promotion, { ...seen, movingSince: at }, 'merged', at)
      : withAttempt(promotion, seen),
  );
}
