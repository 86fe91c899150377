import {
  dayNumber,
  type Anomaly,
  type CostEvent,
} from '@fleetview/backstage-plugin-fleet-common';
import { SMALL } from '../../derive/costs';
import { DAY_MS } from '../../history/retention';
import type { ReadContext, Row } from '../types';
import { DAYS_BEFORE } from './readCostEvents';
import { selectSeries, withDays, type CostFilter } from './selectSeries';

/** What changes by less of it goes up and down by itself. */
const LEAST_CHANGE = 0.1;
/** What changed the costs by less of what a day stands out by is not why. */
const LEAST_SHARE = 0.1;
const SCALINGS = 3;

const MEASURES = {
  replicas: 'replicas',
  requested: 'cores requested',
} as const;

/** A sum that is known where all of its parts are. */
const whole = (column: string) =>
  `case when count(${column}) = count(*) then sum(${column}) end`;

/**
 * What had more or fewer replicas than on the day before, on a day that stands out and
 * shortly before it, by what costs are told of; where nobody tells of replicas, what
 * requested more or less. Days are compared that the same tool told as a whole, and only
 * what changed the costs with it, by enough to be seen, is told: what changed them most.
 *
 * @param options.money - the currency of what stands out; empty where nobody says it
 */
export async function readScalings(
  context: ReadContext,
  filter: CostFilter,
  options: {
    money: string;
    anomaly: Pick<Anomaly, 'day' | 'difference'>;
  },
): Promise<CostEvent[]> {
  const { knex } = context;
  const { money, anomaly } = options;
  const day = dayNumber(anomaly.day);
  const first = day - DAYS_BEFORE - 1;
  const series = selectSeries(context, filter)
    .where('cost_series.money', money)
    .whereIn('cost_series.share', ['used', SMALL])
    .whereNot('cost_series.entity_ref', '');
  const days = withDays(context, series, 'cost_series', { first, last: day })
    .join('cost_told as said', on => {
      on.on('said.cluster_id', 'cost_series.cluster_id').andOn(
        'said.day',
        'cost_day.day',
      );
    })
    .where('said.whole', true)
    .groupBy(
      'cost_series.entity_ref',
      'cost_series.cluster_id',
      'said.engine',
      'cost_day.day',
    )
    .select(
      'cost_series.entity_ref',
      'cost_series.cluster_id',
      'said.engine',
      'cost_day.day',
      knex.raw(`${whole('cost_day.replicas')} as replicas`),
      knex.raw(`${whole('cost_day.cpu_requested')} as requested`),
    )
    .sum({ cost: 'cost_day.cost' });
  const sign = anomaly.difference > 0 ? 1 : -1;
  const rows: Row[] = await knex
    .with('days', days)
    .from('days as later')
    .join('days as earlier', on => {
      on.on('earlier.entity_ref', 'later.entity_ref')
        .andOn('earlier.cluster_id', 'later.cluster_id')
        .andOn('earlier.engine', 'later.engine');
    })
    .whereRaw('earlier.day = later.day - 1')
    .groupBy('later.entity_ref', 'later.day')
    .havingRaw('? * (sum(later.cost) - sum(earlier.cost)) >= ?', [
      sign,
      Math.abs(anomaly.difference) * LEAST_SHARE,
    ])
    .select(
      'later.entity_ref',
      'later.day',
      knex.raw('sum(later.cost) - sum(earlier.cost) as difference'),
      knex.raw('count(*) as clusters'),
      ...Object.keys(MEASURES).flatMap(name => [
        knex.raw(`${whole(`earlier.${name}`)} as ${name}_before`),
        knex.raw(`${whole(`later.${name}`)} as ${name}_after`),
      ]),
    );
  return rows
    .flatMap(row => {
      const what = changeOf(row, sign);
      return what === undefined ? [] : [{ row, what }];
    })
    .sort(
      (a, b) =>
        sign * (Number(b.row.difference) - Number(a.row.difference)) ||
        (a.what < b.what ? -1 : 1),
    )
    .slice(0, SCALINGS)
    .map(({ row, what }) => ({
      // It is known of the day alone.
      at: new Date(Number(row.day) * DAY_MS).toISOString(),
      kind: 'scaling',
      what: `${row.entity_ref} ${what} (${row.clusters})`,
    }));
}

/** What changed the way that costs did, by replicas where they are known. */
function changeOf(row: Row, sign: number): string | undefined {
  for (const [name, unit] of Object.entries(MEASURES)) {
    const [before, after] = [row[`${name}_before`], row[`${name}_after`]];
    if (before === null || after === null) continue;
    const change = sign * (Number(after) - Number(before));
    if (change <= 0 || change < Number(before) * LEAST_CHANGE) return undefined;
    return `${amount(before)} → ${amount(after)} ${unit}`;
  }
  return undefined;
}

function amount(value: unknown): number {
  return Math.round(Number(value) * 100) / 100;
}
