import { defined, toTime } from '../../values';
import { waveUnderWay } from '../drive/waveUnderWay';
import type { StoredPromotion } from '../store/StoredPromotion';
import { timeText } from './names';
import { toNext } from './toNext';
import { toRollback } from './toRollback';
import { versionOf } from './toRelease';

/** A promotion as lists have it. */
export function toSummary({
  id,
  entityRef,
  promotion,
  release,
  requestedBy,
  endedAt,
  lookedAt,
}: StoredPromotion) {
  const attempt = waveUnderWay(promotion);
  return defined({
    id,
    component: entityRef,
    from: promotion.from,
    to: promotion.to,
    release: promotion.release,
    version: versionOf(release),
    state: promotion.state,
    since: timeText(promotion.since),
    beganAt: timeText(promotion.beganAt),
    endedAt: toTime(endedAt),
    because: promotion.because,
    lookedAt: toTime(lookedAt),
    rollback: promotion.rollback && toRollback(promotion.rollback),
    requestedBy,
    wave: attempt?.wave,
    waves: promotion.attempts.length,
    wavesDone: promotion.attempts.filter(({ state }) => state === 'done')
      .length,
    clusters: promotion.attempts.reduce(
      (sum, { targets }) => sum + targets.length,
      0,
    ),
    heldUpBy: attempt?.judged?.heldUpBy,
    next: attempt?.judged && toNext(attempt.judged.next),
  });
}
