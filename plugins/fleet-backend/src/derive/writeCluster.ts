import {
  worstHealth,
  type NodeFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import { addCounts, fromColumns, noCounts, toColumns } from './counts';
import type { ResolvedAttributes } from './resolveAttributes';
import { worstThings } from './worstThings';

/**
 * Writes the cluster's own row: its nodes, attributes and sums.
 *
 * @returns whether anything changed
 */
export async function writeCluster(
  trx: Knex.Transaction,
  clusterId: string,
  attributes: ResolvedAttributes,
  nodes: NodeFact[],
  currency: CurrencyLookup,
): Promise<boolean> {
  const before = await trx('cluster').where({ id: clusterId }).first();
  if (!before) return false;
  const instances = noCounts();
  const deliveries = noCounts();
  for (const row of await trx('cell').where({ cluster_id: clusterId })) {
    addCounts(instances, fromColumns('instance', row));
    addCounts(deliveries, fromColumns('delivery', row));
  }
  const { current } = currency.currencyOf(clusterId, {
    adapter: 'kubernetes',
    group: '',
    kind: 'Node',
  });
  const sum = (pick: (node: NodeFact) => number | undefined) =>
    nodes.reduce((total, node) => total + (pick(node) ?? 0), 0);
  const columns = {
    health: worstHealth(nodes.map(node => node.health)),
    stale: !current,
    region: attributes.region.value,
    environment: attributes.environment.value,
    provider: attributes.provider.value,
    tier: attributes.tier.value,
    owner: attributes.owner.value,
    zone: attributes.zone.value,
    attributes: JSON.stringify(attributes),
    nodes_total: nodes.length,
    nodes_ready: nodes.filter(({ health }) => health === 'healthy').length,
    nodes_not_ready: nodes.filter(({ health }) => health === 'degraded').length,
    nodes_unknown: nodes.filter(
      ({ health }) => health !== 'healthy' && health !== 'degraded',
    ).length,
    nodes_unschedulable: nodes.filter(({ unschedulable }) => unschedulable)
      .length,
    capacity_cpu: sum(node => node.capacity.cpuMillicores),
    capacity_memory: sum(node => node.capacity.memoryBytes),
    capacity_pods: sum(node => node.capacity.pods),
    ...toColumns('instance', instances),
    ...toColumns('delivery', deliveries),
    worst: JSON.stringify(await worstThings(trx, clusterId, nodes)),
  };
  const same = Object.entries(columns).every(([column, value]) =>
    typeof value === 'boolean'
      ? Boolean(before[column]) === value
      : before[column] === value,
  );
  if (same) return false;
  await trx('cluster').where({ id: clusterId }).update(columns);
  return true;
}
