import { NotFoundError } from '@backstage/errors';
import type { ReadContext, Row } from './types';

/**
 * A cluster's row by its id, or by the id of one that became part of it.
 *
 * @param whatRuns - whether it is enough that the reader may see something on it
 * @throws NotFoundError when there is none, or none that the reader may see
 */
export async function findCluster(
  { knex, view }: ReadContext,
  clusterId: string,
  whatRuns = false,
): Promise<Row> {
  const alias = await knex('cluster_alias').where({ id: clusterId }).first();
  const row: Row | undefined = await knex('cluster')
    .where({ id: alias?.cluster_id ?? clusterId })
    .first();
  const isVisible =
    row &&
    (!view ||
      view.fleet.byId.has(row.id) ||
      (whatRuns && (await view.scope.reaches(row.id))));
  if (!isVisible) {
    // Of one that is hidden the same is said as of one that never was.
    throw new NotFoundError(
      `There is no cluster '${clusterId}'. It may have been removed from every source.`,
    );
  }
  return row;
}
