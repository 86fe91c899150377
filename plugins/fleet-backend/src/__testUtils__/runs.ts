import type { Knex } from 'knex';

/** Puts something that was told, and failed, into the database. */
export async function insertRun(
  knex: Knex,
  over: Record<string, unknown>,
): Promise<void> {
  await knex('action_run').insert({
    target_id: 'w-1',
    target_type: 'workload',
    adapter: 'kubernetes',
    action: 'redeploy',
    source_uid: 'uid',
    target: JSON.stringify({
      group: 'apps',
      version: 'v1',
      plural: 'deployments',
      kind: 'Deployment',
      namespace: 'shop',
      name: `cart of ${over.observer}`,
    }),
    parameters: JSON.stringify({ note: 'again' }),
    reason: 'it is stuck',
    plan: JSON.stringify({ effect: 'All pods are made anew.', patches: [] }),
    actor_type: 'user',
    actor_id: 'user:default/guest',
    requested_at: 7_000,
    told_at: 7_000,
    state: 'failed',
    steps: JSON.stringify([
      { state: 'asked', at: 7_000 },
      { state: 'failed', at: 8_000, message: 'the quota is used up' },
    ]),
    follow_until: 9_000,
    ended_at: 8_000,
    ...over,
  });
}
