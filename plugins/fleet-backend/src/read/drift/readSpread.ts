import type { Fragment } from '../../permissions/fragment';
import type { ReadContext, Row } from '../types';
import { selectEpisodes, type DriftFilter } from './selectEpisodes';

/** Over how many clusters, owners and components a group of episodes goes. */
export type Spread = { clusters: number; owners: number; components: number };

/**
 * Counts it for the groups of a page, and no others: what is counted once is sorted first.
 *
 * @param key - by what episodes are grouped
 */
export async function readSpread(
  context: ReadContext,
  filter: DriftFilter,
  key: Fragment,
  keys: readonly string[],
): Promise<Map<string, Spread>> {
  if (keys.length === 0) return new Map();
  const rows: Row[] = await selectEpisodes(context, filter)
    .whereRaw(`${key.sql} in (${keys.map(() => '?').join(', ')})`, [
      ...key.bindings,
      ...keys,
    ])
    .select(
      context.knex.raw(
        `${key.sql} as group_key, count(distinct cluster_id) as clusters,
        count(distinct owner) as owners, count(distinct nullif(entity_ref, '')) as components`,
        key.bindings,
      ),
    )
    .groupBy('group_key');
  return new Map(
    rows.map(row => [
      row.group_key,
      {
        clusters: Number(row.clusters),
        owners: Number(row.owners),
        components: Number(row.components),
      },
    ]),
  );
}
