import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import { brings } from '../__testUtils__/facts';
import {
  derive,
  entityWithId,
  labelledFor,
  storedDelivery,
  storedWorkload,
} from '../__testUtils__/stored';
import { NamespaceOwners } from '../mapping/namespaceOwners';

const bound = (labels: Record<string, string>) => ({ labels });

describe('deriveInstances', () => {
  it('makes one instance per component and namespace', () => {
    const { places, at } = derive({
      entities: [entityWithId('checkout'), entityWithId('cart')],
      workloads: [
        storedWorkload({ name: 'api', ...bound(labelledFor('checkout')) }),
        storedWorkload({ name: 'worker', ...bound(labelledFor('checkout')) }),
        storedWorkload({ name: 'cart', ...bound(labelledFor('cart')) }),
        storedWorkload({
          name: 'api',
          namespace: 'shop-eu',
          ...bound(labelledFor('checkout')),
        }),
        storedWorkload({ name: 'cron' }),
      ],
    });
    expect(places).toEqual([
      'shop-eu/checkout',
      'shop/',
      'shop/cart',
      'shop/checkout',
    ]);
    expect(at('shop/checkout').workloadIds).toEqual([
      'w:shop/api',
      'w:shop/worker',
    ]);
    expect(at('shop/').entityRef).toBe('');
  });

  it.each([
    ['healthy', 'healthy', 'healthy'],
    ['healthy', 'progressing', 'progressing'],
    ['degraded', 'missing', 'degraded'],
    ['healthy', 'unknown', 'unknown'],
    ['suspended', 'healthy', 'suspended'],
  ] as const)('is as bad as its worst part: %s and %s', (a, b, worst) => {
    const { at } = derive({
      workloads: [
        storedWorkload({ name: 'a', health: a }),
        storedWorkload({ name: 'b', health: b }),
      ],
    });
    expect(at('shop/').health).toBe(worst);
  });

  it('says which part is bad, in its words', () => {
    const { at } = derive({
      workloads: [
        storedWorkload({ name: 'a', message: 'all good' }),
        storedWorkload({
          name: 'b',
          health: 'degraded',
          message: 'no such image',
        }),
      ],
    });
    expect(at('shop/').message).toBe('b: no such image');
  });

  it('takes health and version from what was seen, and sync from the engine', () => {
    const { at } = derive({
      workloads: [storedWorkload({ health: 'degraded', version: '1.0.0' })],
      deliveries: [
        storedDelivery({
          health: 'healthy',
          sync: 'synced',
          images: ['registry/checkout:2.0.0'],
          brings: brings('shop/checkout'),
        }),
      ],
    });
    expect(at('shop/')).toMatchObject({
      health: 'degraded',
      sync: 'synced',
      version: { desired: '1.0.0', actual: '1.0.0', settled: true },
    });
  });

  it('says what an engine reports where nothing was seen, and claims no version', () => {
    const { at } = derive({
      deliveries: [
        storedDelivery({
          health: 'healthy',
          sync: 'out-of-sync',
          images: ['registry:5000/shop/checkout:2.0.0@sha256:0'],
          brings: brings('shop/checkout'),
        }),
      ],
    });
    expect(at('shop/')).toMatchObject({
      health: 'healthy',
      sync: 'out-of-sync',
      version: { desired: '2.0.0', settled: false },
      workloadIds: [],
    });
    expect(at('shop/').version.actual).toBeUndefined();
  });

  it('tells a version on its way from the one that ran, with how many are there', () => {
    const { at } = derive({
      workloads: [
        storedWorkload(
          {
            version: '2.0.0',
            settled: false,
            replicas: { desired: 5, updated: 2 },
          },
          { settledVersion: '1.0.0' },
        ),
      ],
    });
    expect(at('shop/').version).toEqual({
      desired: '2.0.0',
      actual: '1.0.0',
      settled: false,
      updated: 2,
      replicas: 5,
    });
  });

  it('gives the version of the workload that is called like the component', () => {
    const { at } = derive({
      entities: [entityWithId('checkout')],
      workloads: [
        storedWorkload({
          name: 'a-sidecar',
          version: '9',
          ...bound(labelledFor('checkout')),
        }),
        storedWorkload({
          name: 'checkout',
          version: '1',
          ...bound(labelledFor('checkout')),
        }),
      ],
    });
    expect(at('shop/checkout').version.desired).toBe('1');
  });

  it('adds up replicas that are stated', () => {
    const { at } = derive({
      workloads: [
        storedWorkload({ name: 'a', replicas: { desired: 2, ready: 1 } }),
        storedWorkload({ name: 'b', replicas: { desired: 3 } }),
      ],
    });
    expect(at('shop/').replicas).toEqual({ desired: 5, ready: 1 });
  });
});

