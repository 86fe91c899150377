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
      data: JSON.stringify({ entityRef, namespace, health }),
    });
  }
}

/** A release of a component of the default namespace, and where it is on its way. */
export type TestRelease = {
  name: string;
  order: number;
  lifeCycle?: string;
  /** Names of its waves. */
  waves?: string[];
  /** By cluster, or cluster and namespace: its state, and its wave counted from 0. */
  members: Record<string, [state: string, wave?: number]>;
};

/** Puts a release and its members into the store, as deriving leaves them. */
export async function insertRelease(
  knex: Knex,
  release: TestRelease,
): Promise<string> {
  const { name, order, lifeCycle = 'running', waves = [] } = release;
  const id = `${name}-${order}`;
  const entityRef = `component:default/${name}`;
  await knex('rollout').insert({
    id,
    entity_ref: entityRef,
    release_order: order,
    version: `1.${order}.0`,
    life_cycle: lifeCycle,
    began_at: 1_000 * order,
    ended_at: lifeCycle === 'running' ? null : 2_000 * order,
    members: Object.keys(release.members).length,
    hash: 'h',
    data: JSON.stringify({
      revisions: {},
      beganIsLowerBound: false,
      waves: waves.map(wave => ({ name: wave, source: 'configuration' })),
    }),
  });
  for (const [place, [state, wave]] of Object.entries(release.members)) {
    const [cluster, namespace = 'shop'] = place.split('/');
    await knex('rollout_member').insert({
      rollout_id: id,
      instance_id: `${cluster}/${namespace}/${name}`,
      cluster_id: cluster,
      namespace,
      entity_ref: entityRef,
      state,
      since: 80_000,
      wave: wave ?? null,
      hash: 'h',
      data: JSON.stringify({ movement: '', movedAt: 80_000 }),
    });
  }
  return id;
}
