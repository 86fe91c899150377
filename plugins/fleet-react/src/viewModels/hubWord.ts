import type { HubWord } from '@fleetview/backstage-plugin-fleet-common';
import type { Status } from '../status';

/**
 * The one thing that a hub says of a cluster, the most important first: that it
 * has lost sight of it, what is being done with it, and that it is there.
 *
 * @public
 */
export type HubSaying =
  | 'lost'
  | 'upgrading'
  | 'available'
  | 'unstated'
  | Exclude<HubWord['lifecycle'], 'provisioned' | 'upgrading' | 'unknown'>;

/** @public */
export function sayingOf(
  word: Pick<HubWord, 'lifecycle' | 'heartbeat'>,
): HubSaying {
  const { lifecycle, heartbeat } = word;
  if (heartbeat.state === 'lost') return 'lost';
  if (lifecycle !== 'provisioned' && lifecycle !== 'unknown') return lifecycle;
  // What says nothing of its sight has not said that the cluster is there.
  return heartbeat.state === 'current' ? 'available' : 'unstated';
}

/**
 * The status of what a hub says: as it was told, and stale where the hub cannot
 * tell any more.
 *
 * @public
 */
export function statusOfHubWord(
  word: Pick<HubWord, 'health' | 'currency' | 'heartbeat'>,
): Status {
  return {
    key: word.health,
    stale: !word.currency.current,
    confirmedAt: word.currency.confirmedAt,
    reason:
      word.heartbeat.state === 'lost'
        ? word.heartbeat.reason
        : word.currency.reason,
  };
}