describe('what a delivery is bound to', () => {
  const entities = [entityWithId('checkout'), entityWithId('cart')];
  const application = storedDelivery({
    ...bound(labelledFor('checkout')),
    brings: brings('shop/api', 'shop/worker'),
  });

  it('is inherited by what it brings', () => {
    const { at, bindings } = derive({
      entities,
      workloads: [storedWorkload({ name: 'api' })],
      deliveries: [application],
    });
    expect(at('shop/checkout')).toMatchObject({
      workloadIds: ['w:shop/api'],
      deliveryIds: ['d:argocd/checkout'],
      engines: ['argocd'],
    });
    expect(bindings.get('w:shop/api')).toMatchObject({
      type: 'bound',
      rule: 'inherited',
      evidence: expect.stringContaining('Application checkout'),
    });
  });

  it('is inherited by the labels that its engine sets', () => {
    const labels = { 'helm.toolkit.fluxcd.io/name': 'checkout' };
    const { bindings } = derive({
      entities,
      workloads: [
        storedWorkload({ name: 'api', labels }),
        storedWorkload({ name: 'other' }),
      ],
      deliveries: [
        storedDelivery({
          ...bound(labelledFor('checkout')),
          engine: 'flux',
          brings: { resources: [], total: 0, labels },
        }),
      ],
    });
    expect(bindings.get('w:shop/api')).toMatchObject({ type: 'bound' });
    expect(bindings.get('w:shop/other')).toEqual({ type: 'unbound' });
  });

  it('stops at a workload with evidence of its own', () => {
    const { at } = derive({
      entities,
      workloads: [
        storedWorkload({ name: 'api', ...bound(labelledFor('cart')) }),
      ],
      deliveries: [application],
    });
    expect(at('shop/cart').workloadIds).toEqual(['w:shop/api']);
    expect(at('shop/checkout').workloadIds).toEqual([]);
  });

  it('stops at a workload whose own evidence is ambiguous', () => {
    const { bindings } = derive({
      entities: [
        ...entities,
        { ...entityWithId('cart'), ref: 'component:default/twin' },
      ],
      workloads: [
        storedWorkload({ name: 'api', ...bound(labelledFor('cart')) }),
      ],
      deliveries: [application],
    });
    expect(bindings.get('w:shop/api')).toMatchObject({ type: 'ambiguous' });
  });

  it('stops at a delivery that it brings', () => {
    const child = storedDelivery({
      name: 'child',
      brings: brings('shop/worker-of-child'),
    });
    const { bindings } = derive({
      entities,
      workloads: [storedWorkload({ name: 'worker-of-child' })],
      deliveries: [
        storedDelivery({
          ...bound(labelledFor('checkout')),
          brings: {
            resources: [
              {
                group: 'argoproj.io',
                kind: 'Application',
                namespace: 'argocd',
                name: 'child',
              },
            ],
            total: 1,
          },
        }),
        child,
      ],
    });
    expect(bindings.get(child.id)).toEqual({ type: 'unbound' });
    expect(bindings.get('w:shop/worker-of-child')).toEqual({
      type: 'unbound',
    });
  });

  it('is ambiguous where two bring the same for different components', () => {
    const { bindings, places } = derive({
      entities,
      workloads: [storedWorkload({ name: 'api' })],
      deliveries: [
        application,
        storedDelivery({
          name: 'cart',
          ...bound(labelledFor('cart')),
          brings: brings('shop/api'),
        }),
      ],
    });
    expect(bindings.get('w:shop/api')).toEqual({
      type: 'ambiguous',
      rule: 'inherited',
      candidates: ['component:default/cart', 'component:default/checkout'],
    });
    expect(places).toContain('shop/');
  });

  it('is not ambiguous where two bring the same for one component', () => {
    const { bindings } = derive({
      entities,
      workloads: [storedWorkload({ name: 'api' })],
      deliveries: [
        application,
        storedDelivery({
          name: 'again',
          ...bound(labelledFor('checkout')),
          brings: brings('shop/api'),
        }),
      ],
    });
    expect(bindings.get('w:shop/api')).toMatchObject({ type: 'bound' });
  });
});

