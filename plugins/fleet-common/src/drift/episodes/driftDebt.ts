import type { DriftEpisode } from './DriftEpisode';

const HOUR = 60 * 60 * 1000;

/** The tier of clusters without one. */
const UNASSIGNED = 'unassigned';

/** @public */
export type DriftDebt = {
  /** Hours in which resources differed, each weighted by its cluster's tier. */
  hours: number;
  /** How much of that is of time in which nobody could see whether they still did. */
  unconfirmedHours: number;
  /** Of how many episodes the beginning is not known: it is at least this much then. */
  undated: number;
};

/**
 * How much drift there was, in weighted hours. What is not seen to be in sync goes on, and
 * times between flaps are taken off.
 *
 * @param at - milliseconds since 1970
 * @param weights - by tier; `unassigned` for clusters without one. What has no weight
 *   weighs as much as those, and else 1
 * @public
 */
export function driftDebt(
  episodes: Iterable<{ episode: DriftEpisode; tier?: string }>,
  at: number,
  weights: Readonly<Record<string, number>> = {},
): DriftDebt {
  const debt: DriftDebt = { hours: 0, unconfirmedHours: 0, undated: 0 };
  for (const { episode, tier = UNASSIGNED } of episodes) {
    const { firstObservedAt, lastObservedAt, inSyncMs } = episode;
    const weight = weightOf(weights, tier);
    const end = Math.max(firstObservedAt, episode.healed?.at ?? at);
    debt.hours +=
      (Math.max(0, end - firstObservedAt - inSyncMs) * weight) / HOUR;
    if (episode.isUnconfirmed) {
      debt.unconfirmedHours +=
        (Math.max(0, end - lastObservedAt) * weight) / HOUR;
    }
    if (episode.notBefore === undefined) debt.undated += 1;
  }
  return debt;
}

/** A weight that is no number, or takes away, would hide drift. */
function weightOf(
  weights: Readonly<Record<string, number>>,
  tier: string,
): number {
  const known = [tier, UNASSIGNED]
    .filter(name => Object.hasOwn(weights, name))
    .map(name => weights[name])
    .find(weight => Number.isFinite(weight) && weight >= 0);
  return known ?? 1;
}
