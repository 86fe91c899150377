import type { DriftEpisode } from './DriftEpisode';

/**
 * How long an episode has lasted, or did. It is at least that where watching began with it,
 * and else at most `mostMs`, by when it was last seen in sync before.
 *
 * @param at - milliseconds since 1970
 * @public
 */
export function ageOfEpisode(
  episode: DriftEpisode,
  at: number,
): { ms: number; isAtLeast: true } | { ms: number; mostMs: number } {
  const end = episode.healed?.at ?? at;
  const ms = Math.max(0, end - episode.firstObservedAt);
  return episode.notBefore === undefined
    ? { ms, isAtLeast: true }
    : { ms, mostMs: Math.max(ms, end - episode.notBefore) };
}
