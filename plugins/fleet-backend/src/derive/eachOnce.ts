import type { Read } from './readFacts';
import type { StoredDelivery, StoredWorkload } from './stored';

/** What is known of one cluster, as often as somebody says it. */
type Told = {
  workloads: Read<StoredWorkload>[];
  deliveries: Read<StoredDelivery>[];
};

/**
 * Takes each thing once, however many clusters speak of it: a workload by kind,
 * namespace and name, a delivery by the object that it is. What is current beats
 * what is stale, and then the cluster's own word beats a hub's. So a hub that is
 * added to clusters which are read directly changes no total.
 *
 * @param clusterId - of which cluster all of it speaks
 * @returns what counts, and which fact stands for each of the others, by id
 */
export function eachOnce<T extends Told>(
  told: T,
  clusterId: string,
): { facts: T; supersededBy: Map<string, string> } {
  const supersededBy = new Map<string, string>();
  const once = <S extends { id: string; stale: boolean }>(
    things: Read<S>[],
    keyOf: (thing: Read<S>) => string,
  ): Read<S>[] => {
    const best = new Map<string, Read<S>>();
    for (const thing of things) {
      const key = keyOf(thing);
      const known = best.get(key);
      if (!known || isBetter(thing, known, clusterId)) best.set(key, thing);
    }
    // The most usual case: nobody speaks of what another does.
    if (best.size === things.length) return things;
    return things.filter(thing => {
      const winner = best.get(keyOf(thing)) as Read<S>;
      if (winner === thing) return true;
      supersededBy.set(thing.stored.id, winner.stored.id);
      return false;
    });
  };
  return {
    facts: {
      ...told,
      workloads: once(told.workloads, ({ stored: { fact } }) =>
        JSON.stringify([fact.kind, fact.namespace, fact.name]),
      ),
      deliveries: once(told.deliveries, ({ stored: { fact } }) =>
        JSON.stringify([fact.source.uid, fact.part]),
      ),
    },
    supersededBy,
  };
}

function isBetter(
  thing: Read<{ id: string; stale: boolean }>,
  known: Read<{ id: string; stale: boolean }>,
  clusterId: string,
): boolean {
  if (thing.stored.stale !== known.stored.stale) return known.stored.stale;
  const isOwn = thing.row.observer === clusterId;
  if (isOwn !== (known.row.observer === clusterId)) return isOwn;
  return thing.stored.id < known.stored.id;
}
