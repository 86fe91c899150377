import { ended, refused, taken, withAttempt } from './changed';
import { isInSync } from './progressOf';
import type { Promotion, TargetProgress } from './Promotion';
import { isTouched } from './rollBack';
import type { EventOf, PromotionTransition } from './PromotionEvent';

/**
 * Takes a look at a cluster that something is taken back from: it is back once it was seen
 * with what it had before, in sync since that was asked for.
 */
export function seeTargetBack(
  promotion: Promotion,
  { at, wave, cluster, sight }: EventOf<'target-seen'>,
): PromotionTransition {
  const { rollback, settings } = promotion;
  if (!rollback || promotion.state === 'rolled-back') {
    return refused(promotion, 'it has ended');
  }
  if (at <= rollback.askedAt) {
    return refused(promotion, 'it was not asked back by then');
  }
  const attempt = promotion.attempts.find(each => each.wave === wave);
  const before = attempt?.targets.find(each => each.cluster === cluster);
  if (!attempt || !before || !isTouched(attempt)) {
    return refused(promotion, 'it was not brought to this cluster');
  }
  if (before.seenAt !== undefined && at <= before.seenAt) {
    return refused(promotion, 'it was looked at later than that');
  }
  const { backAt, ...rest } = before;
  const isBack =
    sight.hasBefore === 'yes' &&
    isInSync(sight, { at, syncedSince: rollback.askedAt });
  const now: TargetProgress = {
    ...rest,
    seenAt: at,
    ...(isBack && { backAt: backAt ?? at }),
  };
  const seen = withAttempt(promotion, {
    ...attempt,
    targets: attempt.targets.map(each => (each === before ? now : each)),
  });
  const areAllBack = seen.attempts
    .filter(isTouched)
    .flatMap(({ targets }) => targets)
    .every(
      each =>
        each.backAt !== undefined &&
        each.seenAt !== undefined &&
        at - each.seenAt <= settings.maxGapMs,
    );
  return taken(
    areAllBack
      ? ended(
          seen,
          'rolled-back',
          at,
          `taken back for ${rollback.by}: ${rollback.reason}`,
        )
      : seen,
  );
}
