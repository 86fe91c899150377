import type { Knex } from 'knex';
import type { ReadContext, Row } from '../types';
import type { ComplianceFilter } from './selectCompliance';

/** A cluster that is asked about, with what attributes it has. */
export type AskedCluster = {
  id: string;
  name: string;
  region: string;
  environment: string;
  tier: string;
  provider: string;
  owner: string;
};

/** Of what somebody owns. */
const OF_CELLS = {
  owner: 'owner',
  system: 'system',
  component: 'entity_ref',
  environment: 'environment',
} as const;

/** The clusters that a reader may see. */
export function clustersInSight({
  knex,
  view,
}: ReadContext): Knex.QueryBuilder {
  const query = knex('cluster').whereNull('cluster.left_at');
  return view?.fleet.limited.includes('clusters')
    ? query.whereIn('cluster.id', [...view.fleet.byId.keys()])
    : query;
}

/**
 * The clusters that a filter leaves: where it is of what somebody owns, those that any of
 * it runs on.
 */
export function clustersOf(
  context: ReadContext,
  filter: ComplianceFilter,
): Knex.QueryBuilder {
  const query = clustersInSight(context);
  if (filter.cluster?.length) void query.whereIn('cluster.id', filter.cluster);
  if (filter.region?.length) {
    void query.whereIn('cluster.region', filter.region);
  }
  const cells = cellsOf(context.knex, filter);
  if (cells) {
    void query.where(either => {
      void either.whereIn('cluster.id', cells);
      // Of what is in no cell, the cluster says whose it is: nothing was ever read there.
      if (filter.system?.length || filter.component?.length) return;
      void either.orWhere(own => {
        for (const key of ['owner', 'environment'] as const) {
          const values = filter[key];
          if (values?.length) void own.whereIn(`cluster.${key}`, values);
        }
      });
    });
  }
  return query;
}

/** Whether a filter leaves some clusters only. */
export function isOfSomeClusters(filter: ComplianceFilter): boolean {
  return Boolean(
    filter.cluster?.length ||
      filter.region?.length ||
      Object.keys(OF_CELLS).some(
        key => filter[key as keyof typeof OF_CELLS]?.length,
      ),
  );
}

export async function readAskedClusters(
  context: ReadContext,
  filter: ComplianceFilter,
): Promise<AskedCluster[]> {
  const rows: Row[] = await clustersOf(context, filter)
    .orderBy('cluster.id')
    .select('id', 'name', 'region', 'environment', 'tier', 'provider', 'owner');
  return rows as AskedCluster[];
}

function cellsOf(
  knex: Knex,
  filter: ComplianceFilter,
): Knex.QueryBuilder | undefined {
  const keys = Object.keys(OF_CELLS) as (keyof typeof OF_CELLS)[];
  if (!keys.some(key => filter[key]?.length)) return undefined;
  const query = knex('cell').distinct('cluster_id');
  for (const key of keys) {
    const values = filter[key];
    if (values?.length) void query.whereIn(OF_CELLS[key], values);
  }
  return query;
}
