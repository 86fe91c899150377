import { UNASSIGNED } from '../../derive/resolveAttributes';
import type { ReadContext, Row } from '../types';
import type { Spread } from './readSpread';
import { selectEpisodes, type DriftFilter } from './selectEpisodes';

/** Owners and clusters of one line: more are counted. */
const MOST_OWNERS = 10;
const MOST_CLUSTERS = 50;

/** Whose what differs in the same way is, and where; of both some. */
export type PlacesOfSame = {
  owners: string[];
  clusters: string[];
  spread: Spread;
};

/** The owners with the most first, and clusters, of what differs in the same way, by its key. */
export async function readPlacesOfSame(
  context: ReadContext,
  filter: DriftFilter,
  keys: readonly string[],
): Promise<Map<string, PlacesOfSame>> {
  if (keys.length === 0) return new Map();
  const rows: Row[] = await selectEpisodes(context, filter)
    .whereIn('same', keys)
    .groupBy('same', 'owner', 'cluster_id', 'entity_ref')
    .select('same', 'owner', 'cluster_id', 'entity_ref')
    .count({ episodes: '*' });
  const found = new Map<
    string,
    {
      owners: Map<string, number>;
      clusters: Set<string>;
      components: Set<string>;
    }
  >();
  for (const row of rows) {
    const { same, owner, cluster_id: clusterId, entity_ref: entityRef } = row;
    const of = found.get(same) ?? {
      owners: new Map(),
      clusters: new Set(),
      components: new Set(),
    };
    found.set(same, of);
    of.owners.set(owner, (of.owners.get(owner) ?? 0) + Number(row.episodes));
    of.clusters.add(clusterId);
    if (entityRef) of.components.add(entityRef);
  }
  return new Map(
    [...found].map(([key, { owners, clusters, components }]) => [
      key,
      {
        owners: [...owners]
          .filter(([owner]) => owner !== UNASSIGNED)
          .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
          .slice(0, MOST_OWNERS)
          .map(([owner]) => owner),
        clusters: [...clusters].slice(0, MOST_CLUSTERS),
        spread: {
          clusters: clusters.size,
          owners: owners.size,
          components: components.size,
        },
      },
    ]),
  );
}
