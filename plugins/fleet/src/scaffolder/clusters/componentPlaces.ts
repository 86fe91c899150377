import type {
  ComponentFleet,
  NotHere,
} from '@fleetview/backstage-plugin-fleet-common';

/** What is known of a component on a cluster. */
export type ComponentPlace =
  | { kind: 'runs'; versions: string[]; current: boolean }
  | { kind: 'absent'; reason: NotHere['reason'] };

/** Where a component runs, and who owns it. */
export interface ComponentPlaces {
  /** By the id of the cluster; one that is not there is not known of. */
  byCluster: ReadonlyMap<string, ComponentPlace>;
  owners: ReadonlySet<string>;
}

/**
 * Where a component is, of what was read of it.
 *
 * @param ownedBy - its owners by the catalog, where they are known
 */
export function placesOf(
  pages: readonly ComponentFleet[],
  ownedBy: readonly string[] = [],
): ComponentPlaces {
  const byCluster = new Map<string, ComponentPlace>();
  const owners = new Set(ownedBy);
  for (const { notHere, rollouts = [] } of pages) {
    for (const { cluster, reason } of notHere) {
      byCluster.set(cluster.id, { kind: 'absent', reason });
    }
    for (const { owner } of rollouts) if (owner) owners.add(owner);
  }
  for (const instance of pages.flatMap(({ instances }) => instances)) {
    if (instance.owner) owners.add(instance.owner);
    const known = byCluster.get(instance.cluster.id);
    const before = known?.kind === 'runs' ? known : undefined;
    const { actual } = instance.version;
    byCluster.set(instance.cluster.id, {
      kind: 'runs',
      versions: [
        ...new Set([...(before?.versions ?? []), ...(actual ? [actual] : [])]),
      ],
      current: (before?.current ?? true) && instance.currency.current,
    });
  }
  return { byCluster, owners };
}
