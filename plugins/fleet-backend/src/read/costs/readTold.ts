import type { Knex } from 'knex';
import { dayOf } from '../../history/retention';
import { pastIdsOf } from '../pastIds';
import type { ReadContext, Row } from '../types';
import { notToldOfTarget } from './selectSeries';

/** What was told of one cluster on one day. */
export type ToldDay = {
  day: number;
  money: string;
  engine: string;
  observer: string;
  /** Whether it is of the whole day. */
  isWhole: boolean;
  isEstimated: boolean;
  toldAt: number;
};

/** What was told of a cluster. */
export type ToldCluster = {
  clusterId: string;
  name: string;
  /** The first day of which anything ever was told, of each currency. */
  since: ReadonlyMap<string, number>;
  /** The last day of each currency in which nothing is told any more, as it is in another. */
  ended: ReadonlyMap<string, number>;
  /** The day on which it left. */
  until?: number;
  /** Of the days that were asked for, in order. */
  days: ToldDay[];
};

const AT_ONCE = 500;

/**
 * On which days anything was told of clusters: a day without is not known, and not one
 * on which nothing was spent.
 */
export async function readTold(
  context: ReadContext,
  clusterIds: readonly string[],
  days: { first: number; last: number },
): Promise<Map<string, ToldCluster>> {
  const { knex } = context;
  const observers = pastIdsOf(context);
  const told = (ids: readonly string[]): Knex.QueryBuilder => {
    const query = knex('cost_told')
      .whereIn('cost_told.cluster_id', ids)
      .whereRaw(notToldOfTarget('cost_told.cluster_id', 'cost_told.day'));
    return observers ? query.whereIn('cost_told.observer', observers) : query;
  };
  const clusters = new Map<string, ToldCluster>();
  for (let start = 0; start < clusterIds.length; start += AT_ONCE) {
    const ids = clusterIds.slice(start, start + AT_ONCE);
    const firsts: Row[] = await told(ids)
      .join('cluster', 'cluster.id', 'cost_told.cluster_id')
      .groupBy(
        'cost_told.cluster_id',
        'cost_told.money',
        'cluster.name',
        'cluster.left_at',
      )
      .select(
        'cost_told.cluster_id',
        'cost_told.money',
        'cluster.name',
        'cluster.left_at',
      )
      .min({ since: 'cost_told.day' })
      .max({ last: 'cost_told.day' });
    const newest = new Map<string, number>();
    for (const { cluster_id: id, last } of firsts) {
      newest.set(id, Math.max(newest.get(id) ?? -Infinity, Number(last)));
    }
    for (const row of firsts) {
      const known = clusters.get(row.cluster_id) ?? {
        clusterId: row.cluster_id,
        name: row.name,
        since: new Map<string, number>(),
        ended: new Map<string, number>(),
        ...(row.left_at === null ? {} : { until: dayOf(Number(row.left_at)) }),
        days: [],
      };
      clusters.set(row.cluster_id, known);
      (known.since as Map<string, number>).set(row.money, Number(row.since));
      if (Number(row.last) !== newest.get(row.cluster_id)) {
        (known.ended as Map<string, number>).set(row.money, Number(row.last));
      }
    }
    const rows: Row[] = await told(ids)
      .whereBetween('cost_told.day', [days.first, days.last])
      .orderBy(['cost_told.cluster_id', 'cost_told.day'])
      .select(
        'cluster_id',
        'day',
        'money',
        'engine',
        'observer',
        'whole',
        'estimated',
        'told_at',
      );
    for (const row of rows) {
      clusters.get(row.cluster_id)?.days.push({
        day: Number(row.day),
        money: row.money,
        engine: row.engine,
        observer: row.observer,
        isWhole: Boolean(row.whole),
        isEstimated: Boolean(row.estimated),
        toldAt: Number(row.told_at),
      });
    }
  }
  return clusters;
}
