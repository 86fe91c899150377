import type { Knex } from 'knex';
import type { Limited } from '../permissions/Access';
import type { ScopedTable } from '../permissions/CellScope';
import type { FleetView } from './fleet';
import type { ReadContext } from './types';

/** Leaves of a query on a table what the reader may see. */
export function visibleOf(
  { view }: { view?: Pick<FleetView, 'scope'> },
  query: Knex.QueryBuilder,
  table: ScopedTable,
): Knex.QueryBuilder {
  return view?.scope.limit(query, table) ?? query;
}

/** That an answer about what runs holds only what the reader may see; nothing where it holds all. */
export function limitedOf({ view }: ReadContext): { limited?: Limited[] } {
  return view && !view.scope.isWhole ? { limited: ['instances'] } : {};
}

/**
 * How many rows of queries the reader may not see; 0 where that may not be said.
 *
 * @param shown - how many the reader may see
 */
export async function hiddenOf(
  context: ReadContext,
  queries: Knex.QueryBuilder[],
  shown: number,
): Promise<number> {
  if (!context.tellsHidden || !context.view || context.view.scope.isWhole) {
    return 0;
  }
  let all = 0;
  for (const query of queries) {
    const [{ rows }] = await query.clone().count({ rows: '*' });
    all += Number(rows);
  }
  return Math.max(0, all - shown);
}
