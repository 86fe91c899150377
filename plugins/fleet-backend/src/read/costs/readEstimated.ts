import type { ReadContext, Row } from '../types';
import { joinTold, selectDays, type CostFilter } from './selectSeries';

/** What of the cost of some days rests on a price sheet, of each currency. */
export async function readEstimated(
  context: ReadContext,
  filter: CostFilter,
  days: { first: number; last: number },
): Promise<Map<string, number>> {
  const { view } = context;
  const query = selectDays(context, filter, days);
  // Joined already for who may not see all clusters.
  const joined = view?.fleet.limited.includes('clusters')
    ? query
    : joinTold(query);
  const rows: Row[] = await joined
    .where('cost_told.estimated', true)
    .groupBy('cost_series.money')
    .select('cost_series.money')
    .sum({ spent: 'cost_day.cost' });
  return new Map(rows.map(({ money, spent }) => [money, Number(spent)]));
}
