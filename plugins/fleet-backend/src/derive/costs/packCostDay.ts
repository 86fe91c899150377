import type { Knex } from 'knex';
import { isPostgres, type Steps } from '../statements';
import { columnOfDay, SPAN_COLUMNS, spanOf } from './spanColumns';

const OF_CLUSTER =
  'series_id in (select id from cost_series where cluster_id = ?)';

/**
 * Makes what lies side by side of a day of a cluster what the rows of that day say, whatever
 * it was. Whoever changes these rows does it at the end of the same transaction.
 *
 * @param day - since 1970
 */
export function* packCostDay(
  knex: Knex,
  { clusterId, day }: { clusterId: string; day: number },
): Steps<void> {
  const span = spanOf(day);
  const column = columnOfDay(day);
  if (isPostgres(knex)) {
    // Days of one row may be written at once: nothing else is waited for from here on, so
    // that nobody waits in a circle.
    yield {
      sql: `select pg_advisory_xact_lock(hashtext('cost_span'), hashtext(?))`,
      bindings: [clusterId],
    };
  }
  const gone = yield {
    sql: `update cost_span set ${column} = null
      where ${OF_CLUSTER} and span = ? and ${column} is not null
        and not exists (select 1 from cost_day
          where cost_day.series_id = cost_span.series_id and cost_day.day = ?)
      returning series_id`,
    bindings: [clusterId, span, day],
  };
  if (gone.length > 0) {
    yield {
      sql: `delete from cost_span where ${OF_CLUSTER} and span = ?
        and coalesce(${SPAN_COLUMNS.join(', ')}) is null`,
      bindings: [clusterId, span],
    };
  }
  yield {
    sql: `insert into cost_span (series_id, span, ${column})
      select cost_day.series_id, cast(? as integer), cost_day.cost from cost_series
      join cost_day on cost_day.series_id = cost_series.id
      where cost_series.cluster_id = ? and cost_day.day = ?
      on conflict (series_id, span) do update set ${column} = excluded.${column}
        where cost_span.${column} is null or cost_span.${column} <> excluded.${column}`,
    bindings: [span, clusterId, day],
  };
}
