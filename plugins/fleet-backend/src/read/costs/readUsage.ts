import type {
  CostAllocation,
  CostRowKind,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../types';
import { keyOfRow, SHARE_OF_ROW, SHARE_OF_SERIES } from './grouping';
import { readCountedByDay } from './readCountedByDay';
import {
  joinDays,
  selectSeries,
  withDays,
  type CostFilter,
} from './selectSeries';

/** What one thing cost, requested and used over some days. */
export type UsageOfRow = {
  key: string;
  share: string;
  money: string;
  allocation: CostAllocation;
};

const AMOUNTS = [
  'total',
  'cpu_cost',
  'ram_cost',
  'cpu_requested',
  'cpu_used',
  'ram_requested',
  'ram_used',
] as const;

/** PostgreSQL keeps single precision: added up in it, a sum would depend on the order. */
const sumOf = (amount: string) => `sum(cast(${amount} as double precision))`;

/** What was requested or used counts on days on which both are known. */
const PAIR = (first: string, second: string) =>
  sumOf(
    `case when ${first} is not null and ${second} is not null then ${first} end`,
  );

/** What things cost, requested and used over some days, thing by thing. */
export async function readUsage(
  context: ReadContext,
  filter: CostFilter,
  by: CostRowKind,
  days: { first: number; last: number },
): Promise<UsageOfRow[]> {
  const { knex } = context;
  const series = selectSeries(context, filter).select(
    'cost_series.id as series_id',
    'cost_series.cluster_id',
    knex.raw(`${keyOfRow(by)} as row_key`),
    knex.raw(`${SHARE_OF_ROW(by)} as row_share`),
    knex.raw(`${SHARE_OF_SERIES} as share`),
    'cost_series.money',
  );
  const isCountedByDay = (await readCountedByDay(context, days)).length > 0;
  // By their numbers alone, as their texts would cost more than all else.
  const sums = (
    isCountedByDay
      ? withDays(context, knex('series'), 'series', days)
      : joinDays(knex('series'), 'series', days)
  )
    .groupBy('series.series_id')
    .select(
      'series.series_id',
      knex.raw(
        `${PAIR('cpu_requested', 'cpu_used')} as cpu_requested,
        ${PAIR('cpu_used', 'cpu_requested')} as cpu_used,
        ${PAIR('ram_requested', 'ram_used')} as ram_requested,
        ${PAIR('ram_used', 'ram_requested')} as ram_used,
        ${sumOf('cost_day.cost')} as total,
        ${sumOf('cost_day.cpu')} as cpu_cost,
        ${sumOf('cost_day.ram')} as ram_cost`,
      ),
    );
  const rows: Row[] = await knex
    .with('series', series)
    .with('sums', sums)
    .from('sums')
    .join('series', 'series.series_id', 'sums.series_id')
    .select('row_key', 'row_share', 'share', 'money', ...AMOUNTS);
  return rows.map(row => ({
    key: row.row_key,
    share: row.row_share,
    money: row.money,
    allocation: {
      share: row.share,
      costs: {
        total: Number(row.total),
        ...known('cpu', row.cpu_cost),
        ...known('ram', row.ram_cost),
      },
      usage: {
        ...known('cpuCoresRequested', row.cpu_requested),
        ...known('cpuCoresUsed', row.cpu_used),
        ...known('ramBytesRequested', row.ram_requested),
        ...known('ramBytesUsed', row.ram_used),
      },
    },
  }));
}

function known<K extends string>(
  key: K,
  value: unknown,
): Partial<Record<K, number>> {
  return value === null
    ? {}
    : ({ [key]: Number(value) } as Partial<Record<K, number>>);
}
