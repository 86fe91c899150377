import { among } from '../../permissions/fragment';
import { pastIdsOf } from '../pastIds';
import type { ReadContext, Row } from '../types';

/**
 * The clusters of which it is decided day by day what counts: what was merged into another
 * one may be told of that, too, and a day may be told by whom the reader may not see. Of all
 * others each day that is kept counts.
 *
 * @param days - since 1970; the last day belongs to them
 */
export async function readCountedByDay(
  context: ReadContext,
  days: { first: number; last: number },
): Promise<string[]> {
  const { knex } = context;
  const merged: string[] = await knex('cluster_alias').pluck('id');
  const ids = pastIdsOf(context);
  if (!ids) return merged;
  const { sql, bindings } = among(knex, 'cost_told.observer', ids);
  const told: Row[] = await knex('cost_told')
    .whereBetween('cost_told.day', [days.first, days.last])
    .whereRaw(`not (${sql})`, bindings)
    .distinct('cost_told.cluster_id');
  return [...new Set([...merged, ...told.map(row => row.cluster_id)])];
}
