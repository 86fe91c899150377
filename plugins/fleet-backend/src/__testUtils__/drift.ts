import type { Knex } from 'knex';
import type { EpisodeData } from '../derive/drift/types';

let count = 0;

/** Puts an episode of drift into the database: an edited image that lasts, unless told otherwise. */
export async function insertEpisode(
  knex: Knex,
  {
    data,
    ...over
  }: Record<string, unknown> & { data?: Partial<EpisodeData> } = {},
): Promise<string> {
  count += 1;
  const id = (over.id as string) ?? `e-${String(count).padStart(5, '0')}`;
  const path = 'spec.template.spec.containers[name=main].image';
  await knex('drift_episode').insert({
    id,
    thing: `thing-${id}`,
    hash: '',
    cluster_id: 'c-1',
    namespace: 'shop',
    entity_ref: 'component:default/cart',
    region: 'eu',
    environment: 'production',
    tier: 'gold',
    owner: 'group:default/shop',
    system: 'system:default/shop',
    observer: over.cluster_id ?? 'c-1',
    delivery_id: 'd-1',
    engine: 'argocd',
    delivery_kind: 'Application',
    delivery_namespace: 'argocd',
    delivery_name: 'cart',
    api_group: 'apps',
    kind: 'Deployment',
    name: 'cart',
    class: 'human',
    because: 'known-tool',
    headline: true,
    same: 'drift1:a',
    seen_by: 'argocd',
    first_observed_at: 1_000,
    last_observed_at: 1_000,
    not_before: 500,
    flaps: 0,
    in_sync_ms: 0,
    ...over,
    data: JSON.stringify({
      basis: 'ownership',
      differences: [
        {
          path,
          kind: 'changed',
          live: { text: '"shop/cart:hotfix"' },
          confidence: 'owner',
          author: { manager: 'kubectl-edit', operation: 'Update', time: 900 },
          class: over.class ?? 'human',
          because: 'known-tool',
        },
      ],
      total: 1,
      paths: [path],
      ...data,
    }),
  });
  return id;
}
