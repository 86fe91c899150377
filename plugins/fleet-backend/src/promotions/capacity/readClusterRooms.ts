import type { Knex } from 'knex';
import { coverageOfRoom } from './coverageOfRoom';
import { readRoomCoverage } from './readRoomCoverage';
import { readRoomNodes } from './readRoomNodes';
import { readRoomQuotas } from './readRoomQuotas';
import { readRoomWorkloads } from './readRoomWorkloads';
import type { ClusterRoom } from './types';

/** Clusters of which all workloads are in memory at a time. */
const AT_ONCE = 20;

/** What is stored of some clusters that tells what room there is, one cluster after the other. */
export async function* readClusterRooms(
  knex: Knex,
  options: {
    clusters: readonly string[];
    /** Namespaces whose quotas count. */
    namespaces: readonly string[];
    now: number;
  },
): AsyncGenerator<[cluster: string, room: ClusterRoom]> {
  const { clusters, namespaces, now } = options;
  for (let start = 0; start < clusters.length; start += AT_ONCE) {
    const some = clusters.slice(start, start + AT_ONCE);
    const coverage = await readRoomCoverage(knex, some);
    const nodes = await readRoomNodes(knex, some);
    const workloads = await readRoomWorkloads(knex, some);
    const quotas = await readRoomQuotas(knex, some, namespaces);
    for (const cluster of some) {
      yield [
        cluster,
        {
          nodes: nodes.get(cluster) ?? [],
          workloads: workloads.get(cluster) ?? [],
          quotas: quotas.get(cluster) ?? [],
          coverage: coverageOfRoom(
            coverage.filter(row => row.cluster_id === cluster),
            now,
          ),
        },
      ];
    }
  }
}
