import type { Knex } from 'knex';
import { isPostgres } from '../derive/statements';

/** An escaped zero, or half of a pair of surrogates, as `JSON.stringify` writes them. */
const NO_JSON = String.raw`(^|[^\\])(\\\\)*\\u(0000|d[89a-f])`;

/**
 * Trusted SQL for one text of a fact: only what is asked for comes over. It is null where the
 * fact is none of PostgreSQL's JSON: one such fact would be the end of the query for all.
 */
export function textOfFact(
  knex: Knex,
  table: string,
  ...path: [string, ...string[]]
): string {
  if (!isPostgres(knex)) {
    return `json_extract(${table}.data, '$.${path.join('.')}')`;
  }
  const data = `${table}.data`;
  // Looking for what nearly no fact has is cheaper than to look closely.
  return String.raw`(case when (position('\u0000' in ${data}) = 0 and position('\ud' in ${data}) = 0)
    or ${data} !~ '${NO_JSON}' then ${data}::json #>> '{${path.join(
    ',',
  )}}' end)`;
}
