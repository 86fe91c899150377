import type { Knex } from 'knex';
import { isPostgres } from '../../derive/statements';
import { dayOf } from '../../history/retention';
import { among } from '../../permissions/fragment';
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
  /** The last day that counts, of each currency. */
  last: ReadonlyMap<string, number>;
  /**
   * The last day of each currency in which nothing is told any more, as it is in another,
   * or of the cluster that this one is part of.
   */
  ended: ReadonlyMap<string, number>;
  /** The cluster that it was merged into, where anything was told of that. */
  partOf?: ToldCluster;
  /** The day on which it left. */
  until?: number;
  /** Of the days that were asked for, in order. */
  days: ToldDay[];
};

/** Clusters while they are read. */
type Growing = ToldCluster & {
  since: Map<string, number>;
  last: Map<string, number>;
};

/** What days are alike in that count for the same. */
const ALIKE = [
  'cost_told.cluster_id',
  'cost_told.money',
  'cost_told.engine',
  'cost_told.observer',
  'cost_told.whole',
  'cost_told.estimated',
];
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
  const clusters = await readClusters(context, clusterIds, days);
  const targets = await readTargets(context, [...clusters.keys()]);
  const others = await readClusters(
    context,
    [...new Set(targets.values())].filter(id => !clusters.has(id)),
    days,
  );
  for (const [id, target] of targets) {
    const cluster = clusters.get(id);
    const whole = clusters.get(target) ?? others.get(target);
    if (cluster && whole) {
      cluster.partOf = whole;
      cluster.ended = cluster.last;
    }
  }
  return clusters;
}

/** What clusters were merged into, as far as the reader may see its past, by their ids. */
async function readTargets(
  context: ReadContext,
  clusterIds: readonly string[],
): Promise<Map<string, string>> {
  const { knex } = context;
  const { sql, bindings } = among(knex, 'cluster_alias.id', clusterIds);
  const query = knex('cluster_alias').whereRaw(sql, bindings);
  const ids = pastIdsOf(context);
  if (ids) void query.whereIn('cluster_alias.cluster_id', ids);
  const rows: Row[] = await query.select('id', 'cluster_id');
  return new Map(rows.map(row => [row.id, row.cluster_id]));
}

async function readClusters(
  context: ReadContext,
  clusterIds: readonly string[],
  days: { first: number; last: number },
): Promise<Map<string, ToldCluster>> {
  const { knex } = context;
  const observers = pastIdsOf(context);
  const once = notToldOfTarget(context, {
    cluster: 'cost_told.cluster_id',
    day: 'cost_told.day',
  });
  const told = (ids: readonly string[]): Knex.QueryBuilder => {
    const query = knex('cost_told')
      .whereIn('cost_told.cluster_id', ids)
      .whereRaw(once.sql, once.bindings);
    return observers ? query.whereIn('cost_told.observer', observers) : query;
  };
  const clusters = new Map<string, Growing>();
  for (let start = 0; start < clusterIds.length; start += AT_ONCE) {
    const ids = clusterIds.slice(start, start + AT_ONCE);
    // One row of all days of which the same is told: texts of each would cost more than all else.
    const alike = told(ids)
      .groupBy(ALIKE)
      .select(ALIKE)
      .min({ since: 'cost_told.day' })
      .max({ last: 'cost_told.day' })
      .select(
        knex.raw(
          `${isPostgres(knex) ? 'string_agg' : 'group_concat'}(
            case when cost_told.day between ? and ? then cost_told.day || ':' || cost_told.told_at end, ','
          ) as told`,
          [days.first, days.last],
        ),
      );
    const rows: Row[] = await knex
      .with('alike', alike)
      .from('alike')
      .join('cluster', 'cluster.id', 'alike.cluster_id')
      .select('alike.*', 'cluster.name', 'cluster.left_at');
    for (const row of rows) {
      const known: Growing = clusters.get(row.cluster_id) ?? {
        clusterId: row.cluster_id,
        name: row.name,
        since: new Map<string, number>(),
        last: new Map<string, number>(),
        ended: new Map<string, number>(),
        ...(row.left_at === null ? {} : { until: dayOf(Number(row.left_at)) }),
        days: [],
      };
      clusters.set(row.cluster_id, known);
      const { money } = row;
      const [since, last] = [Number(row.since), Number(row.last)];
      known.since.set(money, Math.min(since, known.since.get(money) ?? since));
      known.last.set(money, Math.max(last, known.last.get(money) ?? last));
      known.days.push(...daysOf(row));
    }
    for (const id of ids) {
      const known = clusters.get(id);
      if (!known) continue;
      known.ended = endedOf(known);
      known.days.sort((a, b) => a.day - b.day);
    }
  }
  return clusters;
}

/** The days that a row is of, each with when it was told. */
function daysOf({ money, engine, observer, ...row }: Row): ToldDay[] {
  if (row.told === null) return [];
  const said = {
    money,
    engine,
    observer,
    isWhole: Boolean(row.whole),
    isEstimated: Boolean(row.estimated),
  };
  return (row.told as string).split(',').map(each => {
    const colon = each.indexOf(':');
    return {
      ...said,
      day: Number(each.slice(0, colon)),
      toldAt: Number(each.slice(colon + 1)),
    };
  });
}

function endedOf({ last }: ToldCluster): ToldCluster['ended'] {
  const newest = Math.max(...last.values());
  return new Map([...last].filter(([, day]) => day !== newest));
}