describe('counts of instances', () => {
  it('count a delivery to several namespaces once', () => {
    const { instances, at } = derive({
      workloads: [
        storedWorkload({ name: 'a', namespace: 'one' }),
        storedWorkload({ name: 'b', namespace: 'two' }),
        storedWorkload({ name: 'c', namespace: 'two' }),
      ],
      deliveries: [
        storedDelivery({ brings: brings('one/a', 'two/b', 'two/c') }),
      ],
    });
    const total = instances.reduce(
      (sum, { counts }) => sum + counts.deliveries.total,
      0,
    );
    expect(total).toBe(1);
    expect(at('two/').counts.deliveries.total).toBe(1);
    expect(at('one/').counts.deliveries.total).toBe(0);
    // It still speaks for the sync of both.
    expect(at('one/').deliveryIds).toEqual(at('two/').deliveryIds);
  });

  it('count every workload where it is', () => {
    const { at } = derive({
      workloads: [
        storedWorkload({ name: 'a' }),
        storedWorkload({ name: 'b', health: 'degraded' }),
        storedWorkload({ name: 'c' }, { stale: true }),
      ],
    });
    expect(at('shop/').counts.workloads).toMatchObject({
      total: 3,
      healthy: 1,
      degraded: 1,
      stale: 1,
    });
  });

  it('count an unbound delivery with the one instance that it brings', () => {
    const { places, at } = derive({
      entities: [entityWithId('checkout')],
      workloads: [
        storedWorkload({ name: 'api', ...bound(labelledFor('checkout')) }),
      ],
      deliveries: [storedDelivery({ brings: brings('shop/api') })],
    });
    expect(places).toEqual(['shop/checkout']);
    expect(at('shop/checkout').counts.deliveries.total).toBe(1);
  });

  it('regression: a delivery is counted at the same place whichever namespaces are derived', () => {
    const entities = [entityWithId('checkout'), entityWithId('cart')];
    const one = storedWorkload({
      name: 'a',
      namespace: 'one',
      ...bound(labelledFor('checkout')),
    });
    const two = storedWorkload({
      name: 'b',
      namespace: 'two',
      ...bound(labelledFor('cart')),
    });
    const deliveries = [storedDelivery({ brings: brings('one/a', 'two/b') })];
    const placesOf = (workloads: (typeof one)[], namespace: string) =>
      derive({ entities, workloads, deliveries })
        .instances.filter(instance => instance.namespace === namespace)
        .map(instance => [
          instance.namespace,
          instance.entityRef,
          instance.counts.deliveries.total,
        ]);
    // As the loop derives them: each namespace with its own workloads only.
    expect([...placesOf([one], 'one'), ...placesOf([two], 'two')]).toEqual([
      ...placesOf([one, two], 'one'),
      ...placesOf([one, two], 'two'),
    ]);
  });
});

