import { NotFoundError } from '@backstage/errors';
import type { ReadContext, Row } from './types';

/**
 * A cluster's row by its id, or by the id of one that became part of it.
 *
 * @throws NotFoundError when there is none
 */
export async function findCluster(
  { knex }: ReadContext,
  clusterId: string,
): Promise<Row> {
  const alias = await knex('cluster_alias').where({ id: clusterId }).first();
  const row = await knex('cluster')
    .where({ id: alias?.cluster_id ?? clusterId })
    .first();
  if (!row) {
    throw new NotFoundError(
      `There is no cluster '${clusterId}'. It may have been removed from every source.`,
    );
  }
  return row;
}
