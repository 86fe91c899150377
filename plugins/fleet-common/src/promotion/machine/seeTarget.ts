import { attemptUnderWay, comesTo, refused, taken } from './changed';
import { progressOf } from './progressOf';
import type {
  Promotion,
  PromotionState,
  TargetProgress,
  WaveAttempt,
} from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';
import { seeTargetBack } from './seeTargetBack';

/** How far all of them are: as far as the last. */
function stateOf(
  targets: readonly TargetProgress[],
  { at, maxGapMs }: { at: number; maxGapMs: number },
): PromotionState {
  const all = (has: (target: TargetProgress) => boolean) => targets.every(has);
  const isSeen = ({ seenAt }: TargetProgress) =>
    seenAt !== undefined && at - seenAt <= maxGapMs;
  if (all(each => each.soakedAt !== undefined && isSeen(each))) return 'done';
  if (all(each => each.healthySince !== undefined)) return 'soaking';
  return all(each => each.arrivedAt !== undefined) ? 'verifying' : 'applying';
}

/** The next wave's turn; without one, all is done. */
function afterWave(
  promotion: Promotion,
  done: WaveAttempt,
  at: number,
): Promotion {
  const finished = comesTo(promotion, done, 'done', at);
  const next = attemptUnderWay({ ...finished, state: 'waiting' });
  return next
    ? comesTo({ ...finished, state: 'done' }, next, 'waiting', at)
    : { ...finished, because: 'each cluster was seen healthy with it' };
}

/** Takes a look at a cluster: of the wave under way, or of what is being rolled back. */
export function seeTarget(
  promotion: Promotion,
  event: EventOf<'target-seen'>,
): PromotionTransition {
  if (promotion.rollback) return seeTargetBack(promotion, event);
  const { at, wave, cluster, sight } = event;
  const attempt = attemptUnderWay(promotion);
  if (attempt?.wave !== wave) return refused(promotion, 'another wave is on');
  const { movingSince, soakMs } = attempt;
  if (movingSince === undefined || at <= movingSince) {
    return refused(promotion, 'nothing of the wave was merged by then');
  }
  const before = attempt.targets.find(each => each.cluster === cluster);
  if (!before) return refused(promotion, 'it does not go to this cluster');
  if (before.seenAt !== undefined && at <= before.seenAt) {
    return refused(promotion, 'it was looked at later than that');
  }
  const { maxGapMs } = promotion.settings;
  const now = progressOf(before, sight, {
    at,
    syncedSince: promotion.beganAt,
    soakMs,
    maxGapMs,
  });
  const seen = {
    ...attempt,
    targets: attempt.targets.map(each => (each === before ? now : each)),
  };
  const state = stateOf(seen.targets, { at, maxGapMs });
  return taken(
    state === 'done'
      ? afterWave(promotion, seen, at)
      : comesTo(promotion, seen, state, at),
  );
}
