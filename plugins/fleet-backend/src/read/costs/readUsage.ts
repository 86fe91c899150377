import type {
  CostAllocation,
  CostRowKind,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../types';
import { keyOfRow, SHARE_OF_ROW, SHARE_OF_SERIES } from './grouping';
import { selectDays, type CostFilter } from './selectSeries';

/** What one thing cost, requested and used over some days. */
export type UsageOfRow = {
  key: string;
  share: string;
  money: string;
  allocation: CostAllocation;
};

/** What was requested or used counts on days on which both are known. */
const PAIR = (first: string, second: string) =>
  `sum(case when ${first} is not null and ${second} is not null then ${first} end)`;

/** What things cost, requested and used over some days, thing by thing. */
export async function readUsage(
  context: ReadContext,
  filter: CostFilter,
  by: CostRowKind,
  days: { first: number; last: number },
): Promise<UsageOfRow[]> {
  const { knex } = context;
  const rows: Row[] = await selectDays(context, filter, days)
    .groupByRaw('1, 2, 3, 4, 5')
    .select(
      knex.raw('cost_series.id as series'),
      knex.raw(`${keyOfRow(by)} as row_key`),
      knex.raw(`${SHARE_OF_ROW(by)} as row_share`),
      knex.raw(`${SHARE_OF_SERIES} as share`),
      'cost_series.money',
      knex.raw(
        `${PAIR('cpu_requested', 'cpu_used')} as cpu_requested,
        ${PAIR('cpu_used', 'cpu_requested')} as cpu_used,
        ${PAIR('ram_requested', 'ram_used')} as ram_requested,
        ${PAIR('ram_used', 'ram_requested')} as ram_used`,
      ),
    )
    .sum({
      total: 'cost_day.cost',
      cpu_cost: 'cost_day.cpu',
      ram_cost: 'cost_day.ram',
    });
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
