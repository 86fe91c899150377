import type { CostRowKind } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../types';
import type { RowCluster } from './readRowClusters';
import { readSilent } from './readSilent';
import { readSilentOfRows, type SilentOfRow } from './readSilentOfRows';
import { readTold, type ToldCluster } from './readTold';
import type { CostFilter } from './selectSeries';

/** What was told of the clusters that rows are on, and which others tell nothing. */
export async function readWhoTold(
  context: ReadContext,
  filter: CostFilter,
  options: {
    by: CostRowKind;
    /** The first day that is not over, since 1970. */
    today: number;
    rowClusters: readonly RowCluster[];
    /** Since 1970; the last day belongs to it. */
    history: { first: number; last: number };
  },
): Promise<{
  told: Map<string, ToldCluster>;
  silent: { id: string; name: string }[];
  silentOf: SilentOfRow;
}> {
  const { by, today, rowClusters, history } = options;
  const clusterIds = [...new Set(rowClusters.map(each => each.clusterId))];
  return {
    told: await readTold(context, clusterIds, history),
    silent: await readSilent(context, filter, today, clusterIds),
    silentOf: await readSilentOfRows(context, filter, {
      by,
      today,
      rowClusters,
    }),
  };
}
