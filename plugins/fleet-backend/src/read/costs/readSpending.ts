import type { CostRowKind } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../types';
import { readDays } from './readDays';
import { readRowDays, type RowDay } from './readRowDays';
import { readUsage, type UsageOfRow } from './readUsage';
import type { CostFilter } from './selectSeries';

/** Since 1970; the last day belongs to it. */
type Span = { first: number; last: number };

/** What was spent by row and as a whole, and how what was paid for was used. */
export async function readSpending(
  context: ReadContext,
  filter: CostFilter,
  options: {
    by: CostRowKind;
    /** Of the whole; no shorter than that of rows. */
    history: Span;
    rowSpan: Span;
    usageSpan: Span;
  },
): Promise<{
  rowDays: RowDay[];
  /** By currency and day. */
  daily: Map<string, Map<number, number>>;
  usage: UsageOfRow[];
}> {
  const { by, history, rowSpan, usageSpan } = options;
  const rowDays = await readRowDays(context, filter, by, rowSpan);
  // What rows are not looked at any more is added up without them.
  const before = await readDays(context, filter, {
    first: history.first,
    last: rowSpan.first - 1,
  });
  const usage = await readUsage(context, filter, by, usageSpan);
  return { rowDays, daily: withRows(before, rowDays), usage };
}

/** What was spent by day, of each currency, with the days that rows are of. */
function withRows(
  daily: Map<string, Map<number, number>>,
  rowDays: readonly RowDay[],
): Map<string, Map<number, number>> {
  for (const { money, day, cost } of rowDays) {
    const days = daily.get(money) ?? new Map<number, number>();
    daily.set(money, days.set(day, (days.get(day) ?? 0) + cost));
  }
  return daily;
}
