import type { Knex } from 'knex';
import { runStatement, tableOfRows } from './statements';

/**
 * Of some clusters those of which any of some tables has a row.
 *
 * @param tables - by table, which of its rows are those of the cluster `wanted_id`
 */
export async function clustersWithAny(
  knex: Knex,
  tables: Readonly<Record<string, string>>,
  clusterIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = tableOfRows(
    knex,
    'wanted',
    { wanted_id: 'text' },
    clusterIds.map(id => ({ wanted_id: id })),
  );
  const any = Object.entries(tables).map(
    ([table, condition]) =>
      `exists (select 1 from ${table} where ${condition})`,
  );
  const rows = await runStatement(knex, {
    sql: `select wanted_id from ${wanted.sql} where ${any.join(' or ')}`,
    bindings: wanted.bindings,
  });
  return new Set(rows.map(row => row.wanted_id));
}
