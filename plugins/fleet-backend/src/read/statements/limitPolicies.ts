import type { ListClusterPoliciesQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { isPostgres } from '../../derive/statements';
import { categoryText } from '../../store/categoriesText';

/** What policies and exceptions are narrowed by, beside all statements. */
export type PolicyFilter = Pick<
  ListClusterPoliciesQuery,
  'engine' | 'enforcement' | 'state' | 'severity' | 'category'
>;

const COLUMNS = {
  engine: 'fact.adapter',
  enforcement: 'fact.enforcement',
  state: 'fact.health',
  severity: 'fact.severity',
} as const;

/** Leaves of a query on `fact` the policies and exceptions that pass. */
export function limitPolicies(
  knex: Knex,
  query: Knex.QueryBuilder,
  filter: PolicyFilter,
): void {
  for (const [key, column] of Object.entries(COLUMNS)) {
    const values = filter[key as keyof typeof COLUMNS];
    if (values?.length) void query.whereIn(column, values);
  }
  const { category } = filter;
  if (!category?.length) return;
  const holds = isPostgres(knex)
    ? 'position(? in fact.categories) > 0'
    : 'instr(fact.categories, ?) > 0';
  void query.where(any => {
    for (const name of category) {
      void any.orWhereRaw(holds, [categoryText(name)]);
    }
  });
}
