import { UNASSIGNED } from '../../derive/resolveAttributes';
import type { ReadContext, Row } from '../types';
import { selectEpisodes, type DriftFilter } from './selectEpisodes';

/** Owners and clusters of one line: more are counted. */
const MOST_OWNERS = 10;
const MOST_CLUSTERS = 50;

/** Whose what differs in the same way is, and where. */
export type PlacesOfSame = { owners: string[]; clusters: string[] };

/** The owners with the most first, and clusters, of what differs in the same way, by its key. */
export async function readPlacesOfSame(
  context: ReadContext,
  filter: DriftFilter,
  keys: readonly string[],
): Promise<Map<string, PlacesOfSame>> {
  if (keys.length === 0) return new Map();
  const rows: Row[] = await selectEpisodes(context, filter)
    .whereIn('same', keys)
    .groupBy('same', 'owner', 'cluster_id')
    .select('same', 'owner', 'cluster_id')
    .count({ episodes: '*' });
  const found = new Map<
    string,
    { owners: Map<string, number>; clusters: Set<string> }
  >();
  for (const { same, owner, cluster_id: clusterId, episodes } of rows) {
    const of = found.get(same) ?? { owners: new Map(), clusters: new Set() };
    found.set(same, of);
    if (owner !== UNASSIGNED) {
      of.owners.set(owner, (of.owners.get(owner) ?? 0) + Number(episodes));
    }
    of.clusters.add(clusterId);
  }
  return new Map(
    [...found].map(([key, { owners, clusters }]) => [
      key,
      {
        owners: [...owners]
          .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
          .slice(0, MOST_OWNERS)
          .map(([owner]) => owner),
        clusters: [...clusters].slice(0, MOST_CLUSTERS),
      },
    ]),
  );
}
