import type { ReadContext, Row } from '../types';
import { selectDays, type CostFilter } from './selectSeries';

/** What was spent on one cluster on one day. */
export type ClusterDay = {
  clusterId: string;
  money: string;
  /** Since 1970. */
  day: number;
  cost: number;
};

/** What was spent on each cluster on some single days. */
export async function readClusterDays(
  context: ReadContext,
  filter: CostFilter,
  days: readonly number[],
): Promise<ClusterDay[]> {
  if (days.length === 0) return [];
  const span = { first: Math.min(...days), last: Math.max(...days) };
  const rows: Row[] = await selectDays(context, filter, span)
    .whereIn('cost_day.day', [...days])
    .groupBy('cost_series.cluster_id', 'cost_series.money', 'cost_day.day')
    .select('cost_series.cluster_id', 'cost_series.money', 'cost_day.day')
    .sum({ spent: 'cost_day.cost' });
  return rows.map(row => ({
    clusterId: row.cluster_id,
    money: row.money,
    day: Number(row.day),
    cost: Number(row.spent),
  }));
}
