import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';

/** One fact as it is stored. */
export type StoredFact = {
  id: string;
  uid: string;
  kind: string;
  namespace: string;
  name: string;
  mark: string;
  isUnreadable: boolean;
};

/** One row of coverage. */
export type StoredCoverage = {
  kind: string;
  state: string;
  reason?: string;
  isCurrent: boolean;
  confirmedAt?: number;
};

/** What is stored of one cluster. */
export type StoredCluster = {
  id: string;
  reachability: string;
  facts: StoredFact[];
  coverage: StoredCoverage[];
};

const TABLES = ['namespace', 'workload'] as const;

function markOf(fact: Fact): string {
  return fact.type === 'workload'
    ? fact.version ?? 'none'
    : fact.annotations.mark ?? 'none';
}

/** Everything that is stored of the clusters that the faults' adapter reads, by the clusters' names. */
export async function readStored(
  knex: Knex,
): Promise<Map<string, StoredCluster>> {
  const clusters = new Map<string, StoredCluster>();
  const names = new Map<string, string>();
  for (const row of await knex('cluster').whereNull('left_at')) {
    names.set(row.id, row.name);
    clusters.set(row.name, {
      id: row.id,
      reachability: row.reachability,
      facts: [],
      coverage: [],
    });
  }
  const clusterOf = (id: string) => clusters.get(names.get(id) ?? '');
  for (const table of TABLES) {
    for (const row of await knex(table).where({ adapter: 'faults' })) {
      clusterOf(row.observer)?.facts.push({
        id: row.id,
        uid: row.source_uid,
        kind: row.kind,
        namespace: row.namespace,
        name: row.name,
        mark: markOf(JSON.parse(row.data)),
        isUnreadable: row.unreadable !== null,
      });
    }
  }
  for (const row of await knex('coverage').where({ adapter: 'faults' })) {
    clusterOf(row.cluster_id)?.coverage.push({
      kind: row.kind,
      state: row.state,
      ...(row.reason ? { reason: row.reason } : {}),
      isCurrent: Boolean(row.is_current),
      ...(row.confirmed_at ? { confirmedAt: Number(row.confirmed_at) } : {}),
    });
  }
  return clusters;
}
