import type { Knex } from 'knex';
import type { Limited } from '../permissions/Access';
import type { ThingTable } from '../permissions/StatementScope';
import type { ReadContext } from './types';

/**
 * Leaves of a query on a table of things with a permission of their own what the reader
 * may see of them. What a cluster says that he may not see is not seen either.
 */
export function inScope(
  { things, view }: ReadContext,
  query: Knex.QueryBuilder,
  table: ThingTable,
): Knex.QueryBuilder {
  const limited = things ? things.limit(query, table) : query;
  if (!view?.fleet.limited.includes('clusters')) return limited;
  const ids = [...view.fleet.byId.keys()];
  // Nor what one that he may see says of one that he may not.
  return limited
    .whereIn(`${table}.observer`, ids)
    .whereIn(`${table}.subject`, ids);
}

/** Whether the reader may see all things of a table. */
function isWhole({ things, view }: ReadContext): boolean {
  return (
    (!things || things.isWhole) && !view?.fleet.limited.includes('clusters')
  );
}

/** How many rows of a query the reader may not see; 0 where that may not be said. */
export async function hiddenInScope(
  context: ReadContext,
  query: Knex.QueryBuilder,
  shown: number,
): Promise<number> {
  if (!context.tellsHidden || isWhole(context)) return 0;
  const [{ rows }] = await query.clone().count({ rows: '*' });
  return Math.max(0, Number(rows) - shown);
}

/** That an answer holds only what the reader may see; nothing where it holds all. */
export function limitedInScope(
  context: ReadContext,
  what: Limited,
): { limited?: Limited[] } {
  return isWhole(context) ? {} : { limited: [what] };
}
