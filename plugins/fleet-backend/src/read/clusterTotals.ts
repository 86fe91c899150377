import type { ClusterTotals } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { COUNT_COLUMNS, fromColumns } from '../derive/counts';

/** Sums over the clusters that a query selects. */
export async function readClusterTotals(
  selection: Knex.QueryBuilder,
): Promise<ClusterTotals> {
  const sums: Record<string, string> = { nodes: 'nodes_total' };
  for (const prefix of ['instance', 'delivery']) {
    for (const [, column] of COUNT_COLUMNS) {
      sums[`${prefix}_${column}`] = `${prefix}_${column}`;
    }
  }
  const row = await selection.clone().sum(sums).first();
  const reached: { reachability: string; clusters: number | string }[] =
    await selection
      .clone()
      .groupBy('reachability')
      .select('reachability')
      .count({ clusters: 'id' });
  const reachability = Object.fromEntries(
    reached.map(group => [group.reachability, Number(group.clusters)]),
  );
  return {
    clusters: Object.values(reachability).reduce((a, b) => a + b, 0),
    reachability,
    instances: fromColumns('instance', row),
    deliveries: fromColumns('delivery', row),
    nodes: Number(row.nodes ?? 0),
  };
}
