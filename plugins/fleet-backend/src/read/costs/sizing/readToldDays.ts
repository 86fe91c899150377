import { pastIdsOf } from '../../pastIds';
import type { ReadContext, Row } from '../../types';
import { notToldOfTarget } from '../selectSeries';

/** A day of which it was told what the workloads of a cluster cost, and in which currency. */
export type ToldDay = {
  /** Since 1970. */
  day: number;
  /** Empty where nobody says it. */
  money: string;
};

const AT_ONCE = 500;

/**
 * Of which days it was told what the workloads of clusters cost, by the ids of the clusters
 * and in order: what has no figure on such a day did not run.
 *
 * @param days - since 1970; the last day belongs to them
 */
export async function readToldDays(
  context: ReadContext,
  clusterIds: readonly string[],
  days: { first: number; last: number },
): Promise<Map<string, ToldDay[]>> {
  const { knex } = context;
  const ids = pastIdsOf(context);
  const once = notToldOfTarget(context, {
    cluster: 'cost_told.cluster_id',
    day: 'cost_told.day',
  });
  const told = new Map<string, ToldDay[]>();
  for (let start = 0; start < clusterIds.length; start += AT_ONCE) {
    const query = knex('cost_told')
      .whereIn('cost_told.cluster_id', clusterIds.slice(start, start + AT_ONCE))
      .whereBetween('cost_told.day', [days.first, days.last])
      // Of others it is not told which workloads there were.
      .where('cost_told.grain', 'workload')
      .whereRaw(once.sql, once.bindings)
      .orderBy(['cost_told.cluster_id', 'cost_told.day'])
      .select('cost_told.cluster_id', 'cost_told.day', 'cost_told.money');
    if (ids) void query.whereIn('cost_told.observer', ids);
    const rows: Row[] = await query;
    for (const { cluster_id: id, day, money } of rows) {
      const known = told.get(id) ?? [];
      told.set(id, known);
      known.push({ day: Number(day), money });
    }
  }
  return told;
}
