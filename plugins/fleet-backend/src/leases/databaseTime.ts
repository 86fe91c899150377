import type { Knex } from 'knex';

/**
 * The time by the database's clock as an SQL expression, in milliseconds since
 * 1970. It goes on within a transaction.
 */
export function databaseTime(knex: Knex | Knex.Transaction): string {
  return isPostgres(knex)
    ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
    : "cast(unixepoch('subsec') * 1000 as integer)";
}

/** Whether this is the database that several replicas can share. */
export function isPostgres(knex: Knex | Knex.Transaction): boolean {
  return knex.client.config.client === 'pg';
}

/** The rows that a raw statement gave, whatever the driver wraps them in. */
export function rowsOf<T>(result: { rows: T[] } | T[]): T[] {
  return Array.isArray(result) ? result : result.rows;
}

/** A condition that a column is one of many ids, with the one binding that it takes. */
export function isOneOf(
  knex: Knex | Knex.Transaction,
  column: string,
  ids: string[],
): { sql: string; binding: string | string[] } {
  return isPostgres(knex)
    ? { sql: `${column} = any(?)`, binding: ids }
    : {
        sql: `${column} in (select value from json_each(?))`,
        binding: JSON.stringify(ids),
      };
}
