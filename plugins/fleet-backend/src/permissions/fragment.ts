import type { Knex } from 'knex';
import { isPostgres } from '../derive/statements';

/** Trusted SQL with what is bound to it. */
export type Fragment = { sql: string; bindings: Knex.Value[] };

/** Whether a column is one of some values. However many there are, they are one parameter. */
export function among(
  knex: Knex,
  column: string,
  values: readonly string[],
): Fragment {
  return {
    sql: isPostgres(knex)
      ? `${column} = any(array(select jsonb_array_elements_text(?::jsonb)))`
      : `${column} in (select value from json_each(?))`,
    bindings: [JSON.stringify(values)],
  };
}
