import type { Knex } from 'knex';
import { isPostgres } from '../derive/statements';

/** Trusted SQL for one text of a fact: only what is asked for comes over. */
export function textOfFact(
  knex: Knex,
  table: string,
  ...path: [string, ...string[]]
): string {
  return isPostgres(knex)
    ? `(${table}.data::json #>> '{${path.join(',')}}')`
    : `json_extract(${table}.data, '$.${path.join('.')}')`;
}
