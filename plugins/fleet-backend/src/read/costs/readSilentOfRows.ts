import type { CostRowKind } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { UNASSIGNED } from '../../derive/resolveAttributes';
import type { ReadContext, Row } from '../types';
import type { RowCluster } from './readRowClusters';
import {
  hasOwn,
  inCells,
  OF_CELLS,
  OF_CLUSTERS,
  ofOwn,
  selectQuiet,
} from './readSilent';
import type { CostFilter } from './selectSeries';
import { rowKey } from './toRows';

/** On how many clusters of which nothing is known there is something of a row. */
export type SilentOfRow = (row: { key: string; share: string }) => number;

type OfCluster = { id: string; key?: string };

const CELLS: Partial<Record<CostRowKind, string>> = OF_CELLS;
/** Rows that a cluster is in as a whole. */
const PLACES: Partial<Record<CostRowKind, string>> = {
  region: OF_CLUSTERS.region,
  provider: OF_CLUSTERS.provider,
};
/** What a cluster says of what is in no cell. */
const OWN: Partial<Record<CostRowKind, string>> = {
  ...PLACES,
  owner: 'cluster.owner',
  environment: 'cluster.environment',
};
const AT_ONCE = 500;

/**
 * Counts silent clusters for each row, so that none says that it is of all of its clusters
 * where nothing is known of one of them. A row of one cluster has none.
 *
 * @param today - the first day that is not over, since 1970
 * @param rowClusters - on which clusters what rows cost is known
 */
export async function readSilentOfRows(
  context: ReadContext,
  filter: CostFilter,
  options: {
    by: CostRowKind;
    today: number;
    rowClusters: readonly RowCluster[];
  },
): Promise<SilentOfRow> {
  const { by, today, rowClusters } = options;
  if (rowClusters.length === 0) return () => 0;
  const quiet: string[] = await selectQuiet(context, filter, today).pluck(
    'cluster.id',
  );
  const keyed = new Map<string, Set<string>>();
  const own = new Set<string>();
  // Of a cluster that is in no row nothing has to be left out, so that counting will do:
  // there may be a thousand of them with a thousand components each.
  const inRows = new Set(rowClusters.map(({ clusterId }) => clusterId));
  const counts = new Map<string, number>();
  for (let start = 0; start < quiet.length; start += AT_ONCE) {
    const ids = quiet.slice(start, start + AT_ONCE);
    const isNamed = (id: string) => OWN[by] !== undefined || inRows.has(id);
    const ofThings = await readOfThings(
      context,
      filter,
      by,
      ids.filter(isNamed),
    );
    const counted = await countOfThings(
      context,
      filter,
      by,
      ids.filter(id => !isNamed(id)),
    );
    for (const [key, count] of counted) {
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
    const ofClusters = await readOfClusters(context, filter, by, ids);
    for (const { id, key } of [...ofThings, ...ofClusters]) {
      if (key !== undefined) put(keyed, key, id);
    }
    for (const { id } of ofClusters) own.add(id);
  }
  const known = new Map<string, Set<string>>();
  for (const row of rowClusters) put(known, rowKey(row), row.clusterId);
  return row => {
    // Something is idle on each cluster, and some of it may be shared.
    const ids = row.share === '' ? keyed.get(row.key) : own;
    const ofRow = known.get(rowKey(row));
    const named = [...(ids ?? [])].filter(id => !ofRow?.has(id)).length;
    return named + (row.share === '' ? counts.get(row.key) ?? 0 : 0);
  };
}

function put(sets: Map<string, Set<string>>, key: string, id: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(id));
}

/** What cells say of what is on clusters. */
async function readOfThings(
  { knex }: ReadContext,
  filter: CostFilter,
  by: CostRowKind,
  ids: readonly string[],
): Promise<OfCluster[]> {
  const column = CELLS[by];
  if (column === undefined) return [];
  const cells = knex('cell').whereIn('cell.cluster_id', ids);
  const rows: Row[] = await inCells(cells, filter).distinct(
    'cell.cluster_id',
    `${column} as row_key`,
  );
  return rows.map(row => ({ id: row.cluster_id, key: row.row_key }));
}

/** On how many of the clusters cells say that something is, by what it is. */
async function countOfThings(
  { knex }: ReadContext,
  filter: CostFilter,
  by: CostRowKind,
  ids: readonly string[],
): Promise<[string, number][]> {
  const column = CELLS[by];
  if (column === undefined || ids.length === 0) return [];
  const cells = knex('cell').whereIn('cell.cluster_id', ids);
  const rows: Row[] = await inCells(cells, filter)
    .groupBy(column)
    .select(`${column} as row_key`)
    .countDistinct({ clusters: 'cell.cluster_id' });
  return rows.map(row => [row.row_key, Number(row.clusters)]);
}

/** Clusters that are in a row as a whole, or by what is in no cell. */
async function readOfClusters(
  { knex }: ReadContext,
  filter: CostFilter,
  by: CostRowKind,
  ids: readonly string[],
): Promise<OfCluster[]> {
  const isPlace = PLACES[by] !== undefined;
  if (!isPlace && !hasOwn(filter)) return [];
  const clusters: Knex.QueryBuilder = knex('cluster').whereIn(
    'cluster.id',
    ids,
  );
  const column = OWN[by];
  const rows: Row[] = await (isPlace
    ? clusters
    : ofOwn(clusters, filter)
  ).select('cluster.id', `${column ?? 'cluster.id'} as row_key`);
  return rows.map(({ id, row_key: key }) => ({
    id,
    ...(column !== undefined && { key: key ?? UNASSIGNED }),
  }));
}
