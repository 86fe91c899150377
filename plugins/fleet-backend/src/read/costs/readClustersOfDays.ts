import type { ReadContext, Row } from '../types';
import { selectDays, type CostFilter } from './selectSeries';

/**
 * The clusters of which the cost of any of some days is known, of each currency, but those
 * that left.
 *
 * @param days - since 1970; the last day belongs to them
 */
export async function readClustersOfDays(
  context: ReadContext,
  filter: CostFilter,
  days: { first: number; last: number },
): Promise<Map<string, string[]>> {
  const rows: Row[] = await selectDays(context, filter, days)
    .whereNull('cluster.left_at')
    .distinct('cost_series.money', 'cost_series.cluster_id');
  const byMoney = new Map<string, string[]>();
  for (const { money, cluster_id: id } of rows) {
    const known = byMoney.get(money);
    if (known) known.push(id);
    else byMoney.set(money, [id]);
  }
  return byMoney;
}
