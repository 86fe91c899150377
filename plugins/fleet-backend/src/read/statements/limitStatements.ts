import type { Knex } from 'knex';
import { inScope } from '../scopes';
import type { ReadContext } from '../types';
import type { StatementFamily } from './families';

/** Leaves of a query on `fact` the statements that the reader may see. */
export function limitStatements(
  context: ReadContext,
  query: Knex.QueryBuilder,
  family: StatementFamily,
): Knex.QueryBuilder {
  return family === 'platform'
    ? context.view?.statements.limit(query) ?? query
    : inScope(context, query, 'fact');
}
