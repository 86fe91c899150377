import type { Fragment } from '../../permissions/fragment';
import type { ReadContext, Row } from '../types';
import { selectEpisodes, type DriftFilter } from './selectEpisodes';

/** Over how many clusters, owners and components episodes go. */
export type Spread = { clusters: number; owners: number; components: number };

const COUNTED = {
  clusters: 'cluster_id',
  owners: 'owner',
  components: 'entity_ref',
} as const satisfies Record<keyof Spread, string>;

/**
 * Counts it for groups of episodes. What is counted once is gathered first, and not sorted
 * as `count(distinct)` would.
 *
 * @param key - by what episodes are grouped
 * @param counted - what is wanted; the others are 0
 */
export async function readSpread(
  context: ReadContext,
  filter: DriftFilter,
  key: Fragment,
  counted: readonly (keyof Spread)[],
): Promise<Map<string, Spread>> {
  const { knex } = context;
  const countOf = (what: keyof Spread) => {
    const once = selectEpisodes(context, filter).distinct(
      knex.raw(`${key.sql} as group_key`, key.bindings),
      `${COUNTED[what]} as counted`,
    );
    // Of nobody, and of nothing, it goes over none.
    return knex
      .from(once.as('once'))
      .whereNot('counted', '')
      .groupBy('group_key')
      .select('group_key', knex.raw('? as what', [what]))
      .count({ found: '*' });
  };
  // On PostgreSQL they are answered beside each other.
  const found = await Promise.all<Row[]>(counted.map(countOf));
  const spread = new Map<string, Spread>();
  for (const { group_key: group, what, found: count } of found.flat()) {
    const of = spread.get(group) ?? { clusters: 0, owners: 0, components: 0 };
    of[what as keyof Spread] = Number(count);
    spread.set(group, of);
  }
  return spread;
}
