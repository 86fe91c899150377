import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import type { Row } from './types';

type Page = {
  knex: Knex;
  /** Queries on one table that have no row in common. */
  queries: Knex.QueryBuilder[];
  /** Tells cursors of different lists apart. */
  sort: string;
  /**
   * Trusted SQL that gives text. Where an index has the same words after what a
   * query asks for, the page is read from it without sorting.
   */
  expression: string;
  cursor?: string;
  /** What cursors are signed with. */
  cursorKey?: Buffer;
  limit?: number;
};

/** One page of what queries find, ordered by an expression and the id. */
export async function keysetPage(
  options: Page,
): Promise<{ rows: Row[]; nextCursor?: string }> {
  const { sort } = options;
  const limit = options.limit ?? 100;
  const rows: Row[] = await keysetQuery(options);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    ...(rows.length > limit && last
      ? {
          nextCursor: encodeCursor(
            { sort, value: String(last.sort_value), id: last.id },
            options.cursorKey,
          ),
        }
      : {}),
  };
}

/** The query of {@link keysetPage}: one row more than the page has. */
export function keysetQuery(options: Page): Knex.QueryBuilder {
  const { knex, queries, sort, expression } = options;
  const limit = (options.limit ?? 100) + 1;
  const cursor = decodeCursor(
    options.cursor,
    sort,
    'string',
    options.cursorKey,
  );
  const pages = queries.map(query => {
    let page = query.clone();
    if (cursor) {
      // As one comparison of rows, it is where the index is entered.
      page = page.whereRaw(`(${expression}, id) > (?, ?)`, [
        cursor.value,
        cursor.id,
      ]);
    }
    return page
      .orderByRaw(`${expression} asc, id asc`)
      .limit(limit)
      .select('*', knex.raw(`${expression} as sort_value`));
  });
  if (pages.length === 1) return pages[0];
  // Each by its index, and then together: neither is read further than a page.
  const all = knex.unionAll(
    pages.map((page, index) => knex.select('*').from(page.as(`part_${index}`))),
  );
  return knex
    .select('*')
    .from(all.as('pages'))
    .orderBy([{ column: 'sort_value' }, { column: 'id' }])
    .limit(limit);
}
