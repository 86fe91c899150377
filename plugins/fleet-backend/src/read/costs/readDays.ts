import type { ReadContext, Row } from '../types';
import { selectDays, type CostFilter } from './selectSeries';

/** What was spent by day, since 1970, of each currency. */
export async function readDays(
  context: ReadContext,
  filter: CostFilter,
  days: { first: number; last: number },
): Promise<Map<string, Map<number, number>>> {
  const rows: Row[] = await selectDays(context, filter, days)
    .groupBy('cost_series.money', 'cost_day.day')
    .select('cost_series.money', 'cost_day.day')
    .sum({ spent: 'cost_day.cost' });
  const byMoney = new Map<string, Map<number, number>>();
  for (const { money, day, spent } of rows) {
    const known = byMoney.get(money) ?? new Map<number, number>();
    byMoney.set(money, known.set(Number(day), Number(spent)));
  }
  return byMoney;
}
