import type { ClusterTotals } from '@fleetview/backstage-plugin-fleet-common';
import { COUNT_COLUMNS, noCounts } from '../../derive/counts';
import type { Row } from '../types';

// Looked up once: this runs over every cluster.
const INSTANCES = COUNT_COLUMNS.map(
  ([key, column]) => [key, `instance_${column}`] as const,
);
const DELIVERIES = COUNT_COLUMNS.map(
  ([key, column]) => [key, `delivery_${column}`] as const,
);

/** Sums over clusters. */
export function sumClusters(rows: Iterable<Row>): ClusterTotals {
  const instances = noCounts();
  const deliveries = noCounts();
  const reachability: Record<string, number> = {};
  let clusters = 0;
  let nodes = 0;
  for (const row of rows) {
    clusters += 1;
    nodes += Number(row.nodes_total);
    reachability[row.reachability] = (reachability[row.reachability] ?? 0) + 1;
    for (const [key, column] of INSTANCES) {
      instances[key] += Number(row[column]);
    }
    for (const [key, column] of DELIVERIES) {
      deliveries[key] += Number(row[column]);
    }
  }
  return { clusters, reachability, instances, deliveries, nodes };
}
