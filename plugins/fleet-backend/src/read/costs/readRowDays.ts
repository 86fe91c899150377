import type {
  AllocationFact,
  CostRowKind,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../types';
import { keyOfRow, SHARE_OF_ROW, SHARE_OF_SERIES } from './grouping';
import { selectSeries, withDays, type CostFilter } from './selectSeries';

/** What one row cost on one day, of one share. */
export type RowDay = {
  key: string;
  /** Of what is of nobody; else empty. */
  rowShare: string;
  share: AllocationFact['share'];
  money: string;
  /** Since 1970. */
  day: number;
  cost: number;
};

/**
 * What rows cost by day, of each currency and share. Millions of days are added up: each
 * by the number of its row, as their texts would cost more than all else.
 */
export async function readRowDays(
  context: ReadContext,
  filter: CostFilter,
  by: CostRowKind,
  days: { first: number; last: number },
): Promise<RowDay[]> {
  const { knex } = context;
  const words = `${keyOfRow(by)}, ${SHARE_OF_ROW(
    by,
  )}, ${SHARE_OF_SERIES}, cost_series.money`;
  const series = selectSeries(context, filter).select(
    'cost_series.id as series_id',
    'cost_series.cluster_id',
    knex.raw(`${keyOfRow(by)} as row_key`),
    knex.raw(`${SHARE_OF_ROW(by)} as row_share`),
    knex.raw(`${SHARE_OF_SERIES} as share`),
    'cost_series.money',
    knex.raw(`dense_rank() over (order by ${words}) as place`),
  );
  const sums = withDays(context, knex('series'), 'series', days)
    .groupBy('series.place', 'cost_day.day')
    .select('series.place', 'cost_day.day')
    .sum({ spent: 'cost_day.cost' });
  const rows: Row[] = await knex
    .with('series', series)
    .with('sums', sums)
    .with(
      'places',
      knex('series').distinct(
        'place',
        'row_key',
        'row_share',
        'share',
        'money',
      ),
    )
    .from('sums')
    .join('places', 'places.place', 'sums.place')
    .select('row_key', 'row_share', 'share', 'money', 'day', 'spent');
  return rows.map(row => ({
    key: row.row_key,
    rowShare: row.row_share,
    share: row.share,
    money: row.money,
    day: Number(row.day),
    cost: Number(row.spent),
  }));
}
