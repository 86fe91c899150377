import type { ReadContext, Row } from '../../types';
import { selectDays, type CostFilter } from '../selectSeries';

/** What a workload cost, requested and used on one day; what is absent is not known. */
export type SizingDay = {
  /** Since 1970. */
  day: number;
  cost: number;
  replicas?: number;
  throttled?: number;
  kills?: number;
  /** Means of all replicas together, but for the high, which is of one. */
  cpu: ResourceDay;
  ram: ResourceDay;
};

export type ResourceDay = {
  cost?: number;
  requested?: number;
  used?: number;
  high?: number;
};

const COLUMNS = [
  'cost_day.day',
  'cost_day.cost',
  'cost_day.cpu',
  'cost_day.ram',
  'cost_day.cpu_requested',
  'cost_day.cpu_used',
  'cost_day.ram_requested',
  'cost_day.ram_used',
  'cost_day.replicas',
  'cost_day.cpu_high',
  'cost_day.ram_high',
  'cost_day.throttled',
  'cost_day.oom_kills',
];

/**
 * The days of workloads, by the ids of their series. A day takes about 750 bytes while it is
 * read.
 *
 * @param ids - of series; no more than a statement takes
 */
export async function readSizingDays(
  context: ReadContext,
  filter: CostFilter,
  days: { first: number; last: number },
  ids: readonly number[],
): Promise<Map<number, SizingDay[]>> {
  const rows: Row[] = await selectDays(context, filter, days)
    .whereIn('cost_series.id', ids)
    .where('cost_series.share', 'used')
    .whereNot('cost_series.name', '')
    .select('cost_series.id as series', ...COLUMNS);
  const bySeries = new Map<number, SizingDay[]>();
  for (const row of rows) {
    const id = Number(row.series);
    const ofIt = bySeries.get(id);
    if (ofIt) ofIt.push(toDay(row));
    else bySeries.set(id, [toDay(row)]);
  }
  return bySeries;
}

function toDay(row: Row): SizingDay {
  return {
    day: Number(row.day),
    cost: Number(row.cost),
    ...known('replicas', row.replicas),
    ...known('throttled', row.throttled),
    ...known('kills', row.oom_kills),
    cpu: {
      ...known('cost', row.cpu),
      ...known('requested', row.cpu_requested),
      ...known('used', row.cpu_used),
      ...known('high', row.cpu_high),
    },
    ram: {
      ...known('cost', row.ram),
      ...known('requested', row.ram_requested),
      ...known('used', row.ram_used),
      ...known('high', row.ram_high),
    },
  };
}

function known<K extends string>(
  key: K,
  value: unknown,
): Partial<Record<K, number>> {
  return value === null
    ? {}
    : ({ [key]: Number(value) } as Partial<Record<K, number>>);
}
