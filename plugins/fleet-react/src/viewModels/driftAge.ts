import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import { ageOf, type Age } from './time';

/**
 * How long an episode has lasted, or did: at least so long, and at most where it is known
 * when it was last as desired.
 *
 * @public
 */
export interface DriftDuration {
  least: Age;
  /** Absent where it says the same as `least`. */
  most?: Age;
  /** Watching began with it: it may be older by any time. */
  isAtLeast: boolean;
}

/**
 * @param now - milliseconds since 1970
 * @returns nothing where a time of it is none
 * @public
 */
export function driftDuration(
  episode: Pick<FleetDriftEpisode, 'firstObservedAt' | 'notBefore' | 'ended'>,
  now: number,
): DriftDuration | undefined {
  const { firstObservedAt, notBefore, ended } = episode;
  const end = ended ? Date.parse(ended.at) : now;
  const least = ageOf(firstObservedAt, end);
  if (!least) return undefined;
  if (notBefore === undefined) return { least, isAtLeast: true };
  const most = ageOf(notBefore, end);
  return {
    least,
    isAtLeast: false,
    ...(most && !isSame(least, most) ? { most } : {}),
  };
}

function isSame(left: Age, right: Age): boolean {
  return left.unit === right.unit && left.value === right.value;
}
