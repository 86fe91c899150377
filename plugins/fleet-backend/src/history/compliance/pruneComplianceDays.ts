import type { Knex } from 'knex';
import { DAY_MS, dayOf, DAYS_OF_STATES } from '../retention';

/** Rows that one statement deletes, so that nobody waits for long. */
const AT_ONCE = 1_000;

/** For so many days it is kept how far policies were kept, by default: thirteen months. */
export const KEEP_COMPLIANCE_DAYS = DAYS_OF_STATES;

/**
 * Deletes the days that are too old, what was so on none of the others, and failures that
 * ended before. Several replicas may do so at once.
 *
 * @param options.now - milliseconds since 1970
 * @returns how many rows were deleted
 */
export async function pruneComplianceDays(options: {
  knex: Knex;
  now: number;
  keepDays: number;
}): Promise<number> {
  const { knex, now, keepDays } = options;
  const first = dayOf(now) - keepDays + 1;
  // Days before what was so on them: none of them is told of in part.
  let deleted = await knex('compliance_day').where('day', '<', first).delete();
  deleted += await inSlices(knex, 'compliance_span', query =>
    query.where('until_day', '<=', first),
  );
  deleted += await inSlices(knex, 'failure', query =>
    query.where('ended_at', '<', first * DAY_MS),
  );
  return deleted;
}

async function inSlices(
  knex: Knex,
  table: string,
  old: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const ids: unknown[] = await old(knex(table)).limit(AT_ONCE).pluck('id');
    if (ids.length === 0) return deleted;
    for (let start = 0; start < ids.length; start += 200) {
      deleted += await knex(table)
        .whereIn('id', ids.slice(start, start + 200) as number[])
        .delete();
    }
    if (ids.length < AT_ONCE) return deleted;
  }
}
