import type { ReadContext } from './types';

/** The newest Kubernetes minor version in the fleet; others are behind it. */
export async function readNewestMinor({
  knex,
}: ReadContext): Promise<number | undefined> {
  const row = await knex('cluster')
    .whereNull('left_at')
    .max({ newest: 'kubernetes_minor_number' })
    .first();
  return row?.newest === null || row?.newest === undefined
    ? undefined
    : Number(row.newest);
}
