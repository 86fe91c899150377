import type { ReadContext } from '../types';
import { readSpent, type Spent } from './readSpent';
import type { CostFilter } from './selectSeries';

/** What was spent on one cluster on one day. */
export type ClusterDay = Spent<'clusterId' | 'money'>;

/** What was spent on each cluster on some single days. */
export async function readClusterDays(
  context: ReadContext,
  filter: CostFilter,
  days: readonly number[],
): Promise<ClusterDay[]> {
  if (days.length === 0) return [];
  const wanted = new Set(days);
  const spent = await readSpent(context, filter, {
    days: { first: Math.min(...days), last: Math.max(...days) },
    words: { clusterId: 'cost_series.cluster_id', money: 'cost_series.money' },
  });
  return spent.filter(({ day }) => wanted.has(day));
}
