import {
  dayNumber,
  type Anomaly,
  type CostEvent,
} from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../history/retention';
import type { ReadContext, Row } from '../types';
import { DAYS_BEFORE } from './readCostEvents';
import { selectSeries, withDays, type CostFilter } from './selectSeries';

/** Nodes that cost less of what a day stands out by are not why. */
const LEAST_SHARE = 0.1;
const CHANGES = 3;

/** A cluster on one day. */
type NodeDay = {
  clusterId: string;
  name: string;
  engine: string;
  day: number;
  nodes: number;
  /** Of the whole cluster. */
  told: number;
  /** Of what was asked for. */
  cost: number;
};

/**
 * Clusters that had more or fewer nodes than on the day before, on a day that stands out and
 * shortly before it, by what is told of their costs. Days are compared that the same tool
 * told as a whole. Only what may be why is told: as many nodes as cost enough to be seen,
 * where the costs that were asked for changed with them. The newest are told first.
 *
 * @param options.money - the currency of what stands out; empty where nobody says it
 */
export async function readNodeChanges(
  context: ReadContext,
  filter: CostFilter,
  options: {
    money: string;
    anomaly: Pick<Anomaly, 'day' | 'difference'>;
  },
): Promise<CostEvent[]> {
  const { anomaly } = options;
  const days = await readNodeDays(context, filter, {
    money: options.money,
    day: dayNumber(anomaly.day),
    isMore: anomaly.difference > 0,
  });
  const sign = anomaly.difference > 0 ? 1 : -1;
  const least = Math.abs(anomaly.difference) * LEAST_SHARE;
  const keyOf = (clusterId: string, day: number) => `${clusterId}/${day}`;
  const byDay = new Map(
    days.map(each => [keyOf(each.clusterId, each.day), each]),
  );
  return days
    .flatMap(later => {
      const earlier = byDay.get(keyOf(later.clusterId, later.day - 1));
      if (!earlier || earlier.engine !== later.engine) return [];
      const [before, after] = [amount(earlier.nodes), amount(later.nodes)];
      const more = sign * (after - before);
      const ofNodes = (earlier.told / earlier.nodes) * more;
      const moved = sign * (later.cost - earlier.cost);
      const what = `${later.name} ${before} → ${after} nodes`;
      return more > 0 && ofNodes >= least && moved >= least
        ? [{ day: later.day, moved, what }]
        : [];
    })
    .sort(
      (a, b) =>
        b.day - a.day || b.moved - a.moved || (a.what < b.what ? -1 : 1),
    )
    .slice(0, CHANGES)
    .map(({ day, what }) => ({
      // It is known of the day alone.
      at: new Date(day * DAY_MS).toISOString(),
      kind: 'nodes',
      what,
    }));
}

/** Days of the clusters whose nodes became more, or fewer, on any of them. */
async function readNodeDays(
  context: ReadContext,
  filter: CostFilter,
  options: { money: string; day: number; isMore: boolean },
): Promise<NodeDay[]> {
  const { knex } = context;
  const { money, day, isMore } = options;
  // Days are found by their cluster alone; SQLite would look at all of them but for the cross join.
  const changed = knex('cluster as owner')
    .crossJoin(knex.raw('cost_told as later'))
    .join('cost_told as earlier', 'earlier.cluster_id', 'later.cluster_id')
    .whereRaw('later.cluster_id = owner.id')
    .whereRaw('earlier.day = later.day - 1')
    .whereBetween('later.day', [day - DAYS_BEFORE, day])
    .whereRaw(`later.nodes ${isMore ? '>' : '<'} earlier.nodes`)
    .select('later.cluster_id');
  const series = selectSeries(context, filter)
    .where('cost_series.money', money)
    .whereIn('cost_series.cluster_id', changed);
  const rows: Row[] = await withDays(context, series, 'cost_series', {
    first: day - DAYS_BEFORE - 1,
    last: day,
  })
    .join('cost_told as said', on => {
      on.on('said.cluster_id', 'cost_series.cluster_id').andOn(
        'said.day',
        'cost_day.day',
      );
    })
    .where('said.whole', true)
    .whereNotNull('said.nodes')
    .groupBy(
      'cost_series.cluster_id',
      'cluster.name',
      'cost_day.day',
      'said.engine',
      'said.nodes',
      'said.cost',
    )
    .select(
      'cost_series.cluster_id',
      'cluster.name',
      'cost_day.day',
      'said.engine',
      'said.nodes',
      'said.cost as told',
    )
    .sum({ cost: 'cost_day.cost' });
  return rows.map(row => ({
    clusterId: row.cluster_id,
    name: row.name,
    engine: row.engine,
    day: Number(row.day),
    nodes: Number(row.nodes),
    told: Number(row.told),
    cost: Number(row.cost),
  }));
}

function amount(nodes: number): number {
  return Math.round(nodes * 10) / 10;
}
