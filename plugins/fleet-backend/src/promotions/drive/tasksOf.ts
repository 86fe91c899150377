import { keyOfChange } from '../plan/keyOfChange';
import type { Attempt, Direction } from '../store/attempts';
import type { StoredPromotion } from '../store/StoredPromotion';
import { proposedIn } from './proposedIn';
import { isTouched, waveUnderWay } from './waveUnderWay';

/** What is to be proposed of a wave in one repository. */
export type WantedTask = {
  wave: string;
  direction: Direction;
  repository: string;
  /** What was started for it before, the newest first. */
  before: readonly Attempt[];
};

/**
 * What has to be proposed in Git now: changes of the wave whose gates are open, and what takes
 * a promotion back.
 */
export function tasksOf(
  { promotion, plan, release }: StoredPromotion,
  attempts: readonly Attempt[],
): WantedTask[] {
  const wanted = (
    wave: string,
    direction: Direction,
    isWanted: (key: string) => boolean,
  ): WantedTask[] => {
    const repositories = new Set(
      plan.changes
        .filter(
          change =>
            change.wave === wave && isWanted(keyOfChange(release.id, change)),
        )
        .map(({ repository = '' }) => repository),
    );
    return [...repositories].map(repository => ({
      wave,
      direction,
      repository,
      before: attempts.filter(
        each =>
          each.wave === wave &&
          each.direction === direction &&
          each.repository === repository,
      ),
    }));
  };
  if (promotion.rollback) {
    if (promotion.state === 'rolled-back') return [];
    return promotion.attempts
      .filter(isTouched)
      .flatMap(({ wave }) => wanted(wave, 'roll-back', () => true))
      .filter(({ before }) => before[0]?.state !== 'succeeded');
  }
  const attempt = waveUnderWay(promotion);
  if (attempt?.state !== 'opening') return [];
  const proposed = proposedIn(attempt, promotion);
  return wanted(attempt.wave, 'promote', key => !proposed.has(key));
}
