import type { ReadContext } from '../types';
import { readSpent } from './readSpent';
import type { CostFilter } from './selectSeries';

/** What was spent by day, since 1970, of each currency. */
export async function readDays(
  context: ReadContext,
  filter: CostFilter,
  days: { first: number; last: number },
): Promise<Map<string, Map<number, number>>> {
  const spent = await readSpent(context, filter, {
    days,
    words: { money: 'cost_series.money' },
  });
  const byMoney = new Map<string, Map<number, number>>();
  for (const { money, day, cost } of spent) {
    const known = byMoney.get(money) ?? new Map<number, number>();
    byMoney.set(money, known.set(day, (known.get(day) ?? 0) + cost));
  }
  return byMoney;
}
