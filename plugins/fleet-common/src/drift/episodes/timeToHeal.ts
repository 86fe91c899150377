import {
  type TimeToRepair,
  timeToRepair,
} from '../../compliance/trends/timeToRepair';
import type { DriftEpisode } from './DriftEpisode';

/**
 * How long drift lasts until it is repaired. Of what was there when watching began, and is
 * over, it is not known; what still lasts is told apart.
 *
 * @param at - milliseconds since 1970
 * @public
 */
export function timeToHeal(
  episodes: Iterable<DriftEpisode>,
  at: number,
): TimeToRepair {
  return timeToRepair(
    Array.from(episodes, ({ firstObservedAt, healed }) => {
      if (!healed) return { firstFailedAt: firstObservedAt };
      return {
        ...(!healed.isAtLeast && { firstFailedAt: firstObservedAt }),
        fixedAt: healed.at,
      };
    }),
    at,
  );
}