describe('what an engine says', () => {
  const entities = [entityWithId('cart'), entityWithId('ledger')];
  const workloads = [
    storedWorkload({ name: 'cart', ...bound(labelledFor('cart')) }),
    storedWorkload({
      name: 'ledger',
      namespace: 'pay',
      ...bound(labelledFor('ledger')),
    }),
  ];
  const said = (syncMessage: string, over: Partial<DeliveryFact> = {}) => {
    const { at } = derive({
      entities,
      workloads,
      deliveries: [
        storedDelivery({
          name: 'apps',
          sync: 'out-of-sync',
          syncMessage,
          targetNamespace: 'pay',
          brings: brings('shop/cart', 'pay/ledger'),
          ...over,
        }),
      ],
    });
    return [at('shop/cart').syncMessage, at('pay/ledger').syncMessage];
  };

  it('is said of the instance that a delivery is counted with as it is', () => {
    expect(said('ledger waits')[1]).toBe('ledger waits');
  });

  it('is said of others as far as it names nothing else', () => {
    expect(said('cart waits')).toEqual(['cart waits', 'cart waits']);
    expect(said('ledger waits')[0]).toBeUndefined();
    expect(said('waits for Deployment/pay/unknown')[0]).toBeUndefined();
  });

  it('leaves out of what a hub says of its sight what names something else', () => {
    const deliveries = (reason: string) => [
      storedDelivery(
        {
          name: 'apps',
          targetNamespace: 'pay',
          heartbeat: { state: 'lost', reason },
          brings: brings('shop/cart', 'pay/ledger'),
        },
        { stale: true, staleReason: reason },
      ),
    ];
    const lost = (reason: string) =>
      derive({ entities, workloads, deliveries: deliveries(reason) }).at(
        'shop/cart',
      ).syncMessage;
    expect(lost('no route')).toBe('last known synced: no route');
    expect(lost('cannot compare ledger')).toBe('last known synced');
  });
});

describe('what is stale', () => {
  it('makes the whole instance stale', () => {
    const { at } = derive({
      workloads: [
        storedWorkload({ name: 'a' }),
        storedWorkload({ name: 'b' }, { stale: true }),
      ],
    });
    expect(at('shop/')).toMatchObject({ stale: true, health: 'healthy' });
  });

  it('does not make stale what was seen directly, but its sync unknown', () => {
    const { at } = derive({
      workloads: [storedWorkload()],
      deliveries: [
        storedDelivery(
          { sync: 'synced', brings: brings('shop/checkout') },
          { stale: true, staleReason: 'the hub does not answer' },
        ),
      ],
    });
    expect(at('shop/')).toMatchObject({
      stale: false,
      health: 'healthy',
      sync: 'unknown',
      syncMessage: 'last known synced: the hub does not answer',
    });
    expect(at('shop/').drift).toBeUndefined();
  });

  it('makes stale what only a hub speaks of', () => {
    const { at } = derive({
      deliveries: [
        storedDelivery({ targetNamespace: 'shop' }, { stale: true }),
      ],
    });
    expect(at('shop/')).toMatchObject({ stale: true, sync: 'unknown' });
    expect(at('shop/').counts.deliveries).toMatchObject({
      healthy: 0,
      stale: 1,
      outOfSync: 0,
    });
  });

  it('regression: one current delivery does not vouch for the sync of a stale one', () => {
    const { at } = derive({
      workloads: [storedWorkload()],
      deliveries: [
        storedDelivery({ sync: 'synced', brings: brings('shop/checkout') }),
        storedDelivery(
          { name: 'b', sync: 'synced', brings: brings('shop/checkout') },
          { stale: true },
        ),
      ],
    });
    expect(at('shop/').sync).toBe('unknown');
  });

  it('does not hide that a current delivery differs', () => {
    const { at } = derive({
      workloads: [storedWorkload()],
      deliveries: [
        storedDelivery({
          sync: 'out-of-sync',
          syncMessage: 'image differs',
          brings: brings('shop/checkout'),
        }),
        storedDelivery(
          { name: 'b', brings: brings('shop/checkout') },
          { stale: true },
        ),
      ],
    });
    expect(at('shop/')).toMatchObject({
      sync: 'out-of-sync',
      syncMessage: 'image differs',
    });
  });
});

describe('the environment of an instance', () => {
  it.each<{
    name: string;
    delivery: Record<string, string>;
    namespace: Record<string, string>;
    expected: string;
  }>([
    {
      name: 'the label of its delivery',
      delivery: { 'fleet.backstage.io/environment': 'canary' },
      namespace: { environment: 'stage' },
      expected: 'canary',
    },
    {
      name: 'the label of its namespace',
      delivery: {},
      namespace: { environment: 'stage' },
      expected: 'stage',
    },
    {
      name: 'our label before the usual one',
      delivery: {},
      namespace: {
        environment: 'stage',
        'fleet.backstage.io/environment': 'test',
      },
      expected: 'test',
    },
    {
      name: 'that of its cluster',
      delivery: {},
      namespace: {},
      expected: 'prod',
    },
  ])('is $name', ({ delivery, namespace, expected }) => {
    const { at } = derive({
      clusterEnvironment: 'prod',
      namespaceLabels: new Map([['shop', namespace]]),
      workloads: [storedWorkload()],
      deliveries: [
        storedDelivery({ labels: delivery, targetNamespace: 'shop' }),
      ],
    });
    expect(at('shop/').environment).toBe(expected);
  });
});

