import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { APPLICATIONS, DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { deriveTestCluster, insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, deliveryFact, workloadFact } from '../__testUtils__/facts';
import { fleetOf, insertCoverage } from '../__testUtils__/read';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import { write } from '../__testUtils__/store';
import { EntityIndex } from '../mapping/EntityIndex';
import { CellScope } from '../permissions/CellScope';
import { StatementScope } from '../permissions/StatementScope';
import type { Expression } from '../permissions/Expression';
import { listClusterDeliveries } from './listClusterDeliveries';
import { listClusterInstances } from './listClusterInstances';
import type { ReadContext } from './types';

const SHOP = 'group:default/shop';
const PAY = 'group:default/pay';
const OPS = 'group:default/ops';
const entities = [
  entityWithId('cart', { owner: SHOP }),
  entityWithId('basket', { owner: SHOP }),
  entityWithId('ledger', { owner: PAY }),
  entityWithId('umbrella', { owner: OPS }),
];
const index = new EntityIndex(entities);
const LABEL = 'engine.example/part-of';

const ownedBy = (...values: string[]): Expression => ({
  type: 'in',
  key: 'owner',
  values,
  isNegated: false,
  orUnknown: false,
});

/** Everything that an engine says of it is hidden from who may see the cart alone, unless it is listed below. */
const UMBRELLA: Partial<DeliveryFact> = {
  name: 'apps',
  changedAt: '1970-01-01T00:00:01.000Z',
  labels: labelledFor('umbrella'),
  health: 'degraded',
  message: 'cart is late',
  sync: 'out-of-sync',
  syncMessage: 'ledger waits',
  targetNamespace: 'hidden-target',
  desiredRevision: { type: 'commit', value: 'b2' },
  appliedRevision: { type: 'commit', value: 'b1' },
  sources: [
    {
      repository: 'https://git.example/hidden-repository',
      path: 'hidden-path',
    },
  ],
  images: ['hidden-image:1'],
  project: 'hidden-project',
  parent: { kind: 'Application', namespace: 'argocd', name: 'hidden-parent' },
  operation: {
    phase: 'failed',
    message: 'cannot read https://git.example/hidden-repository',
    initiatedBy: 'hidden-person',
    failures: [{ kind: 'Job', name: 'hidden-job', message: 'hidden-failure' }],
  },
  conditions: [{ type: 'Hidden', message: 'hidden-condition' }],
  dependsOn: [{ kind: 'Application', name: 'hidden-dependency' }],
  blockedBy: ['hidden-blocker'],
  ignoreRules: {
    rules: [
      {
        where: { kind: 'Application', name: 'hidden-rule', path: 'spec' },
        leftOut: [{ type: 'pointer', text: '/hidden-pointer' }],
      },
    ],
    total: 1,
  },
  history: [{ revision: { type: 'commit', value: 'hidden-history' } }],
  brings: {
    resources: brings(
      'shop/cart',
      'shop/basket',
      'pay/ledger',
      'shop/hidden-service',
    ).resources.map(each => ({ ...each, sync: 'out-of-sync' as const })),
    total: 4,
  },
};

async function fill(knex: Knex, delivery: Partial<DeliveryFact>) {
  await insertCluster(knex, 'c-1');
  await insertCoverage(knex, 'c-1', DEPLOYMENTS.key);
  await insertCoverage(knex, 'c-1', APPLICATIONS.key);
  await write(
    knex,
    DEPLOYMENTS,
    ['shop/cart', 'shop/basket', 'pay/ledger'].map(place => {
      const [namespace, name] = place.split('/');
      return factsOf(
        workloadFact({
          namespace,
          name,
          labels: { ...labelledFor(name), [LABEL]: 'apps' },
        }),
      );
    }),
  );
  await write(knex, APPLICATIONS, [factsOf(deliveryFact(delivery))]);
  await deriveTestCluster(knex, { entities });
}

/** What somebody reads of whose things. */
async function readerOf(
  knex: Knex,
  owners: string[],
  over: Partial<ReadContext> = {},
): Promise<ReadContext> {
  const fleet = await fleetOf(knex, { entities: index });
  const what = {
    knex,
    clusters: new Map([['c-1', { cluster: ['c-1'] }]]),
    expression: ownedBy(...owners),
  };
  const scope = new CellScope({ ...what, isWithin: false });
  const statements = new StatementScope(what);
  return {
    knex,
    now: 100_000,
    view: {
      fleet,
      whole: fleet,
      scope,
      statements,
      pastIds: new Set(),
      hiddenClusters: 0,
    },
    ...over,
  };
}

describeDatabases('deliveries that bring things of several', database => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await database.open();
  });

  async function deliveriesOn(name: string, context: ReadContext) {
    const { items } = await listClusterInstances(context, index, 'c-1', {});
    return items.find(({ entityRef }) => entityRef?.endsWith(`/${name}`))
      ?.deliveries;
  }

  it('are shown on what somebody may see, as far as they concern it', async () => {
    await fill(knex, UMBRELLA);
    const { items, totals, limited } = await listClusterInstances(
      await readerOf(knex, [SHOP]),
      index,
      'c-1',
      {},
    );
    expect(limited).toEqual(['instances']);
    expect(totals.total).toBe(2);
    const cart = items.find(({ entityRef }) => entityRef?.endsWith('/cart'));
    expect(cart).toMatchObject({
      sync: 'out-of-sync',
      engines: ['argocd'],
      revision: {
        desired: { type: 'commit', value: 'b2' },
        applied: { type: 'commit', value: 'b1' },
      },
    });
    expect(cart?.syncMessage).toBeUndefined();
    // Each field, so that another one has to be decided on here.
    expect(cart?.deliveries).toEqual([
      {
        id: expect.any(String),
        engine: 'argocd',
        kind: 'Application',
        namespace: 'argocd',
        name: 'apps',
        observer: { id: 'c-1', name: 'name-of-c-1' },
        subject: {
          state: 'resolved',
          cluster: { id: 'c-1', name: 'name-of-c-1' },
        },
        health: 'degraded',
        message: 'cart is late',
        sync: 'out-of-sync',
        currency: { current: true, confirmedAt: '1970-01-01T00:01:40.000Z' },
        suspended: false,
        desiredRevision: { type: 'commit', value: 'b2' },
        appliedRevision: { type: 'commit', value: 'b1' },
        sources: [],
        operation: { phase: 'failed' },
        outOfSyncResources: ['Deployment shop/cart'],
        since: '1970-01-01T00:00:01.000Z',
        partial: true,
      },
    ]);
    const text = JSON.stringify(items);
    expect(text).not.toMatch(/hidden|ledger|pay|umbrella/);
    // The other of his instances names itself alone.
    const basket = items.find(each => each !== cart);
    expect(basket?.deliveries).toMatchObject([
      { outOfSyncResources: ['Deployment shop/basket'] },
    ]);
    expect(basket?.deliveries[0].message).toBeUndefined();
  });

  it('are listed and counted where they are counted, and nowhere else', async () => {
    await fill(knex, UMBRELLA);
    const told = async (owner: string) => {
      const { items, totals, hidden } = await listClusterDeliveries(
        await readerOf(knex, [owner], { tellsHidden: true }),
        'c-1',
        {},
      );
      return [items.length, totals.total, hidden];
    };
    expect(await told(SHOP)).toEqual([0, 0, 1]);
    expect(await told(PAY)).toEqual([0, 0, 1]);
    expect(await told(OPS)).toEqual([1, 1, 0]);
  });

  it('are shown whole to who may see where they are counted', async () => {
    await fill(knex, UMBRELLA);
    const shown = await deliveriesOn('cart', await readerOf(knex, [SHOP, OPS]));
    expect(shown).toMatchObject([
      {
        entityRef: 'component:default/umbrella',
        syncMessage: 'ledger waits',
        sources: [{ repository: 'https://git.example/hidden-repository' }],
        parent: 'Application hidden-parent',
        resources: 4,
      },
    ]);
    expect(shown?.[0].partial).toBeUndefined();
  });

  it('tell how much they bring only where that may be told', async () => {
    await fill(knex, UMBRELLA);
    const shown = await deliveriesOn(
      'cart',
      await readerOf(knex, [SHOP], { tellsHidden: true }),
    );
    expect(shown).toMatchObject([{ resources: 4, partial: true }]);
    expect(JSON.stringify(shown)).not.toMatch(/hidden|ledger|pay|umbrella/);
  });

  it('say the namespace that they go to where it is the one that is seen', async () => {
    await fill(knex, { ...UMBRELLA, targetNamespace: 'shop' });
    expect(
      await deliveriesOn('cart', await readerOf(knex, [SHOP])),
    ).toMatchObject([{ targetNamespace: 'shop' }]);
  });

  it('are good only as long as their hub sees the cluster, whatever may be said of why', async () => {
    await fill(knex, {
      ...UMBRELLA,
      heartbeat: { state: 'lost', reason: 'cannot compare ledger' },
    });
    const context = await readerOf(knex, [SHOP]);
    expect(await deliveriesOn('cart', context)).toMatchObject([
      {
        currency: {
          current: false,
          reason: 'the hub cannot tell: why is not told here',
        },
      },
    ]);
  });

  it('are shown to nobody who only puts their label on something', async () => {
    await fill(knex, {
      ...UMBRELLA,
      brings: { ...brings('pay/ledger'), labels: { [LABEL]: 'apps' } },
    });
    // Deriving takes them for what brings the cart.
    const context = await readerOf(knex, [SHOP, OPS]);
    expect(await deliveriesOn('cart', context)).toHaveLength(1);
    expect(await deliveriesOn('cart', await readerOf(knex, [SHOP]))).toEqual(
      [],
    );
  });

  it('cost who may see all no further query, and others one', async () => {
    await fill(knex, UMBRELLA);
    const asked: string[] = [];
    knex.on('query', ({ sql }) => asked.push(sql));
    const deliveriesRead = async (context: ReadContext) => {
      asked.length = 0;
      await listClusterInstances(context, index, 'c-1', {});
      return asked.filter(sql => /from [`"]delivery[`"]/.test(sql)).length;
    };
    expect(await deliveriesRead({ knex, now: 100_000 })).toBe(1);
    expect(await deliveriesRead(await readerOf(knex, [SHOP, OPS]))).toBe(1);
    expect(await deliveriesRead(await readerOf(knex, [SHOP]))).toBe(2);
  });
});
