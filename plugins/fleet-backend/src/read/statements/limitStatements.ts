import type { Knex } from 'knex';
import type { ReadContext } from '../types';

/** Leaves of a query on `fact` the statements that the reader may see. */
export function limitStatements(
  { view }: ReadContext,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return view?.statements.limit(query) ?? query;
}
