import type { ListAppliedExceptionsQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';

/** The cluster that an exception is applied on: the one that it speaks of, else where it was read. */
export const HOME = 'coalesce(fact.subject, fact.observer)';

/** The exceptions of engines that pass a filter, on clusters that are there. */
export function selectApplied(
  knex: Knex,
  { cluster, engine }: Pick<ListAppliedExceptionsQuery, 'cluster' | 'engine'>,
): Knex.QueryBuilder {
  // Worded as the index is that holds nothing else.
  const query = knex('fact')
    .whereRaw("fact.type = 'exception'")
    .whereRaw(
      `exists (select 1 from cluster where cluster.id = ${HOME} and cluster.left_at is null)`,
    );
  // Of a cluster that nobody knows nothing is applied on the one that speaks of it.
  void query.whereRaw(
    '(fact.subject is not null or fact.subject_reference is null)',
  );
  if (cluster?.length) {
    void query.whereRaw(
      `${HOME} in (${cluster.map(() => '?').join(', ')})`,
      cluster,
    );
  }
  if (engine?.length) void query.whereIn('fact.adapter', engine);
  return query;
}
