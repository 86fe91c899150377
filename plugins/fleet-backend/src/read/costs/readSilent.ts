import type { Knex } from 'knex';
import type { ReadContext, Row } from '../types';
import type { CostFilter } from './selectSeries';

/** What the cells of a cluster say of what is on it. */
export const OF_CELLS = {
  owner: 'cell.owner',
  system: 'cell.system',
  component: 'cell.entity_ref',
  environment: 'cell.environment',
} as const;

export const OF_CLUSTERS = {
  cluster: 'cluster.id',
  region: 'cluster.region',
  provider: 'cluster.provider',
} as const;

const CELL_KEYS = Object.keys(OF_CELLS) as (keyof typeof OF_CELLS)[];

/** Who told of one of so many last days is not silent. */
const DAYS = 3;

/**
 * Clusters on which there is something of what was asked for, and of which no day of it
 * is known, as nothing was told of them of late: of one that told before of other things
 * it is not known what these cost. To who may see a part of the costs only nothing is told
 * of where things run.
 *
 * @param today - the first day that is not over, since 1970
 * @param knownIds - the clusters of which any day of it is known
 */
export async function readSilent(
  context: ReadContext,
  filter: CostFilter,
  today: number,
  knownIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const rows: Row[] = await selectQuiet(context, filter, today)
    .orderBy('cluster.name')
    .select('cluster.id', 'cluster.name');
  const known = new Set(knownIds);
  return rows
    .filter(({ id }) => !known.has(id))
    .map(({ id, name }) => ({ id, name }));
}

/**
 * Clusters on which there is something of what was asked for, and of which nothing was told
 * of late, as far as the reader may know where things run.
 *
 * @param today - the first day that is not over, since 1970
 */
export function selectQuiet(
  { knex, things, view }: ReadContext,
  filter: CostFilter,
  today: number,
): Knex.QueryBuilder {
  const query = knex('cluster')
    .whereNull('cluster.left_at')
    .whereRaw(
      'not exists (select 1 from cost_told where cost_told.cluster_id = cluster.id and cost_told.day >= ?)',
      [today - DAYS],
    );
  if (things && !things.isWhole) return query.whereRaw('1 = 0');
  if (view?.fleet.limited.includes('clusters')) {
    void query.whereIn('cluster.id', [...view.fleet.byId.keys()]);
  }
  for (const [key, column] of Object.entries(OF_CLUSTERS)) {
    const values = filter[key as keyof typeof OF_CLUSTERS];
    if (values?.length) void query.whereIn(column, values);
  }
  if (CELL_KEYS.some(key => filter[key]?.length)) {
    void query.where(either => {
      void either.whereIn(
        'cluster.id',
        inCells(knex('cell').distinct('cell.cluster_id'), filter),
      );
      if (hasOwn(filter)) void either.orWhere(own => void ofOwn(own, filter));
    });
  }
  return query;
}

/** Leaves of cells those that pass a filter. */
export function inCells(
  cells: Knex.QueryBuilder,
  filter: CostFilter,
): Knex.QueryBuilder {
  for (const key of CELL_KEYS) {
    const values = filter[key];
    if (values?.length) void cells.whereIn(OF_CELLS[key], values);
  }
  return cells;
}

/**
 * Whether what is in no cell, such as idle cost, may pass a filter: the cluster says whose
 * it is.
 */
export function hasOwn(filter: CostFilter): boolean {
  return !filter.system?.length && !filter.component?.length;
}

/** Leaves of clusters those of which what is their own passes a filter. */
export function ofOwn(
  clusters: Knex.QueryBuilder,
  filter: CostFilter,
): Knex.QueryBuilder {
  for (const key of ['owner', 'environment'] as const) {
    const values = filter[key];
    if (values?.length) void clusters.whereIn(`cluster.${key}`, values);
  }
  return clusters;
}
