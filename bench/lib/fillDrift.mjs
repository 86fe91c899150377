/*
 * A store in which much drifts: episodes on many clusters, a part of them the same on
 * several, some over, some hidden, some that nobody sees.
 */
const CLASSES = ['human', 'missing', 'extra', 'failed-apply', 'controller'];
const HEADLINE = 4;

/** Fills an empty store with so many episodes that last, and half as many that are over. */
export async function fillDrift(client, { clusters, episodes }) {
  await client.query(
    `insert into cluster (id, name, reachability, reachability_since, last_seen_at, health, stale,
        region, environment, provider, owner, coverage_asked, coverage_current, coverage_state, created_at)
      select 'drift-cluster-' || c, 'cluster-' || lpad(c::text, 4, '0'), 'reachable', 1700000000000,
        1700000000000, 'healthy', false, 'region-' || c % 24, 'production', 'aws',
        'group:default/platform', 13, 13, 'current', 1700000000000
      from generate_series(0, $1::int - 1) as c`,
    [clusters],
  );
  await client.query(
    `insert into drift_look (cluster_id, looked_at, unseen, unwatched, watched)
      select 'drift-cluster-' || c, 1700000000000, '[]', 0, 60 from generate_series(0, $1::int - 1) as c`,
    [clusters],
  );
  const now = Date.now();
  await client.query(
    `insert into drift_episode (id, thing, hash, cluster_id, namespace, entity_ref, region, environment, tier,
        owner, system, observer, delivery_id, engine, delivery_kind, delivery_namespace, delivery_name,
        api_group, kind, name, class, because, headline, same, seen_by, first_observed_at, last_observed_at,
        not_before, flaps, in_sync_ms, unconfirmed_since, ended_at, fate, data)
      select encode(sha256(('episode ' || e)::bytea), 'hex'), encode(sha256(('thing ' || e % $2::int)::bytea), 'hex'), '',
        'drift-cluster-' || e % $1::int, 'team-' || k / 20, 'component:default/component-' || k, 'region-' || e % $1::int % 24,
        'production', (array['critical', 'standard', 'unassigned'])[1 + e % 3],
        'group:default/team-' || k / 20, 'system:default/system-' || k / 40, 'drift-cluster-' || e % $1::int,
        encode(sha256(('delivery ' || e)::bytea), 'hex'), 'argocd', 'Application', 'argocd', 'component-' || k,
        'apps', 'Deployment', 'component-' || k, (array['human', 'missing', 'extra', 'failed-apply', 'controller'])[1 + e % ${CLASSES.length}],
        'known-tool', e % ${CLASSES.length} < ${HEADLINE}, 'drift1:' || encode(sha256(('same ' || e / 7)::bytea), 'hex'), 'argocd',
        $3::bigint - (e::bigint * 7919 % 5000000) * 1000, $3::bigint - 1000, case when e % 4 = 0 then null else $3::bigint - (e::bigint * 7919 % 5000000) * 1000 - 60000 end,
        e % 3, 0, case when e % 11 = 0 then $3::bigint - 60000 end,
        case when e >= $2::int then $3::bigint - (e::bigint % 1000) * 1000000 end, case when e >= $2::int then 'healed' end,
        json_build_object('basis', 'ownership', 'total', 2, 'paths', json_build_array('spec.replicas', 'spec.template.spec.containers[name=main].image'),
          'differences', json_build_array(
            json_build_object('path', 'spec.replicas', 'kind', 'changed', 'live', json_build_object('text', '3'), 'confidence', 'owner',
              'author', json_build_object('manager', 'kubectl-edit', 'operation', 'Update', 'time', 1700000000000), 'class', 'human', 'because', 'known-tool'),
            json_build_object('path', 'spec.template.spec.containers[name=main].image', 'kind', 'changed',
              'live', json_build_object('text', '"registry.example.com/shop/component:hotfix"'), 'confidence', 'owner',
              'author', json_build_object('manager', 'kubectl-edit', 'operation', 'Update', 'time', 1700000000000), 'class', 'human', 'because', 'known-tool')))::text
      from generate_series(0, $2::int * 3 / 2 - 1) as e, lateral (select (e * 31) % 1000 as k) as component`,
    [clusters, episodes, now],
  );
  // As PostgreSQL itself leaves a table some time after so much was written.
  await client.query('vacuum (analyze) drift_episode');
}
