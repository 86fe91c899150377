import type { Knex } from 'knex';
import { markClustersIn } from '../clusterMarks';
import { runSteps } from '../statements';

/** Marks clusters of which it has to be looked again what drifts. */
export async function markDrift(options: {
  knex: Knex;
  clusterIds: Iterable<string>;
}): Promise<void> {
  const { knex, clusterIds } = options;
  await runSteps(knex, () => markClustersIn(knex, 'drift_mark', clusterIds));
}
