import type { ClusterTotals } from '@fleetview/backstage-plugin-fleet-common';
import { addCounts, fromColumns, noCounts } from '../../derive/counts';
import type { Row } from '../types';

/** Sums over clusters. */
export function sumClusters(rows: Iterable<Row>): ClusterTotals {
  const totals: ClusterTotals = {
    clusters: 0,
    reachability: {},
    instances: noCounts(),
    deliveries: noCounts(),
    nodes: 0,
  };
  for (const row of rows) {
    totals.clusters += 1;
    totals.reachability[row.reachability] =
      (totals.reachability[row.reachability] ?? 0) + 1;
    totals.nodes += Number(row.nodes_total);
    addCounts(totals.instances, fromColumns('instance', row));
    addCounts(totals.deliveries, fromColumns('delivery', row));
  }
  return totals;
}
