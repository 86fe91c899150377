import type { ReleaseShare } from '@fleetview/backstage-plugin-fleet-common';

/** What serves, of one member or of several. */
export type Serving = {
  members: number;
  /** Those that there should be, as far as it is known. */
  replicas: number;
  /** How many of them are of the release. */
  released: number;
  /** Of how many members that is told by the weight that a traffic router confirms. */
  byTraffic: number;
};

/**
 * How much of what serves is of a release. Of one place it is of traffic where a
 * router confirms its weight there. Nobody measures traffic between places, so that
 * of several is of replicas, with the weights of routers within each.
 *
 * @returns the per cent with one decimal, never more than there is; nothing where
 *   nothing is known
 */
export function shareOf(groups: readonly Serving[]): ReleaseShare | undefined {
  const sum = (of: (group: Serving) => number) =>
    groups.reduce((total, group) => total + of(group), 0);
  const replicas = sum(group => group.replicas);
  if (replicas === 0) return undefined;
  const isTraffic =
    sum(group => group.members) === 1 && sum(group => group.byTraffic) === 1;
  return {
    percent: Math.floor((1000 * sum(group => group.released)) / replicas) / 10,
    basis: isTraffic ? 'traffic' : 'replicas',
  };
}
