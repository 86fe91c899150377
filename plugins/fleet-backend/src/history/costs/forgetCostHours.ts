import type { Knex } from 'knex';
import { runSteps } from '../../derive/statements';

/** Deletes what hours cost, and that anything was told of them. */
export async function forgetCostHours(options: {
  knex: Knex;
  /** The first day, since 1970, that is kept. */
  before: number;
}): Promise<void> {
  const { knex, before } = options;
  await runSteps(knex, function* steps() {
    yield {
      sql: 'delete from cost_hours_told where day < ?',
      bindings: [before],
    };
    yield { sql: 'delete from cost_hours where day < ?', bindings: [before] };
  });
}
