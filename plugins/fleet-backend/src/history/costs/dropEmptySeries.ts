import type { Knex } from 'knex';
import { isPostgres, runSteps, tableOfRows } from '../../derive/statements';

const EMPTY = `not exists (select 1 from cost_day where cost_day.series_id = cost_series.id)
  and not exists (select 1 from cost_hours where cost_hours.series_id = cost_series.id)`;

/**
 * Deletes the series of a cluster of which no day is left. Whoever writes a day locks its
 * series: it is looked once more at those that this one could lock.
 */
export async function dropEmptySeries(options: {
  knex: Knex;
  clusterId: string;
}): Promise<void> {
  const { knex, clusterId } = options;
  await runSteps(knex, function* steps() {
    const found = yield {
      sql: `select id from cost_series where cluster_id = ? and ${EMPTY}
        order by key${isPostgres(knex) ? ' for update' : ''}`,
      bindings: [clusterId],
    };
    if (found.length === 0) return;
    const empty = tableOfRows(
      knex,
      'empty',
      { empty_id: 'integer' },
      found.map(({ id }) => ({ empty_id: id })),
    );
    yield {
      sql: `delete from cost_series
        where id in (select empty_id from ${empty.sql}) and ${EMPTY}`,
      bindings: empty.bindings,
    };
  });
}
