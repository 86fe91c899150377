import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import type { Row } from './types';

/**
 * One page of a query, ordered by an expression and the id.
 *
 * @param expression - trusted SQL that gives text
 */
export async function keysetPage(options: {
  knex: Knex;
  query: Knex.QueryBuilder;
  /** Tells cursors of different lists apart. */
  sort: string;
  expression: string;
  cursor?: string;
  limit?: number;
}): Promise<{ rows: Row[]; nextCursor?: string }> {
  const { knex, query, sort, expression } = options;
  const limit = options.limit ?? 100;
  const cursor = decodeCursor(options.cursor, sort, 'string');
  let page = query.clone();
  if (cursor) {
    page = page.whereRaw(
      `(${expression} > ? or (${expression} = ? and id > ?))`,
      [cursor.value, cursor.value, cursor.id],
    );
  }
  const rows: Row[] = await page
    .orderByRaw(`${expression} asc, id asc`)
    .limit(limit + 1)
    .select('*', knex.raw(`${expression} as sort_value`));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    ...(rows.length > limit && last
      ? {
          nextCursor: encodeCursor({
            sort,
            value: String(last.sort_value),
            id: last.id,
          }),
        }
      : {}),
  };
}
