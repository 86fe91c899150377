import type { Knex } from 'knex';
import type { Row } from '../types';

/** The same thing on some clusters. */
export type UnboundGroup = {
  /** Sorts, and tells it from others. */
  key: string;
  /** Id of one of them, which stands for all. */
  id: string;
  objects: number;
  clusters: number;
};

/** Groups in their order, from the one after a given one. */
export async function readGroups(
  knex: Knex,
  selection: Knex.QueryBuilder,
  options: { limit: number; after?: string },
): Promise<UnboundGroup[]> {
  const { limit, after } = options;
  const page =
    after === undefined
      ? selection
      : selection.where('unbound.group_key', '>', after);
  const rows: Row[] = await page
    .groupBy('unbound.group_key')
    .orderBy('unbound.group_key')
    .limit(limit)
    .select('unbound.group_key')
    .min({ id: 'unbound.id' })
    .count({ objects: '*' })
    .select(knex.raw('count(distinct unbound.cluster_id) as clusters'));
  return rows.map(row => ({
    key: row.group_key,
    id: row.id,
    objects: Number(row.objects),
    clusters: Number(row.clusters),
  }));
}
