import type { Knex } from 'knex';
import { isPostgres } from '../leases/databaseTime';

/**
 * Takes the rows of clusters in the order of their ids, as everybody does who
 * writes several or what belongs to them. A statement that only updates them
 * takes them as they stand in the table, and then two wait for each other.
 *
 * @param clusterIds - all clusters where absent
 */
export async function lockClusters(options: {
  knex: Knex | Knex.Transaction;
  clusterIds?: string[];
}): Promise<void> {
  const { knex, clusterIds } = options;
  // A writer of SQLite has the whole file.
  if (!isPostgres(knex)) return;
  await knex.raw(
    `select id from cluster ${
      clusterIds ? 'where id = any(?::text[])' : ''
    } order by id for no key update`,
    clusterIds ? [clusterIds] : [],
  );
}
