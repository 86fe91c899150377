import type { NodeFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { InstanceData } from './instanceRow';

/** The worst things on a cluster in words, at most three. */
export async function worstThings(
  trx: Knex.Transaction,
  clusterId: string,
  nodes: NodeFact[],
): Promise<string[]> {
  const lines = nodes
    .filter(({ health }) => health === 'degraded')
    .map(node => `node ${node.name}: ${node.message ?? 'not ready'}`);
  if (lines.length < 3) {
    const bad = await trx('instance')
      .where({ cluster_id: clusterId, stale: false })
      .whereIn('health', ['degraded', 'missing'])
      .orderBy([{ column: 'health' }, { column: 'since' }])
      .limit(3)
      .select('data');
    for (const row of bad) {
      const instance: InstanceData = JSON.parse(row.data);
      const name = instance.entityRef.split('/').pop() || instance.namespace;
      lines.push(
        `${name}: ${instance.health}${
          instance.message ? `, ${instance.message}` : ''
        }`,
      );
    }
  }
  return lines.slice(0, 3).map(line => line.slice(0, 200));
}
