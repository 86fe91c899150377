import type { Knex } from 'knex';
import { packCostDay } from '../../derive/costs';
import { runSteps } from '../../derive/statements';

/** Deletes what a cluster cost on a day, and that anything was told of it. */
export async function forgetCostDay(options: {
  knex: Knex;
  clusterId: string;
  /** Since 1970. */
  day: number;
}): Promise<void> {
  const { knex, clusterId, day } = options;
  await runSteps(knex, function* steps() {
    yield {
      sql: 'delete from cost_told where cluster_id = ? and day = ?',
      bindings: [clusterId, day],
    };
    yield {
      sql: `delete from cost_day where day = ?
        and series_id in (select id from cost_series where cluster_id = ?)`,
      bindings: [day, clusterId],
    };
    yield* packCostDay(knex, { clusterId, day });
  });
}
