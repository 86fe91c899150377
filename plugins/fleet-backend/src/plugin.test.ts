import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import adaptersModule from '@fleetview/backstage-plugin-fleet-backend-module-adapters';
import kubernetesModule from '@fleetview/backstage-plugin-fleet-backend-module-kubernetes';
import type {
  ClusterDetail,
  ClusterPage,
  ClusterSummary,
  ComponentFleet,
  FleetHealth,
  DeliveryPage,
  InstancePage,
  Overview,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetSimulator,
  renderAppConfig,
  renderCatalog,
} from '@fleetview/fleet-simulator';
import type { Knex } from 'knex';
import request from 'supertest';
import { parse, parseAllDocuments } from 'yaml';
import fleetPlugin from './index';
import { describeDatabases } from './__testUtils__/databases';
import { expectDocumented } from './__testUtils__/expectDocumented';
import { RecordingMetrics } from './__testUtils__/RecordingMetrics';

type Backend = Awaited<ReturnType<typeof startTestBackend>>;

function entitiesOf(simulator: FleetSimulator) {
  return parseAllDocuments(renderCatalog(simulator.scenario)).map(document => {
    const entity = document.toJS();
    const owner = entity.spec?.owner;
    return {
      ...entity,
      relations: owner
        ? [{ type: 'ownedBy', targetRef: `group:default/${owner}` }]
        : [],
    };
  });
}

async function startPortal(
  simulator: FleetSimulator,
  knex: Knex,
  metrics = new RecordingMetrics(),
): Promise<Backend> {
  return startTestBackend({
    features: [
      fleetPlugin,
      adaptersModule,
      kubernetesModule,
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({ getClient: async () => knex }),
      }),
      createServiceFactory({
        service: metricsServiceRef,
        deps: {},
        factory: () => metrics,
      }),
      catalogServiceMock.factory({ entities: entitiesOf(simulator) }),
      mockServices.rootConfig.factory({
        data: parse(renderAppConfig(simulator, '/catalog.yaml')),
      }),
    ],
  });
}

async function get<T>(backend: Backend, path: string): Promise<T> {
  const response = await request(backend.server).get(`/api/fleet${path}`);
  if (response.status !== 200) {
    throw new Error(`${path}: ${response.status} ${response.text}`);
  }
  return response.body;
}

async function until<T>(
  what: string,
  read: () => Promise<T>,
  holds: (value: T) => boolean,
): Promise<T> {
  const deadline = performance.now() + 50_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (performance.now() > deadline) {
      throw new Error(
        `${what} did not come about: ${JSON.stringify(value).slice(0, 3000)}`,
      );
    }
    await new Promise(resolve => {
      setTimeout(resolve, 250);
    });
  }
}

/** The tiles; a small fleet has one of every cluster. */
const tilesOf = ({ grouping }: Overview) =>
  grouping.groups.flatMap(({ clusters }) => clusters);

const stateOf = (overview: Overview, name: string) =>
  tilesOf(overview).find(cluster => cluster.name === name)?.reachability.state;

const isComplete = (cluster: ClusterSummary) =>
  cluster.reachability.state === 'reachable' &&
  cluster.coverage.asked > 0 &&
  cluster.coverage.current === cluster.coverage.asked;

