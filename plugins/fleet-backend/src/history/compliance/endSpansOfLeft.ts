import type { Knex } from 'knex';
import { runSteps } from '../../derive/statements';
import { OPEN_DAY } from './spans';
import { endSpans } from './writeSpans';

/** Rows that are ended in one transaction. */
const AT_ONCE = 1_000;

/**
 * Ends what is open of clusters that no source names any more: from this day on they are
 * not counted; what they were before stays.
 *
 * @returns how many rows were ended
 */
export async function endSpansOfLeft(options: {
  knex: Knex;
  day: number;
}): Promise<number> {
  const { knex, day } = options;
  let ended = 0;
  for (;;) {
    const rows = await runSteps(knex, function* steps() {
      const open = yield {
        sql: `select id, first_day from compliance_span where until_day = ?
          and not exists (select 1 from cluster
            where cluster.id = compliance_span.cluster_id and left_at is null)
          limit ${AT_ONCE}`,
        bindings: [OPEN_DAY],
      };
      yield* endSpans(knex, open, day);
      return open;
    });
    ended += rows.length;
    if (rows.length < AT_ONCE) return ended;
  }
}
