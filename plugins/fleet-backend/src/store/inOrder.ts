import type { Knex } from 'knex';
import { isPostgres } from '../leases/databaseTime';

/**
 * The ids of rows that are about to be written, locked in the order in which all
 * that write facts take them, so that nobody waits in a circle.
 */
export function inOrder(rows: Knex.QueryBuilder): Knex.QueryBuilder {
  const ids = rows.select('id');
  // A writer of SQLite has the whole file.
  return isPostgres(rows as unknown as Knex)
    ? ids.orderByRaw('id collate "C"').forNoKeyUpdate()
    : ids;
}
