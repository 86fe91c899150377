import type { Knex } from 'knex';
import { isOneOf, rowsOf } from '../leases/databaseTime';

/** It is not worth to count on. */
const MOST_COUNTED = 10_000;

/**
 * How many namespaces wait to be derived, counted up to 10,000.
 *
 * @param options.clusterIds - of these clusters alone; of all where absent
 */
export async function countMarks(options: {
  knex: Knex;
  clusterIds?: string[];
}): Promise<number> {
  const { knex, clusterIds } = options;
  const wanted = clusterIds && isOneOf(knex, 'cluster_id', clusterIds);
  const [row] = rowsOf<{ marks: number | string }>(
    await knex.raw(
      `select count(*) as marks from (
         select 1 as mark from dirty ${wanted ? `where ${wanted.sql}` : ''}
         limit ${MOST_COUNTED}
       ) as counted`,
      wanted ? [wanted.binding] : [],
    ),
  );
  return Number(row.marks);
}
