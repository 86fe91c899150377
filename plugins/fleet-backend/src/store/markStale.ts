import type { Knex } from 'knex';
import { inOrder } from './inOrder';
import { lockClusters } from './lockClusters';

const STATES = [
  'healthy',
  'suspended',
  'progressing',
  'unknown',
  'missing',
  'degraded',
  'out_of_sync',
];

/**
 * Takes back at once that anything of some clusters is current; what is gets
 * derived again. For the moment in between: it must not show a green that is
 * already known to have no evidence.
 *
 * @param clusterIds - all clusters where absent
 */
export async function markStale(options: {
  knex: Knex | Knex.Transaction;
  clusterIds?: string[];
}): Promise<void> {
  const { knex, clusterIds } = options;
  const scope = (table: string, column: string) =>
    clusterIds ? knex(table).whereIn(column, clusterIds) : knex(table);
  await lockClusters({ knex, ...(clusterIds ? { clusterIds } : {}) });
  // Without its hash a row is written anew, whatever is derived.
  await scope('instance', 'cluster_id')
    .where({ stale: false })
    .update({ stale: true, hash: '' });
  for (const table of ['workload', 'delivery']) {
    const shown = knex(table).where({ stale: false });
    if (clusterIds) {
      void shown.where(either => {
        void either.whereIn('subject', clusterIds);
        // What they say of clusters that nobody knows is of no other's.
        void either.orWhere(unresolved => {
          void unresolved.whereIn('observer', clusterIds).whereNull('subject');
        });
      });
    }
    await knex(table).whereIn('id', inOrder(shown)).update({ stale: true });
  }
  await scope('cell', 'cluster_id').update(
    allStale(knex, ['instance', 'delivery', 'workload']),
  );
  await scope('cluster', 'id').update({
    stale: true,
    ...allStale(knex, ['instance', 'delivery']),
  });
}

function allStale(
  knex: Knex | Knex.Transaction,
  prefixes: string[],
): Record<string, Knex.Ref<string, object> | number> {
  const columns: Record<string, Knex.Ref<string, object> | number> = {};
  for (const prefix of prefixes) {
    columns[`${prefix}_stale`] = knex.ref(`${prefix}_total`);
    for (const state of STATES) columns[`${prefix}_${state}`] = 0;
  }
  return columns;
}
