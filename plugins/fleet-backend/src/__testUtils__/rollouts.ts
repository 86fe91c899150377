import type { Knex } from 'knex';

/** Puts a rollout of `component:default/checkout` with one member into the database. */
export async function insertRollout(
  knex: Knex,
  id: string,
  clusterId: string,
  over: Record<string, unknown> = {},
): Promise<void> {
  await knex('rollout').insert({
    id,
    entity_ref: 'component:default/checkout',
    release_order: 1,
    version: '1.1.0',
    life_cycle: 'running',
    began_at: 2_000,
    members: 1,
    hash: 'hash',
    data: JSON.stringify({
      previousVersion: '1.0.0',
      revisions: { configuration: ['b2'] },
      beganIsLowerBound: false,
      waves: [{ name: 'first', source: 'configuration' }],
    }),
    ...over,
  });
  await knex('rollout_member').insert({
    rollout_id: id,
    instance_id: `instance-on-${clusterId}`,
    cluster_id: clusterId,
    namespace: 'shop',
    entity_ref: 'component:default/checkout',
    state: 'applying',
    since: 3_000,
    wave: 0,
    asked_at: 3_000,
    replicas: 2,
    released: 1,
    hash: 'hash',
    data: JSON.stringify({
      from: '1.0.0',
      askedAt: 3_000,
      movement: '',
      movedAt: 3_000,
      serving: { replicas: 2, released: 1 },
      reason: {
        link: 'sync',
        state: 'waiting',
        message: 'waiting for completion',
        evidence: {
          cluster: { id: clusterId, name: clusterId },
          kind: 'Application',
          namespace: 'argocd',
          name: 'checkout',
        },
        remedy: 'wait',
      },
    }),
  });
}
