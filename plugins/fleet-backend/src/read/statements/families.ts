import type { Limited } from '../../permissions/Access';
import type { Knex } from 'knex';
import type { ReadContext } from '../types';

/** Statements that are read under one permission. */
export type StatementFamily = 'platform' | 'policies' | 'budgets';

const TYPES: Record<Exclude<StatementFamily, 'platform'>, string[]> = {
  policies: ['policy', 'exception'],
  budgets: ['budget'],
};
const ELSEWHERE = Object.values(TYPES).flat();

/** What of an answer is limited, by the permission of its family. */
export const LIMITED_AS: Record<StatementFamily, Limited> = {
  platform: 'instances',
  policies: 'findings',
  budgets: 'allocations',
};

/** Leaves of a query on `fact` the statements of a family. */
export function ofFamily(
  query: Knex.QueryBuilder,
  family: StatementFamily,
): Knex.QueryBuilder {
  return family === 'platform'
    ? query.whereNotIn('fact.type', ELSEWHERE)
    : query.whereIn('fact.type', TYPES[family]);
}

/** Whether the reader may see all statements of a family. */
export function seesAll(
  { view, things }: ReadContext,
  family: StatementFamily,
): boolean {
  return family === 'platform'
    ? !view || view.statements.isWhole
    : (!things || things.isWhole) && !view?.fleet.limited.includes('clusters');
}
