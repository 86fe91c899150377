import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import type { Row } from '../../read/types';
import type { News } from '../kinds';
import { recipientsOfCluster } from '../recipients';
import { judgeEngine, type EngineKind, type EngineState } from './judgeEngine';
import { noteNews } from './noteNews';
import { policyEngines } from './policyEngines';

/** Clusters that are looked at together. */
const AT_ONCE = 200;

/** The next clusters that answer, by their ids. Of others it is not known what they have. */
export function answeringQuery(knex: Knex, after: string): Knex.QueryBuilder {
  return knex('cluster')
    .whereNull('left_at')
    .where({ reachability: 'reachable' })
    .where('id', '>', after)
    .orderBy('id')
    .limit(AT_ONCE)
    .select('id', 'name', 'owner');
}

/**
 * Notes which clusters have lost a policy engine: it was seen to run there, and is gone or
 * cannot be read while the cluster answers. What never ran there is not missed.
 */
export async function noteEngines(options: {
  knex: Knex;
  now: number;
  adapters: readonly FleetAdapter[];
  operators: readonly string[];
  isStopped?: () => boolean;
}): Promise<void> {
  const { knex, now, adapters, operators, isStopped = () => false } = options;
  const engines = policyEngines(adapters);
  if (engines.length === 0) return;
  for (let after = ''; !isStopped(); ) {
    const clusters: Row[] = await answeringQuery(knex, after);
    if (clusters.length === 0) return;
    after = clusters[clusters.length - 1].id;
    const ids = clusters.map(({ id }) => id);
    const coverage = await readKinds(knex, ids, engines);
    const known: Row[] = await knex('policy_engine').whereIn('cluster_id', ids);
    const before = new Map(
      known.map(row => [`${row.cluster_id}/${row.adapter}`, row]),
    );
    for (const cluster of clusters) {
      for (const { adapter, title } of engines) {
        const key = `${cluster.id}/${adapter}`;
        const seen = before.get(key);
        const verdict = judgeEngine(coverage.get(key) ?? [], now);
        if (!verdict || verdict.state === seen?.state) continue;
        const isLost = verdict.state !== 'running';
        if (isLost && !seen) continue;
        if (isLost) {
          const recipients = recipientsOfCluster(cluster.owner, operators);
          const news = recipients.map(
            (recipient): News => ({
              kind: 'engine-lost',
              recipient,
              // Since when it was as before: one that comes back and goes is another.
              key: [cluster.id, adapter, verdict.state, Number(seen?.since)],
              subject: ['engine', cluster.id, adapter],
              isUrgent: false,
              data: {
                engine: title,
                cluster: { id: cluster.id, name: cluster.name },
                how: verdict.state as 'gone' | 'unreadable',
                ...(verdict.reason ? { reason: verdict.reason } : {}),
              },
            }),
          );
          // Noted before it is seen: a crash between them notes the same once more.
          await noteNews(knex, { news, now });
        }
        await sawEngine(knex, {
          clusterId: cluster.id,
          adapter,
          state: verdict.state,
          now,
        });
      }
    }
  }
}

async function readKinds(
  knex: Knex,
  clusterIds: readonly string[],
  engines: ReturnType<typeof policyEngines>,
): Promise<Map<string, EngineKind[]>> {
  const groups = new Map(engines.map(each => [each.adapter, each.groups]));
  const rows: Row[] = await knex('coverage')
    .whereIn('cluster_id', clusterIds)
    .whereIn('adapter', [...groups.keys()])
    .select(
      'cluster_id',
      'adapter',
      'api_group',
      'state',
      'since',
      'reason',
      'confirmed_at',
      'freshness_ms',
      'objects',
    );
  const kinds = new Map<string, EngineKind[]>();
  for (const row of rows) {
    if (!groups.get(row.adapter)?.includes(row.api_group)) continue;
    const key = `${row.cluster_id}/${row.adapter}`;
    const known = kinds.get(key) ?? [];
    kinds.set(key, known);
    known.push({
      state: row.state,
      since: Number(row.since),
      objects: Number(row.objects),
      ...(row.confirmed_at === null
        ? {}
        : { confirmedAt: Number(row.confirmed_at) }),
      ...(row.freshness_ms === null
        ? {}
        : { freshnessMs: Number(row.freshness_ms) }),
      ...(row.reason === null ? {} : { reason: row.reason }),
    });
  }
  return kinds;
}

async function sawEngine(
  knex: Knex,
  options: {
    clusterId: string;
    adapter: string;
    state: EngineState;
    now: number;
  },
): Promise<void> {
  const { clusterId, adapter, state, now } = options;
  await knex('policy_engine')
    .insert({ cluster_id: clusterId, adapter, state, since: now })
    .onConflict(['cluster_id', 'adapter'])
    .merge(['state', 'since']);
}
