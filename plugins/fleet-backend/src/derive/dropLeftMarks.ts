import type { Knex } from 'knex';
import { runStatement, tableOfIds } from './statements';

/**
 * Drops the marks of those clusters that are not there any more: nobody would ever
 * take them. A cluster that another replica has just found has a row, and keeps its.
 */
export async function dropLeftMarks(options: {
  knex: Knex;
  clusterIds: string[];
}): Promise<void> {
  if (options.clusterIds.length === 0) return;
  const unknown = tableOfIds(options.knex, 'unknown', options.clusterIds);
  await runStatement(options.knex, {
    sql: `delete from dirty where cluster_id in (select unknown_id from ${unknown.sql})
      and not exists (
        select 1 from cluster where id = cluster_id and left_at is null
      )`,
    bindings: unknown.bindings,
  });
}
