import type { Knex } from 'knex';
import { databaseTime, isOneOf, isPostgres } from './databaseTime';

/**
 * Hands leases back: whoever has room may claim them at once. Waits for writes
 * under them that are on their way.
 *
 * @param options.clusterIds - all leases of the holder where absent
 * @param options.derived - what they were derived with, where nothing of it is left
 *   to do; see {@link claimLeases}
 */
export async function releaseLeases(options: {
  knex: Knex | Knex.Transaction;
  holder: string;
  clusterIds?: string[];
  derived?: string;
}): Promise<void> {
  const { knex, holder, clusterIds, derived } = options;
  if (clusterIds?.length === 0) return;
  const among = clusterIds && isOneOf(knex, 'cluster_id', clusterIds);
  await knex.raw(
    `update cluster_lease set holder = null, expires_at = ${databaseTime(knex)}
     ${derived ? `, derived = cast(epoch as text) || '/' || ?` : ''}
     where cluster_id in (
       select cluster_id from cluster_lease
       where holder = ? ${among ? `and ${among.sql}` : ''}
       order by cluster_id
       ${isPostgres(knex) ? 'for update' : ''}
     )`,
    [...(derived ? [derived] : []), holder, ...(among ? [among.binding] : [])],
  );
}
