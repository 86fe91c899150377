import type { Knex } from 'knex';
import { markDrift } from '../derive/drift';
import type { StoredException } from './StoredException';

/** What an exception from drift covers is looked at again: others may count from now on. */
export async function markCovered(
  knex: Knex,
  { kind, scope }: Pick<StoredException, 'kind' | 'scope'>,
): Promise<void> {
  if (kind !== 'drift') return;
  const clusterIds =
    scope.clusters.length > 0
      ? scope.clusters
      : await knex('cluster').whereNull('left_at').pluck('id');
  await markDrift({ knex, clusterIds });
}
