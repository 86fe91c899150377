import type { CostQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { among, type Fragment } from '../../permissions/fragment';
import { pastIdsOf } from '../pastIds';
import type { ReadContext } from '../types';

/** What costs are narrowed by. */
export type CostFilter = Omit<CostQuery, 'by' | 'days'>;

const COLUMNS = {
  owner: 'cost_series.owner',
  system: 'cost_series.system',
  component: 'cost_series.entity_ref',
  cluster: 'cost_series.cluster_id',
  region: 'cost_series.region',
  environment: 'cost_series.environment',
  provider: 'cluster.provider',
} as const satisfies Record<keyof CostFilter, string>;

/** The series that pass a filter and that a reader may see, each with its cluster. */
export function selectSeries(
  context: ReadContext,
  filter: CostFilter,
): Knex.QueryBuilder {
  const { knex, things } = context;
  const query = knex('cost_series').join(
    'cluster',
    'cluster.id',
    'cost_series.cluster_id',
  );
  for (const [key, column] of Object.entries(COLUMNS)) {
    const values = filter[key as keyof CostFilter];
    if (values?.length) void query.whereIn(column, values);
  }
  const limited = things ? things.limitSums(query, 'cost_series') : query;
  const ids = pastIdsOf(context);
  return ids ? limited.whereIn('cost_series.cluster_id', ids) : limited;
}

/**
 * Those of which the cost of any day is known. Hours may be known of a thing of which no
 * day is over yet, or of whose days nobody tells.
 */
export function selectSeriesOfDays(
  context: ReadContext,
  filter: CostFilter,
): Knex.QueryBuilder {
  return selectSeries(context, filter).whereRaw(
    'exists (select 1 from cost_span where cost_span.series_id = cost_series.id)',
  );
}

/** The days of these series. */
export function selectDays(
  context: ReadContext,
  filter: CostFilter,
  days: { first: number; last: number },
): Knex.QueryBuilder {
  return withDays(context, selectSeries(context, filter), 'cost_series', days);
}

/** Joins all days of series, whether or not they count. */
export function joinDays(
  query: Knex.QueryBuilder,
  table: 'cost_series' | 'series',
  days: { first: number; last: number },
): Knex.QueryBuilder {
  const id = table === 'series' ? 'series.series_id' : 'cost_series.id';
  return query
    .join('cost_day', 'cost_day.series_id', id)
    .whereBetween('cost_day.day', [days.first, days.last]);
}

/**
 * Joins the days of series that count. What a cluster says of another one is not seen by
 * who may not see the one that says it.
 *
 * @param table - the series, with their clusters
 * @param days - since 1970; the last day belongs to them
 */
export function withDays(
  context: ReadContext,
  query: Knex.QueryBuilder,
  table: 'cost_series' | 'series',
  days: { first: number; last: number },
): Knex.QueryBuilder {
  void joinDays(query, table, days);
  const { sql, bindings } = notToldOfTarget(context, {
    cluster: `${table}.cluster_id`,
    day: 'cost_day.day',
  });
  void query.whereRaw(sql, bindings);
  const ids = pastIdsOf(context);
  return ids
    ? joinTold(query, table).whereIn('cost_told.observer', ids)
    : query;
}

/** Joins what was told of a cluster on a day. */
export function joinTold(
  query: Knex.QueryBuilder,
  table: 'cost_series' | 'series' = 'cost_series',
): Knex.QueryBuilder {
  return query.join('cost_told', on => {
    on.on('cost_told.cluster_id', `${table}.cluster_id`).andOn(
      'cost_told.day',
      'cost_day.day',
    );
  });
}

/**
 * Leaves out days of a cluster that was merged into another one, as far as they were told
 * of that, too, by whom the reader may see: they are of the same money. Taken apart again,
 * each has its own.
 *
 * @param at - the columns that a day is of, and where it is kept that it was told
 */
export function notToldOfTarget(
  context: ReadContext,
  at: {
    cluster: string;
    day: string;
    table?: 'cost_told' | 'cost_hours_told';
  },
): Fragment {
  const { cluster, day, table = 'cost_told' } = at;
  const ids = pastIdsOf(context);
  const seen = ids && among(context.knex, 'told.observer', ids);
  return {
    sql: `(${cluster} not in (select id from cluster_alias) or not exists (
      select 1 from cluster_alias join ${table} as told on told.cluster_id = cluster_alias.cluster_id
      where cluster_alias.id = ${cluster} and told.day = ${day} and ${
      seen?.sql ?? '1 = 1'
    }))`,
    bindings: seen?.bindings ?? [],
  };
}
