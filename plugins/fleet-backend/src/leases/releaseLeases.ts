import type { Knex } from 'knex';
import { databaseTime, isOneOf, isPostgres } from './databaseTime';

/**
 * Hands leases back: whoever has room may claim them at once. Waits for writes
 * under them that are on their way.
 *
 * @param clusterIds - all leases of the holder where absent
 */
export async function releaseLeases(options: {
  knex: Knex | Knex.Transaction;
  holder: string;
  clusterIds?: string[];
}): Promise<void> {
  const { knex, holder, clusterIds } = options;
  if (clusterIds?.length === 0) return;
  const among = clusterIds && isOneOf(knex, 'cluster_id', clusterIds);
  await knex.raw(
    `update cluster_lease set holder = null, expires_at = ${databaseTime(knex)}
     where cluster_id in (
       select cluster_id from cluster_lease
       where holder = ? ${among ? `and ${among.sql}` : ''}
       order by cluster_id
       ${isPostgres(knex) ? 'for update' : ''}
     )`,
    [holder, ...(among ? [among.binding] : [])],
  );
}
