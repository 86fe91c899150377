import {
  createPromotion,
  planPromotion,
  releaseOfRunning,
  type Promotion,
  type RunningInstance,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { NO_COMMIT } from '../promotions/plan/makePlan';
import type { GitChange } from '../promotions/types';
import { digestOf } from './promotions';

/** A promotion that a test puts into the store. */
export type PutPromotion = {
  id: string;
  /** Ids of the clusters that it goes to, at least one. */
  clusters: readonly string[];
  namespace?: string;
  entityRef?: string;
  from?: string;
  to?: string;
  beganAt?: number;
  /** One that has ended is never gone through. */
  state?: Promotion['state'];
};

/** Puts a promotion into the store that was just asked for, and that nobody goes through. */
export async function insertPromotion(
  knex: Knex,
  {
    id,
    clusters,
    namespace = 'shop',
    entityRef = 'component:default/cart',
    from = 'staging',
    to = 'production',
    beganAt = 1_000,
    state = 'planned',
  }: PutPromotion,
): Promise<void> {
  const runs = (cluster: string, tag: string): RunningInstance => ({
    entityRef,
    cluster,
    namespace,
    isCurrent: true,
    isSettled: true,
    images: [
      {
        workload: 'cart',
        container: 'web',
        repository: 'ghcr.io/shop/cart',
        tag,
        digest: digestOf(tag),
      },
    ],
  });
  const source = releaseOfRunning([entityRef], [runs('source', '1.1')], []);
  const wave = `${to}/all/1`;
  const plan = planPromotion({
    from,
    source,
    to: {
      name: to,
      after: [from],
      waves: [
        { key: wave, stage: to, wave: 'all', part: 1, soakMs: 0, clusters },
      ],
    },
    components: [entityRef],
    running: clusters.map(cluster => runs(cluster, '1.0')),
    currentClusters: clusters,
    commit: NO_COMMIT,
  });
  const changes: GitChange[] = [
    {
      wave,
      repository: 'https://git.example.com/shop/fleet.git',
      path: 'apps/cart/kustomization.yaml',
      edit: 'kustomize-images',
      clusters,
    },
  ];
  const promotion = createPromotion({
    plan,
    at: beganAt,
    authors: ['user:default/rita'],
    approvalsNeeded: 1,
    requiredGates: ['health', 'approval'],
    changesOf: () => changes,
  });
  await knex('promotion').insert({
    id,
    entity_ref: entityRef,
    from_stage: from,
    to_stage: to,
    release_id: promotion.release,
    state,
    began_at: beganAt,
    requested_by: 'user:default/rita',
    reason: 'the vendor asks for it',
    version: 1,
    promotion: JSON.stringify({ ...promotion, state }),
    plan: JSON.stringify({
      plan: { plan, changes },
      release: source.release,
      commits: { heads: {}, seen: {} },
    }),
  });
}
