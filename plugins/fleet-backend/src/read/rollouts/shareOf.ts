import type { ReleaseShare } from '@fleetview/backstage-plugin-fleet-common';
import type { MemberMemory } from '../../derive/rollouts';

/**
 * How much of what serves is of a release. Of one place it is of traffic where a
 * router confirms its weight there. Nobody measures traffic between places, so that
 * of several is of replicas, with the weights of routers within each.
 *
 * @returns the per cent with one decimal, never more than there is; nothing where
 *   nothing is known
 */
export function shareOf(
  memories: readonly Pick<MemberMemory, 'serving'>[],
): ReleaseShare | undefined {
  const known = memories.flatMap(({ serving }) => serving ?? []);
  const replicas = known.reduce((sum, each) => sum + each.replicas, 0);
  if (replicas === 0) return undefined;
  const released = known.reduce((sum, each) => sum + each.released, 0);
  const isTraffic = memories.length === 1 && known[0].byTraffic === true;
  return {
    percent: Math.floor((1000 * released) / replicas) / 10,
    basis: isTraffic ? 'traffic' : 'replicas',
  };
}
