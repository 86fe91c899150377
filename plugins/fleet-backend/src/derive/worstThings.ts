import type { NodeFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { InstanceData } from './instanceRow';
import { isPostgres, type Rows, type Steps, tableOfIds } from './statements';

/** Lines that a cluster's row shows. */
export const SHOWN = 3;
/** Longer ones are cut. */
const LONGEST_LINE = 200;

/** Whether an instance is among the worst things of its cluster, as `instance_worst_index` has it. */
export function isBad(row: { health?: unknown; stale?: unknown }): boolean {
  return !row.stale && (row.health === 'degraded' || row.health === 'missing');
}

/** The worst things on clusters in words, at most three each: nodes first, then instances. */
export function* worstThings(
  knex: Knex,
  nodes: ReadonlyMap<string, NodeFact[]>,
): Steps<Map<string, string[]>> {
  const lines = new Map<string, string[]>();
  for (const [clusterId, known] of nodes) {
    lines.set(
      clusterId,
      known
        .filter(({ health }) => health === 'degraded')
        .map(node => `node ${node.name}: ${node.message ?? 'not ready'}`),
    );
  }
  const open = [...lines].filter(([, list]) => list.length < SHOWN);
  for (const row of yield* worstInstances(
    knex,
    open.map(([clusterId]) => clusterId),
  )) {
    lines.get(row.cluster_id)?.push(describeWorst(row.data));
  }
  return new Map(
    [...lines].map(([clusterId, list]) => [
      clusterId,
      list.slice(0, SHOWN).map(line => line.slice(0, LONGEST_LINE)),
    ]),
  );
}

/** What is wrong with an instance, in one line; of its column `data`. */
export function describeWorst(data: string): string {
  const instance: InstanceData = JSON.parse(data);
  const name = instance.entityRef.split('/').pop() || instance.namespace;
  return `${name}: ${instance.health}${
    instance.message ? `, ${instance.message}` : ''
  }`.slice(0, LONGEST_LINE);
}

const WORST_OF_ONE = `from instance where cluster_id = wanted_id
  and not stale and health in ('degraded', 'missing')
  order by health, since, id limit ${SHOWN}`;

/** The worst instances of clusters, at most three each, the worst first. */
export function* worstInstances(knex: Knex, clusterIds: string[]): Steps<Rows> {
  if (clusterIds.length === 0) return [];
  const wanted = tableOfIds(knex, 'wanted', clusterIds);
  // The few first of the index, for each cluster.
  return yield {
    sql: isPostgres(knex)
      ? `select worst.* from ${wanted.sql} cross join lateral
          (select cluster_id, data ${WORST_OF_ONE}) as worst`
      : `select instance.cluster_id, instance.data from ${wanted.sql}
          join instance on instance.id in (select id ${WORST_OF_ONE})
          order by instance.health, instance.since, instance.id`,
    bindings: wanted.bindings,
  };
}
