import type { ClusterFact } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import {
  DEPLOYMENTS,
  factsOf,
  MANAGED_CLUSTERS,
  NODES,
} from '../__testUtils__/changes';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { clusterFact, nodeFact } from '../__testUtils__/facts';
import { insertCoverage, readingFleetAt } from '../__testUtils__/read';
import { resolverOf, write } from '../__testUtils__/store';
import { healthOf } from './fleet/clusterFilters';
import { getCluster } from './getCluster';
import type { Row } from './types';

const ADAPTERS: FleetAdapter[] = [
  {
    id: 'kubernetes',
    title: 'Kubernetes',
    homepage: 'https://kubernetes.io',
    watches: [
      {
        group: 'apps',
        versions: ['v1'],
        kind: 'Deployment',
        plural: 'deployments',
        namespaced: true,
        facts: ['workload'],
        reads: 'workloads',
        map: () => ({ facts: [] }),
      },
    ],
  },
];

describeDatabases('getCluster', database => {
  it('tells in short what hubs say, and no more green than they can', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await insertCluster(knex, 'hub');
    await insertCoverage(knex, 'hub', MANAGED_CLUSTERS.key);
    const word = (name: string, over: Partial<ClusterFact>) =>
      factsOf(
        clusterFact({
          name,
          subject: { type: 'reference', server: 'https://one.example' },
          ...over,
        }),
      );
    await write(
      knex,
      MANAGED_CLUSTERS,
      [
        word('a', {
          lifecycle: 'upgrading',
          kubernetesVersion: 'v1.34.2',
          desiredKubernetesVersion: 'v1.35.1',
        }),
        word('b', { heartbeat: { state: 'lost', reason: 'no lease' } }),
        word('c', { heartbeat: { state: 'unstated' } }),
        // What holds claims alone says nothing of how it is.
        word('claim', {
          claimsOnly: true,
          claims: { 'id.k8s.io': '"claimsOnly":false' },
          heartbeat: { state: 'unstated' },
        }),
        ...Array.from({ length: 22 }, (_, index) => word(`d-${index}`, {})),
      ],
      {
        observer: 'hub',
        resolver: resolverOf({ 'https://one.example': 'c-1' }),
      },
    );
    const body = await getCluster(await readingFleetAt(knex), [], 'c-1');
    expectDocumented('/clusters/{clusterId}', body);
    expect(body.hubsTotal).toBe(25);
    expect(body.hubs).toHaveLength(20);
    expect(body.hubs[0]).toMatchObject({
      observer: { id: 'hub', name: 'name-of-hub' },
      engine: 'ocm',
      kind: 'ManagedCluster',
      name: 'a',
      health: 'healthy',
      lifecycle: 'upgrading',
      heartbeat: { state: 'current' },
      currency: { current: true },
      kubernetesVersion: 'v1.34.2',
      desiredKubernetesVersion: 'v1.35.1',
    });
    expect(body.hubs.slice(1, 3).map(({ currency }) => currency)).toEqual([
      { current: false, reason: 'the hub cannot tell: no lease' },
      {
        current: false,
        reason:
          'the hub cannot tell: it says nothing of its sight of this cluster',
      },
    ]);
    const hub = await getCluster(await readingFleetAt(knex), [], 'hub');
    expect(hub.hubs).toEqual([]);
  });

  it('shows all that is known of a cluster itself', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { uid: 'uid-1', stale: false });
    await insertCluster(knex, 'c-twin', { uid: 'uid-1' });
    await insertCluster(knex, 'c-gone', { uid: 'uid-1', left_at: 5 });
    await knex('cluster_record').insert({
      source_id: 'config',
      source_title: 'Configuration',
      name: 'prod',
      cluster_id: 'c-1',
      server: 'https://prod',
      tls_verified: false,
      present: true,
      first_seen_at: 1_000,
    });
    await write(knex, NODES, [factsOf(nodeFact({ region: 'eu' }))]);
    await insertCoverage(knex, 'c-1', NODES.key, {
      objects: 1,
      skipped: JSON.stringify([
        { reason: 'malformed', count: 2, example: 'x' },
      ]),
    });
    await insertCoverage(knex, 'c-1', DEPLOYMENTS.key, {
      state: 'forbidden',
      reason: 'no list',
    });
    const answer = await getCluster(
      await readingFleetAt(knex),
      ADAPTERS,
      'c-1',
    );
    expect(answer.identities).toEqual([
      {
        source: 'config',
        sourceTitle: 'Configuration',
        name: 'prod',
        server: 'https://prod',
        uid: 'uid-1',
        tlsVerified: false,
        present: true,
        firstSeenAt: new Date(1_000).toISOString(),
      },
    ]);
    expect(answer.possibleDuplicates.map(({ cluster }) => cluster.id)).toEqual([
      'c-twin',
    ]);
    expect(answer.nodes).toMatchObject([{ name: 'node-a', region: 'eu' }]);
    const coverage = new Map(answer.coverage.map(each => [each.kind, each]));
    expect(coverage.get('Node')).toMatchObject({
      state: 'current',
      currency: { current: true },
      objects: 1,
      skipped: [{ reason: 'malformed', count: 2, example: 'x' }],
    });
    expect(coverage.get('Deployment')).toMatchObject({
      adapterTitle: 'Kubernetes',
      state: 'forbidden',
      currency: { current: false, reason: 'no list' },
      grant: 'get, list and watch on deployments.apps',
    });
    expect(coverage.get('Node')?.grant).toBeUndefined();
  });

  it('judges what is current by the time that it is', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await insertCoverage(knex, 'c-1', DEPLOYMENTS.key);
    const at = async (now: number) =>
      (await getCluster(await readingFleetAt(knex, now), ADAPTERS, 'c-1'))
        .coverage[0].currency;
    expect(await at(190_000)).toMatchObject({ current: true });
    expect(await at(190_001)).toMatchObject({
      current: false,
      confirmedAt: new Date(100_000).toISOString(),
      reason: 'no sign of life for more than 90 seconds',
    });
  });

  it.each([
    ['reachable and its nodes are read', {}, true],
    ['reachable, but its nodes are not read', { stale: true }, false],
    ['not reachable', { reachability: 'unreachable' }, false],
  ])('calls a cluster current that is %s: see', async (_, over, current) => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { stale: false, ...over });
    const { cluster } = await getCluster(
      await readingFleetAt(knex),
      ADAPTERS,
      'c-1',
    );
    expect(cluster.currency.current).toBe(current);
    expect(cluster.currency.reason === undefined).toBe(current);
  });

  it('calls nothing current of a cluster that does not show any more who it is', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', {
      stale: false,
      health: 'healthy',
      identity_lost_at: 5_000,
    });
    const context = await readingFleetAt(knex);
    const { cluster } = await getCluster(context, ADAPTERS, 'c-1');
    expect(cluster).toMatchObject({
      identityLostAt: '1970-01-01T00:00:05.000Z',
      health: 'healthy',
      currency: {
        current: false,
        reason: expect.stringContaining('identity cannot be confirmed'),
      },
    });
    expect(healthOf((await knex('cluster').first()) as Row)).toBe('unknown');
  });
});