describeDatabases('the fleet plugin on a simulated fleet', database => {
  let simulator: FleetSimulator;
  let backend: Backend;
  let knex: Knex;
  const metrics = new RecordingMetrics();

  beforeAll(async () => {
    simulator = await FleetSimulator.create({ seed: 'plugin' });
    await simulator.start();
    simulator.tick(5);
    // One refuses connections and one forbids by the scenario; these join them.
    await simulator.cluster('prod-wus2').fault({ fault: 'hang' });
    await simulator.cluster('prod-aue').fault({ fault: 'html' });
    knex = await database.open();
    backend = await startPortal(simulator, knex, metrics);
  });

  afterAll(async () => {
    await backend?.stop();
    await simulator?.stop();
  });

  it('shows the others in full, and each broken cluster with its reason', async () => {
    const overview = await until(
      'the fleet',
      () => get<Overview>(backend, '/overview'),
      value =>
        tilesOf(value).filter(isComplete).length === 8 &&
        value.totals.instances.healthy > 0 &&
        stateOf(value, 'prod-wus2') === 'unreachable',
    );
    expectDocumented('/overview', overview);
    expect(overview.totals.clusters).toBe(12);
    expect(stateOf(overview, 'prod-aps1')).toBe('unreachable');
    expect(stateOf(overview, 'prod-aue')).toBe('invalid');
    expect(stateOf(overview, 'dev-euw4')).toBe('forbidden');
    const reasonOf = (name: string) =>
      tilesOf(overview).find(cluster => cluster.name === name)?.reachability
        .reason;
    expect(reasonOf('prod-aps1')).toContain('connection refused');
    expect(reasonOf('prod-wus2')).toMatch(/did not answer/);
    expect(reasonOf('prod-aue')).toContain('text/html');
    expect(reasonOf('dev-euw4')).toContain('forbidden');
    expect(overview.coverage).toMatchObject({ clusters: 12, complete: 8 });
    expect(overview.coverage.gaps.map(gap => gap.cluster.name).sort()).toEqual([
      'dev-euw4',
      'prod-aps1',
      'prod-aue',
      'prod-wus2',
    ]);
  });

  it('says how it does, and counts what it does', async () => {
    const health = await until(
      'the health',
      () => get<FleetHealth>(backend, '/health'),
      ({ status }) => status === 'ok',
    );
    expectDocumented('/health', health);
    const { replica, shared } = health;
    expect(replica).toMatchObject({
      leases: 12,
      threads: expect.arrayContaining([
        { state: 'running', clusters: expect.any(Number) },
      ]),
    });
    expect(shared).toMatchObject({
      replicas: [{ id: replica.id, clusters: 12 }],
      unclaimed: 0,
    });
    const said = [...metrics.recorded, ...(await metrics.observed())];
    // All but what tells of failures.
    expect(
      metrics.names.filter(name => !said.some(each => each.name === name)),
    ).toEqual([
      'fleet.write.failures',
      'fleet.write.fenced',
      'fleet.derive.failures',
    ]);
  });

  it('counts nothing of a cluster that does not answer as good', async () => {
    const clusters = tilesOf(await get<Overview>(backend, '/overview'));
    for (const cluster of clusters) {
      if (cluster.reachability.state === 'reachable') continue;
      expect(cluster.currency.current).toBe(false);
      expect(cluster.instances.healthy).toBe(0);
      expect(cluster.deliveries.healthy).toBe(0);
      expect(cluster.instances.stale).toBe(cluster.instances.total);
    }
  });

  it('resolves what the hub delivers to other clusters, and says that it has lost one', async () => {
    const clusters = tilesOf(await get<Overview>(backend, '/overview'));
    const lost = clusters.find(({ name }) => name === 'prod-aps1');
    const page = await get<DeliveryPage>(
      backend,
      `/clusters/${lost?.id}/deliveries?limit=500`,
    );
    expectDocumented('/clusters/{clusterId}/deliveries', page);
    expect(page.items.length).toBeGreaterThan(10);
    for (const delivery of page.items) {
      expect(delivery.observer.name).toBe('mgmt-euw1');
      expect(delivery.subject).toMatchObject({
        state: 'resolved',
        cluster: { name: 'prod-aps1' },
      });
      expect(delivery.currency.current).toBe(false);
      expect(delivery.currency.confirmedAt).toBeDefined();
    }
    expect(page.totals.healthy).toBe(0);
    expect(page.totals.stale).toBe(page.totals.total);
    // What was last known is still there.
    expect(page.items.some(({ health }) => health === 'healthy')).toBe(true);
  });

  it('agrees with the simulated clusters about what runs', async () => {
    const clusters = tilesOf(await get<Overview>(backend, '/overview'));
    for (const cluster of clusters.filter(isComplete)) {
      const simulated = simulator.cluster(cluster.name);
      const truth = simulated.store.registry.types
        .filter(({ kind }) =>
          [
            'Deployment',
            'StatefulSet',
            'DaemonSet',
            'Job',
            'CronJob',
            'Rollout',
          ].includes(kind),
        )
        .flatMap(type => simulated.store.list(type))
        // What a CronJob started is told with it.
        .filter(
          ({ object: { kind, metadata } }) =>
            kind !== 'Job' || !('ownerReferences' in metadata),
        )
        .map(
          ({ object: { metadata } }) =>
            `${metadata.namespace}/${metadata.name}`,
        )
        .sort();
      const { items } = await get<{
        items: { namespace: string; name: string }[];
      }>(backend, `/clusters/${cluster.id}/workloads?limit=500`);
      expect(
        items.map(({ namespace, name }) => `${namespace}/${name}`).sort(),
      ).toEqual(truth);
    }
  });

  it('pages and filters clusters, and every number is the number of its list', async () => {
    const first = await get<ClusterPage>(
      backend,
      '/clusters?limit=5&sort=-nodes',
    );
    expectDocumented('/clusters', first);
    expect(first.items).toHaveLength(5);
    const names = first.items.map(({ name }) => name);
    let cursor = first.nextCursor;
    while (cursor) {
      const next: ClusterPage = await get(
        backend,
        `/clusters?limit=5&sort=-nodes&cursor=${encodeURIComponent(cursor)}`,
      );
      names.push(...next.items.map(({ name }) => name));
      cursor = next.nextCursor;
    }
    expect(new Set(names).size).toBe(12);
    expect(names).toHaveLength(12);
    for (const { value, count } of first.facets.region.values) {
      const page = await get<ClusterPage>(
        backend,
        `/clusters?region=${encodeURIComponent(value)}`,
      );
      expect(page.items).toHaveLength(count);
      expect(page.totals.clusters).toBe(count);
    }
  });

  it('shows a cluster with its coverage and what to grant', async () => {
    const clusters = tilesOf(await get<Overview>(backend, '/overview'));
    const forbidden = clusters.find(({ name }) => name === 'dev-euw4');
    const detail = await get<ClusterDetail>(
      backend,
      `/clusters/${forbidden?.id}`,
    );
    expectDocumented('/clusters/{clusterId}', detail);
    expect(
      detail.coverage.find(({ kind }) => kind === 'Deployment'),
    ).toMatchObject({
      state: 'forbidden',
      grant: 'get, list and watch on deployments.apps',
      currency: { current: false },
    });
    expect(
      detail.coverage.find(({ kind }) => kind === 'Namespace'),
    ).toMatchObject({
      state: 'current',
      currency: { current: true },
    });
  });

  it('shows a component over the fleet, and where it may or may not run', async () => {
    const component = await until(
      'the component',
      () =>
        get<ComponentFleet>(backend, '/components/component/default/checkout'),
      value => value.instances.length > 0,
    );
    expectDocumented('/components/{kind}/{namespace}/{name}', component);
    expect(component.known).toBe(true);
    for (const instance of component.instances) {
      expect(instance.binding).toBeDefined();
      expect(instance.engines.length).toBeGreaterThan(0);
    }
    const reasons = Object.fromEntries(
      component.notHere.map(({ cluster, reason }) => [cluster.name, reason]),
    );
    expect(reasons).toMatchObject({
      'prod-wus2': 'unreachable',
      'prod-aue': 'invalid',
      'dev-euw4': 'forbidden',
      'mgmt-euw1': 'not-placed',
    });
    const clusters = tilesOf(await get<Overview>(backend, '/overview'));
    const page = await get<InstancePage>(
      backend,
      `/clusters/${
        clusters.find(({ name }) => name === 'prod-use1-a')?.id
      }/instances?limit=500`,
    );
    expectDocumented('/clusters/{clusterId}/instances', page);
    expect(page.totals.total).toBe(page.items.length);
  });

  it('keeps what it knows of a cluster that is cut off, as stale, and recovers', async () => {
    const name = 'stage-euw1';
    const before = tilesOf(await get<Overview>(backend, '/overview')).find(
      cluster => cluster.name === name,
    ) as ClusterSummary;
    expect(before.instances.healthy).toBeGreaterThan(0);
    const { items: instances } = await get<InstancePage>(
      backend,
      `/clusters/${before.id}/instances?limit=500`,
    );
    // What only a hub speaks of is what the hub says, as long as it sees the cluster.
    const byHubs = instances.filter(
      ({ workloads }) => workloads.length === 0,
    ).length;
    await simulator.cluster(name).fault({ fault: 'refuse' });
    const cut = await until(
      'the cut',
      async () =>
        tilesOf(await get<Overview>(backend, '/overview')).find(
          cluster => cluster.name === name,
        ) as ClusterSummary,
      cluster =>
        cluster.reachability.state === 'unreachable' &&
        cluster.instances.stale === cluster.instances.total - byHubs,
    );
    expect(cut.instances.total).toBe(before.instances.total);
    expect(cut.instances.healthy).toBeLessThanOrEqual(byHubs);
    expect(cut.nodes.total).toBe(before.nodes.total);
    await simulator.cluster(name).clearFaults();
    await until(
      'the recovery',
      async () =>
        tilesOf(await get<Overview>(backend, '/overview')).find(
          cluster => cluster.name === name,
        ) as ClusterSummary,
      cluster => isComplete(cluster) && cluster.instances.stale === 0,
    );
    const { items } = await get<{
      items: { scope: string; from?: string; to: string }[];
    }>(backend, `/clusters/${before.id}/transitions?field=reachability`);
    expect(
      items
        .filter(({ scope }) => scope === 'cluster')
        .map(({ from, to }) => `${from} → ${to}`),
    ).toEqual(['unreachable → reachable', 'reachable → unreachable']);
  });

  it('answers what is wrong with a request', async () => {
    const wrong = await request(backend.server).get(
      '/api/fleet/clusters?sort=passwords',
    );
    expect(wrong.status).toBe(400);
    const none = await request(backend.server).get('/api/fleet/clusters/c-0');
    expect(none.status).toBe(404);
    expect(none.body.error.message).toContain("'c-0'");
    const forged = await request(backend.server).get(
      '/api/fleet/clusters?cursor=e30',
    );
    expect(forged.status).toBe(400);
    expect(forged.body.error.message).toContain("'cursor'");
  });

  it('answers 304 while nothing changed', async () => {
    const first = await request(backend.server).get('/api/fleet/changes');
    expect(first.status).toBe(200);
    expectDocumented('/changes', first.body);
    // The world stands still; a last write of coverage may still be on its way.
    const unchanged = await until(
      'an unchanged revision',
      async () => {
        const { headers } = await request(backend.server).get(
          '/api/fleet/changes',
        );
        return request(backend.server)
          .get('/api/fleet/changes')
          .set('if-none-match', headers.etag);
      },
      response => response.status === 304,
    );
    expect(unchanged.text).toBe('');
  });

  it('starts from what it knew, as stale, when no cluster answers', async () => {
    const before = await get<Overview>(backend, '/overview');
    await backend.stop();
    for (const { name } of simulator.clusters) {
      await simulator.cluster(name).fault({ fault: 'refuse' });
    }
    backend = await startPortal(simulator, knex);
    const after = await until(
      'the clusters that refuse',
      () => get<Overview>(backend, '/overview'),
      // A port that nobody listens on any more may be another test's by now.
      ({ totals: { reachability } }) =>
        reachability.unreachable + (reachability.invalid ?? 0) === 12,
    );
    const idsOf = (overview: Overview) =>
      tilesOf(overview)
        .map(({ id }) => id)
        .sort();
    expect(idsOf(after)).toEqual(idsOf(before));
    expect(after.totals.instances).toMatchObject({
      healthy: 0,
      degraded: 0,
      total: before.totals.instances.total,
      stale: before.totals.instances.total,
    });
    expect(after.totals.nodes).toBe(before.totals.nodes);
    // Nothing is degraded as far as we know now; twelve clusters do not answer.
    const kinds = new Set(after.attention.map(({ kind }) => kind));
    kinds.delete('cluster-invalid');
    expect(kinds).toEqual(new Set(['cluster-unreachable', 'version-behind']));
  });
});
