import type { Knex } from 'knex';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  factsOf,
  NODES,
} from '../../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import {
  brings,
  deliveryFact,
  nodeFact,
  workloadFact,
} from '../../__testUtils__/facts';
import { fleetOf } from '../../__testUtils__/read';
import { entityWithId, labelledFor } from '../../__testUtils__/stored';
import { write } from '../../__testUtils__/store';
import { EntityIndex } from '../../mapping/EntityIndex';

const MINUTE = 60_000;
const entities = [
  entityWithId('checkout', { title: 'Checkout', owner: 'group:default/shop' }),
];

describeDatabases('readAttention', database => {
  let knex: Knex;
  let currency: TestCurrency;

  beforeEach(async () => {
    knex = await database.open();
    currency = new TestCurrency();
    await insertCluster(knex, 'c-1', { name: 'prod-a' });
  });

  const derive = (now = 10_000) =>
    deriveTestCluster(knex, { entities, currency, now });
  const read = async (now = 10_000) =>
    (await fleetOf(knex, { now, entities: new EntityIndex(entities) }))
      .attention.items;
  const checkout = (over: Parameters<typeof workloadFact>[0] = {}) =>
    factsOf(workloadFact({ labels: labelledFor('checkout'), ...over }));
  const application = (over: Parameters<typeof deliveryFact>[0] = {}) =>
    factsOf(deliveryFact({ brings: brings('shop/checkout'), ...over }));

  it('has nothing to say of a fleet in which all is well', async () => {
    await write(knex, DEPLOYMENTS, [checkout()]);
    await write(knex, APPLICATIONS, [application()]);
    await derive();
    expect(await read()).toEqual([]);
  });

  it('tells a degraded component once, with owner, reason and every cluster', async () => {
    await write(knex, DEPLOYMENTS, [
      checkout({ health: 'degraded', message: 'out of memory' }),
      checkout({ health: 'degraded', namespace: 'shop-2' }),
    ]);
    await derive();
    expect(await read()).toEqual([
      expect.objectContaining({
        kind: 'instance-degraded',
        severity: 'critical',
        title: 'Checkout',
        owner: 'group:default/shop',
        count: 2,
        clusters: [{ id: 'c-1', name: 'prod-a' }],
        link: { type: 'component', entityRef: 'component:default/checkout' },
      }),
    ]);
  });

  it('does not call degraded what was degraded when it was last seen', async () => {
    await write(knex, DEPLOYMENTS, [checkout({ health: 'degraded' })]);
    currency.lose('c-1', '*');
    await derive();
    expect(await read()).toEqual([]);
  });

  it('tells a cluster that does not answer before all else', async () => {
    await write(knex, DEPLOYMENTS, [checkout({ health: 'degraded' })]);
    await derive();
    await insertCluster(knex, 'c-2', {
      name: 'prod-b',
      reachability: 'unreachable',
      reachability_since: 500,
      reachability_reason: 'connection refused',
      instance_total: 3,
    });
    const [first, second] = await read();
    expect(first).toMatchObject({
      kind: 'cluster-unreachable',
      title: 'prod-b',
      detail:
        'connection refused · 3 instances as last known · has never answered',
    });
    expect(second).toMatchObject({ kind: 'instance-degraded' });
  });

  it('tells a delivery that fails while what it brought before goes on running', async () => {
    await write(knex, DEPLOYMENTS, [checkout()]);
    await write(knex, APPLICATIONS, [
      application({ health: 'degraded', message: 'retries exceeded' }),
    ]);
    await derive();
    expect(await read()).toEqual([
      expect.objectContaining({
        kind: 'delivery-degraded',
        title: 'Checkout',
        state: 'Application fails on prod-a',
        detail: 'retries exceeded',
      }),
    ]);
  });

  describe('what is out of sync', () => {
    const outOfSync = (over: Parameters<typeof deliveryFact>[0] = {}) =>
      application({
        sync: 'out-of-sync',
        brings: {
          total: 1,
          resources: [
            {
              group: 'apps',
              kind: 'Deployment',
              namespace: 'shop',
              name: 'checkout',
              sync: 'out-of-sync',
            },
          ],
        },
        ...over,
      });
    const newer = {
      desiredRevision: { type: 'commit' as const, value: 'b' },
      appliedRevision: { type: 'commit' as const, value: 'a' },
    };

    it('is told, with how much of it differs', async () => {
      await write(knex, DEPLOYMENTS, [checkout()]);
      await write(knex, APPLICATIONS, [outOfSync()]);
      await derive();
      expect(await read()).toEqual([
        expect.objectContaining({
          kind: 'drift',
          state: 'out of sync on prod-a',
          detail: '1 resource differs from Git',
        }),
      ]);
    });

    it('is no news while a release that has just come is applied', async () => {
      await write(knex, DEPLOYMENTS, [checkout()]);
      await write(knex, APPLICATIONS, [application()]);
      await derive();
      await write(knex, APPLICATIONS, [outOfSync(newer)]);
      await derive(20_000);
      expect(await read(20_000 + MINUTE)).toEqual([]);
      expect(await read(20_000 + 6 * MINUTE)).toEqual([
        expect.objectContaining({ kind: 'drift' }),
      ]);
    });

    it('is told at once when it differed before we looked', async () => {
      await write(knex, DEPLOYMENTS, [checkout()]);
      await write(knex, APPLICATIONS, [outOfSync(newer)]);
      await derive();
      expect(await read()).toEqual([
        expect.objectContaining({ kind: 'drift' }),
      ]);
    });
  });

  it('tells that a hub has lost a cluster, unless we have lost it as well', async () => {
    await insertCluster(knex, 'hub', { name: 'hub' });
    const lost = factsOf(
      deliveryFact({
        subject: { type: 'reference', server: 'https://prod-a.example' },
        heartbeat: {
          state: 'lost',
          since: '2026-01-01T00:00:00Z',
          reason: 'dial tcp: connection refused',
        },
      }),
    );
    await write(knex, APPLICATIONS, [lost], {
      observer: 'hub',
      resolver: {
        resolve: () => ({
          subject: 'c-1',
          reference: '{"server":"https://prod-a.example"}',
        }),
      },
    });
    await derive();
    expect(await read()).toEqual([
      expect.objectContaining({
        kind: 'heartbeat-lost',
        title: 'prod-a',
        state: 'not compared by hub',
        since: '2026-01-01T00:00:00Z',
      }),
    ]);
    await knex('cluster')
      .where({ id: 'c-1' })
      .update({ reachability: 'unreachable' });
    expect((await read()).map(({ kind }) => kind)).toEqual([
      'cluster-unreachable',
    ]);
  });

  it('tells nodes that are not ready, old versions, and possible duplicates', async () => {
    await write(knex, NODES, [
      factsOf(nodeFact({ health: 'degraded', message: 'disk pressure' })),
      factsOf(nodeFact({ name: 'node-b' })),
    ]);
    await derive();
    await knex('cluster').where({ id: 'c-1' }).update({
      uid: 'same',
      kubernetes_minor: '1.31',
      kubernetes_minor_number: 31,
    });
    await insertCluster(knex, 'c-2', {
      name: 'prod-b',
      uid: 'same',
      kubernetes_minor: '1.35',
      kubernetes_minor_number: 35,
    });
    const items = await read();
    expect(items.map(({ kind }) => kind).sort()).toEqual([
      'node-not-ready',
      'possible-duplicate',
      'version-behind',
    ]);
    expect(items.find(({ kind }) => kind === 'node-not-ready')).toMatchObject({
      state: '1 of 2 nodes not ready',
      detail: 'node node-a: disk pressure',
    });
    expect(items.find(({ kind }) => kind === 'version-behind')).toMatchObject({
      title: 'prod-a',
      detail: '4 minor versions behind the newest in the fleet',
      link: { type: 'clusters', filter: { version: ['1.31'] } },
    });
  });

  it('tells clusters that do not show any more who they are', async () => {
    await knex('cluster')
      .where({ id: 'c-1' })
      .update({ reachability: 'reachable', identity_lost_at: 5_000 });
    expect(await read()).toEqual([
      expect.objectContaining({
        kind: 'identity-lost',
        severity: 'warning',
        title: 'prod-a',
        since: '1970-01-01T00:00:05.000Z',
        link: { type: 'cluster', clusterId: 'c-1', tab: 'identity' },
      }),
    ]);
  });
});