describe('owner and system of an instance', () => {
  it('are those of the entity, else the cluster', () => {
    const { at } = derive({
      clusterOwner: 'group:default/platform',
      entities: [
        entityWithId('checkout', {
          owner: 'group:default/shop',
          system: 'system:default/shop',
        }),
      ],
      workloads: [
        storedWorkload({ name: 'api', ...bound(labelledFor('checkout')) }),
        storedWorkload({ name: 'other' }),
      ],
    });
    expect(at('shop/checkout')).toMatchObject({
      owner: 'group:default/shop',
      system: 'system:default/shop',
    });
    expect(at('shop/')).toMatchObject({
      owner: 'group:default/platform',
      system: 'unassigned',
    });
  });
});

describe('drift of an instance', () => {
  const resource = (
    name: string,
    namespace: string,
    sync?: 'synced' | 'out-of-sync',
  ) => ({
    group: 'apps',
    kind: 'Deployment',
    namespace,
    name,
    ...(sync ? { sync } : {}),
  });

  it('counts what differs in its own namespace', () => {
    const { at } = derive({
      workloads: [storedWorkload({ name: 'a' })],
      deliveries: [
        storedDelivery({
          sync: 'out-of-sync',
          brings: {
            resources: [
              resource('a', 'shop', 'out-of-sync'),
              resource('b', 'shop', 'synced'),
              resource('c', 'elsewhere', 'out-of-sync'),
            ],
            total: 3,
          },
        }),
      ],
    });
    expect(at('shop/').drift).toBe(1);
  });

  it('is not known where no engine says', () => {
    const { at } = derive({
      workloads: [storedWorkload({ name: 'a' })],
      deliveries: [
        storedDelivery({
          brings: { resources: [resource('a', 'shop')], total: 1 },
        }),
      ],
    });
    expect(at('shop/').drift).toBeUndefined();
  });

  it('does not hand on what it is bound to through a delivery that it brings', () => {
    const child = storedDelivery({
      name: 'child',
      brings: brings('shop/api'),
    });
    const parent = storedDelivery({
      name: 'parent',
      ...bound(labelledFor('checkout')),
      brings: {
        resources: [
          {
            group: 'argoproj.io',
            kind: 'Application',
            namespace: 'argocd',
            name: 'child',
          },
          ...brings('shop/api', 'shop/own').resources,
        ],
        total: 3,
      },
    });
    const { bindings } = derive({
      entities: [entityWithId('checkout')],
      deliveries: [parent, child],
      workloads: [
        storedWorkload({ name: 'api' }),
        storedWorkload({ name: 'own' }),
      ],
    });
    expect(bindings.get(child.id)).toEqual({ type: 'unbound' });
    expect(bindings.get('w:shop/api')).toEqual({ type: 'unbound' });
    expect(bindings.get('w:shop/own')).toMatchObject({
      type: 'bound',
      rule: 'inherited',
    });
  });

  it('hands nothing on into a namespace of somebody else', () => {
    const { bindings, places } = derive({
      entities: [entityWithId('checkout', { owner: 'group:default/shop' })],
      owners: new NamespaceOwners([
        { namespaces: ['pay'], owner: 'payments', key: '' },
      ]),
      deliveries: [
        storedDelivery({
          ...bound(labelledFor('checkout')),
          targetNamespace: 'shop',
          brings: brings('shop/api', 'pay/api'),
        }),
      ],
      workloads: [
        storedWorkload({ name: 'api' }),
        storedWorkload({ name: 'api', namespace: 'pay' }),
      ],
    });
    expect(bindings.get('w:shop/api')?.type).toBe('bound');
    expect(bindings.get('w:pay/api')).toMatchObject({
      type: 'contested',
      namespaceOwner: 'group:default/payments',
    });
    expect(places).toEqual(['pay/', 'shop/checkout']);
  });
});
