import type { ActionScope } from '../actions';
import type { PlaceScope } from '../permissions/PlaceScope';
import type { ReadContext } from '../read/types';

/** What somebody may see, or act on: by place, and by what runs there already. */
export type Reach = {
  places: Pick<PlaceScope, 'covers'>;
  cells: ActionScope;
};

/**
 * Of which namespaces of a cluster somebody may ask: of those that are his by what is known of
 * the cluster and the namespace, and of those in which something is.
 */
export async function reachedNamespaces(
  { knex }: ReadContext,
  { places, cells }: Reach,
  clusterId: string,
  namespaces: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = namespaces.filter(namespace =>
    places.covers({
      clusters: [clusterId],
      namespaces: [namespace],
      belongings: ['cluster'],
    }),
  );
  const others = namespaces.filter(namespace => !own.includes(namespace));
  if (others.length === 0 || cells === 'nothing') return new Set(own);
  if (cells === 'all') return new Set(namespaces);
  const found: string[] = await cells
    .limitCells(
      knex('cell')
        .where({ cluster_id: clusterId })
        .whereIn('namespace', others.slice(0, 500)),
    )
    .distinct('namespace')
    .pluck('namespace');
  return new Set([...own, ...found]);
}

/** Whether somebody reaches all of a cluster, with what is in no namespace. */
export function reachesCluster({ places }: Reach, clusterId: string): boolean {
  return places.covers({
    clusters: [clusterId],
    namespaces: [],
    belongings: ['cluster'],
  });
}
