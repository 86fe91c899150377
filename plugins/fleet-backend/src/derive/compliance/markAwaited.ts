import type { Knex } from 'knex';
import { DAY_MS } from '../../history/retention';
import { markCompliance } from './marks';

/**
 * Marks clusters of which something counts on for too long that no report tells of any
 * more: without news of the cluster nobody would look.
 *
 * @param options.now - milliseconds since 1970
 */
export async function markAwaited(options: {
  knex: Knex;
  now: number;
}): Promise<void> {
  const { knex, now } = options;
  const clusterIds: string[] = await knex('failing')
    .whereNotNull('away_since')
    .where('away_since', '<=', now - DAY_MS)
    .groupBy('cluster_id')
    .pluck('cluster_id');
  await markCompliance({ knex, clusterIds });
}
