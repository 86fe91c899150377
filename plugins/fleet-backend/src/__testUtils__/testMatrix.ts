import type { Health, Sync } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { count, noCounts, toColumns } from '../derive/counts';
import { UNASSIGNED } from '../derive/resolveAttributes';
import { insertCluster } from './cluster';

/** What runs on a cluster of a test, and is as it should be unless it says otherwise. */
export type TestInstance = {
  cluster: string;
  /** Of a component in the default namespace; empty for none. */
  name: string;
  namespace?: string;
  health?: Health;
  sync?: Sync;
  stale?: boolean;
  version?: string;
  desired?: string;
  /** Milliseconds since 1970. */
  since?: number;
  atLeast?: boolean;
  staleSince?: number;
};

/** Puts clusters and what runs on them into the store, as deriving leaves them. */
export async function insertMatrix(
  knex: Knex,
  clusters: Record<string, Record<string, unknown>>,
  instances: readonly TestInstance[],
): Promise<void> {
  for (const [id, over] of Object.entries(clusters)) {
    const isThere = (over.reachability ?? 'reachable') === 'reachable';
    await insertCluster(knex, id, {
      coverage_asked: 2,
      coverage_current: isThere ? 2 : 0,
      coverage_state: isThere ? 'current' : 'unreachable',
      stale: false,
      ...over,
    });
  }
  for (const instance of instances) {
    const { cluster, name, namespace = 'shop' } = instance;
    const { health = 'healthy', sync = 'synced', stale = false } = instance;
    const entityRef = name && `component:default/${name}`;
    const counts = noCounts();
    count(counts, { health, sync, stale });
    await knex('cell').insert({
      cluster_id: cluster,
      namespace,
      entity_ref: entityRef,
      region: UNASSIGNED,
      environment: UNASSIGNED,
      owner: UNASSIGNED,
      system: UNASSIGNED,
      ...toColumns('instance', counts),
      ...toColumns('delivery', noCounts()),
      ...toColumns('workload', noCounts()),
    });
    await knex('instance').insert({
      id: `${cluster}/${namespace}/${name}`,
      cluster_id: cluster,
      namespace,
      entity_ref: entityRef,
      health,
      sync,
      stale,
      stale_since: instance.staleSince ?? null,
      since: instance.since ?? 10_000,
      since_lower_bound: instance.atLeast ?? false,
      version: instance.version ?? null,
      desired_version: instance.desired ?? null,
      hash: 'h',
      data: '{}',
    });
  }
}
