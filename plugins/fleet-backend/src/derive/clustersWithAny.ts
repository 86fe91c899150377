import type { Knex } from 'knex';
import { runStatement, tableOfIds } from './statements';

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
  const wanted = tableOfIds(knex, 'wanted', clusterIds);
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
