import { HOUR_COLUMNS } from '../../derive/costs/hourColumns';
import { pastIdsOf } from '../pastIds';
import type { ReadContext, Row } from '../types';
import { notToldOfTarget, selectSeries, type CostFilter } from './selectSeries';

/** What of hours is told of one cluster twice, as of days. */
export const TOLD_HOURS = {
  cluster: 'cost_hours_told.cluster_id',
  day: 'cost_hours_told.day',
  table: 'cost_hours_told',
} as const;

/**
 * What was spent by hour, since 1970, of each currency. What a cluster says of another one
 * is not seen by who may not see the one that says it; of clusters that were merged the
 * same money counts once.
 *
 * @param days - since 1970; the last day belongs to them
 */
export async function readHours(
  context: ReadContext,
  filter: CostFilter,
  days: { first: number; last: number },
): Promise<Map<string, Map<number, number>>> {
  const { knex } = context;
  const once = notToldOfTarget(context, TOLD_HOURS);
  const query = selectSeries(context, filter)
    .join('cost_hours', 'cost_hours.series_id', 'cost_series.id')
    .join('cost_hours_told', told => {
      told
        .on('cost_hours_told.cluster_id', 'cost_series.cluster_id')
        .andOn('cost_hours_told.day', 'cost_hours.day');
    })
    .whereBetween('cost_hours.day', [days.first, days.last])
    .whereRaw(once.sql, once.bindings);
  const ids = pastIdsOf(context);
  if (ids) void query.whereIn('cost_hours_told.observer', ids);
  const rows: Row[] = await query
    .groupBy('cost_series.money', 'cost_hours.day')
    .select('cost_series.money', 'cost_hours.day')
    .select(
      HOUR_COLUMNS.map(name =>
        knex.raw(
          `sum(cast(cost_hours.${name} as double precision)) as ${name}`,
        ),
      ),
    );
  const byMoney = new Map<string, Map<number, number>>();
  for (const { money, day, ...hours } of rows) {
    const known = byMoney.get(money) ?? new Map<number, number>();
    byMoney.set(money, known);
    for (const [hour, name] of HOUR_COLUMNS.entries()) {
      if (hours[name] === null) continue;
      known.set(Number(day) * HOUR_COLUMNS.length + hour, Number(hours[name]));
    }
  }
  return byMoney;
}
