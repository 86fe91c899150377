import type { ClusterFact } from '@fleetview/backstage-plugin-fleet-common';

/** A hub's word on a cluster, with who said it. */
type Word = { observer: string; adapter: string; fact: ClusterFact };

/**
 * Leaves out words that say nothing of their hub's sight of a cluster where another
 * word of the same hub on the same cluster does, as an Argo CD's API does beside its
 * Secret: they are one statement, and the silent one takes nothing from it.
 */
export function withoutSilentTwins<W extends Word>(words: W[]): W[] {
  const stated = words.filter(isStated);
  return words.filter(
    word => isStated(word) || !stated.some(other => isOfSame(other, word)),
  );
}

function isStated({ fact }: Word): boolean {
  return fact.heartbeat.state !== 'unstated';
}

/** Whether two words of one name are on one cluster: both have it of the hub's people, by one address. */
function isOfSame(one: Word, other: Word): boolean {
  return (
    one.observer === other.observer &&
    one.adapter === other.adapter &&
    one.fact.name === other.fact.name &&
    one.fact.namespace === other.fact.namespace &&
    one.fact.identity?.assertedBy === 'hub' &&
    JSON.stringify(one.fact.identity) === JSON.stringify(other.fact.identity)
  );
}
