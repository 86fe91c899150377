import type { CostRowKind } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../types';
import { keyOfRow, SHARE_OF_ROW } from './grouping';
import { selectSeriesOfDays, type CostFilter } from './selectSeries';

/** On which cluster a row costs something. */
export type RowCluster = {
  key: string;
  share: string;
  money: string;
  clusterId: string;
};

/** On which clusters rows cost something, on whatever day that was. */
export async function readRowClusters(
  context: ReadContext,
  filter: CostFilter,
  by: CostRowKind,
): Promise<RowCluster[]> {
  const { knex } = context;
  const rows: Row[] = await selectSeriesOfDays(context, filter).distinct(
    knex.raw(`${keyOfRow(by)} as row_key`),
    knex.raw(`${SHARE_OF_ROW(by)} as row_share`),
    'cost_series.money',
    'cost_series.cluster_id',
  );
  return rows.map(row => ({
    key: row.row_key,
    share: row.row_share,
    money: row.money,
    clusterId: row.cluster_id,
  }));
}
