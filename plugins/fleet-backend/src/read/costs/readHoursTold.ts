import { HOUR_COLUMNS, hasHour } from '../../derive/costs/hourColumns';
import { pastIdsOf } from '../pastIds';
import type { ReadContext, Row } from '../types';
import { TOLD_HOURS } from './readHours';
import { notToldOfTarget, selectSeries, type CostFilter } from './selectSeries';

/** The hours since 1970 of which a cluster told, in one currency. */
export type ToldHours = { clusterId: string; money: string; hours: number[] };

/**
 * Of which hours clusters told that have anything of what was asked for.
 *
 * @param days - since 1970; the last day belongs to them
 */
export async function readHoursTold(
  context: ReadContext,
  filter: CostFilter,
  days: { first: number; last: number },
): Promise<ToldHours[]> {
  const { knex } = context;
  const once = notToldOfTarget(context, TOLD_HOURS);
  const concerned = selectSeries(context, filter)
    .join('cost_hours', 'cost_hours.series_id', 'cost_series.id')
    .whereBetween('cost_hours.day', [days.first, days.last])
    .distinct('cost_series.cluster_id');
  const query = knex('cost_hours_told')
    .whereIn('cost_hours_told.cluster_id', concerned)
    .whereBetween('cost_hours_told.day', [days.first, days.last])
    .whereRaw(once.sql, once.bindings);
  const ids = pastIdsOf(context);
  if (ids) void query.whereIn('cost_hours_told.observer', ids);
  const rows: Row[] = await query
    .orderBy(['cost_hours_told.cluster_id', 'cost_hours_told.day'])
    .select('cluster_id', 'day', 'money', 'hours');
  const told = new Map<string, ToldHours>();
  for (const { cluster_id: clusterId, day, money, hours: mask } of rows) {
    const key = `${clusterId}/${money}`;
    const own: ToldHours = told.get(key) ?? { clusterId, money, hours: [] };
    told.set(key, own);
    for (let hour = 0; hour < HOUR_COLUMNS.length; hour += 1) {
      if (hasHour(Number(mask), hour)) {
        own.hours.push(Number(day) * HOUR_COLUMNS.length + hour);
      }
    }
  }
  return [...told.values()];
}
