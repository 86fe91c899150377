import type { ReadContext, Row } from '../types';
import { selectSeriesOfDays, type CostFilter } from './selectSeries';

const OF_CELLS = {
  owner: 'cell.owner',
  system: 'cell.system',
  component: 'cell.entity_ref',
  environment: 'cell.environment',
} as const;

const OF_CLUSTERS = {
  cluster: 'cluster.id',
  region: 'cluster.region',
  provider: 'cluster.provider',
} as const;

/** Who told of one of so many last days is not silent. */
const DAYS = 3;

/**
 * Clusters on which there is something of what was asked for, and of which no day of it
 * is known, as nothing was told of them of late: of one that told before of other things
 * it is not known what these cost. To who may see a part of the costs only nothing is told
 * of where things run.
 *
 * @param today - the first day that is not over, since 1970
 */
export async function readSilent(
  context: ReadContext,
  filter: CostFilter,
  today: number,
): Promise<{ id: string; name: string }[]> {
  const { knex, things, view } = context;
  if (things && !things.isWhole) return [];
  const query = knex('cluster')
    .whereNull('cluster.left_at')
    .whereNotIn(
      'cluster.id',
      selectSeriesOfDays(context, filter).distinct('cost_series.cluster_id'),
    )
    .whereRaw(
      'not exists (select 1 from cost_told where cost_told.cluster_id = cluster.id and cost_told.day >= ?)',
      [today - DAYS],
    );
  if (view?.fleet.limited.includes('clusters')) {
    void query.whereIn('cluster.id', [...view.fleet.byId.keys()]);
  }
  for (const [key, column] of Object.entries(OF_CLUSTERS)) {
    const values = filter[key as keyof typeof OF_CLUSTERS];
    if (values?.length) void query.whereIn(column, values);
  }
  const keys = Object.keys(OF_CELLS) as (keyof typeof OF_CELLS)[];
  const isOfThings = keys.some(key => filter[key]?.length);
  if (isOfThings) {
    void query.where(either => {
      const cells = knex('cell').distinct('cell.cluster_id');
      for (const key of keys) {
        const values = filter[key];
        if (values?.length) void cells.whereIn(OF_CELLS[key], values);
      }
      void either.whereIn('cluster.id', cells);
      // Of what is in no cell, the cluster says whose it is: idle cost is its own.
      if (filter.system?.length || filter.component?.length) return;
      void either.orWhere(own => {
        for (const key of ['owner', 'environment'] as const) {
          const values = filter[key];
          if (values?.length) void own.whereIn(`cluster.${key}`, values);
        }
      });
    });
  }
  const rows: Row[] = await query
    .orderBy('cluster.name')
    .select('cluster.id', 'cluster.name');
  return rows.map(({ id, name }) => ({ id, name }));
}
