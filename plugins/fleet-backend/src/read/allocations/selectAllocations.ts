import type { ListClusterAllocationsQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { contains } from '../unbound/selectUnbound';

/** What allocations are narrowed by. */
export type AllocationFilter = Pick<
  ListClusterAllocationsQuery,
  'grain' | 'share' | 'engine' | 'namespace' | 'start' | 'text'
>;

/** In the words of the index `allocation_page_index`. */
export const ALLOCATION_ORDER =
  "(substr(cost_order || '/' || home_namespace || '/' || name, 1, 400))";

const COLUMNS = {
  grain: 'allocation.grain',
  share: 'allocation.share',
  engine: 'allocation.engine',
  namespace: 'allocation.home_namespace',
} as const;

/** The allocations of a cluster, but for those by hour, which are read as such. */
export function selectAllocations(
  knex: Knex,
  clusterId: string,
  filter: AllocationFilter = {},
): Knex.QueryBuilder {
  const query = knex('allocation')
    .where('allocation.subject', clusterId)
    .whereNot('allocation.grain', 'hours');
  for (const [key, column] of Object.entries(COLUMNS)) {
    const values = filter[key as keyof typeof COLUMNS];
    if (values?.length) void query.whereIn(column, values);
  }
  if (filter.start) {
    void query.where('allocation.window_start', Date.parse(filter.start));
  }
  const text = filter.text?.trim();
  if (text) {
    void query.whereRaw(
      ...contains(
        knex,
        "lower(allocation.home_namespace || '/' || allocation.name)",
        text,
      ),
    );
  }
  return query;
}
