import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ANNOTATION_KUBERNETES_ID,
  readStages,
  type Workload,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  defineAdapter,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesObject } from '@fleetview/kube-watch';
import type { Knex } from 'knex';
import { NO_CONFIG } from './__testUtils__/cluster';
import { describeDatabases } from './__testUtils__/databases';
import { startEngine, TestSource } from './__testUtils__/engine';
import { answer, FakeCluster, refusal } from './__testUtils__/FakeCluster';
import { ailingObject, followingAdapter } from './__testUtils__/followUps';
import { readingAt, readingFleetAt } from './__testUtils__/read';
import { BY_TAG, runningAdapter } from './__testUtils__/runningAdapter';
import { threadWithin } from './__testUtils__/threadWithin';
import { DEFAULT_PROMOTION_CONFIG } from './config/promotionSchema';
import { getCluster } from './read/getCluster';
import { listClusterStatements } from './read/statements';
import { listClusterWorkloads } from './read/listClusterWorkloads';

const MINUTE = 60_000;
const PODS = '/api/v1/namespaces/shop/pods';
const EVENTS = '/api/v1/namespaces/shop/events';

function listOf(kind: string, ...names: string[]) {
  return answer({
    apiVersion: 'v1',
    kind: `${kind}List`,
    metadata: { resourceVersion: '100' },
    items: names.map(name => ({
      metadata: { name, namespace: 'shop', uid: name, resourceVersion: '1' },
    })),
  });
}

function put(cluster: FakeCluster, object: KubernetesObject): void {
  cluster.lists.set(
    `/apis/apps/v1/namespaces/shop/deployments/${object.metadata.name}`,
    answer(object),
  );
}

/** Deployments of a component that run by tag. */
const byTagAdapter: FleetAdapter = defineAdapter({
  ...runningAdapter,
  watches: runningAdapter.watches.map(watch => ({
    ...watch,
    map: (object, context) => {
      const mapped = watch.map(object, context);
      if ('skipped' in mapped) return mapped;
      return {
        facts: mapped.facts.map(fact =>
          fact.type === 'workload'
            ? {
                ...fact,
                labels: { [ANNOTATION_KUBERNETES_ID]: 'cart' },
                images: BY_TAG,
                templateRevision: '1',
              }
            : fact,
        ),
      };
    },
  })),
});

const STAGED = {
  ...NO_CONFIG,
  attributes: [
    {
      cluster: 'prod',
      values: { environment: 'production' },
      key: 'attributes[0]',
    },
  ],
  promotions: {
    ...DEFAULT_PROMOTION_CONFIG,
    stages:
      readStages([{ name: 'production', environment: ['production'] }])
        .stages ?? [],
  },
};

const CATALOG = catalogServiceMock({
  entities: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'cart',
        annotations: { [ANNOTATION_KUBERNETES_ID]: 'cart' },
      },
      spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
    },
  ],
});

describeDatabases('why something is not well', database => {
  const endings: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const end of endings.splice(0)) await end();
  });

  async function start(
    knex: Knex,
    cluster: FakeCluster,
    {
      adapter = followingAdapter,
      ...over
    }: { adapter?: FleetAdapter } & Partial<
      Parameters<typeof startEngine>[2]
    > = {},
  ) {
    const { engine, idOf } = await startEngine(
      knex,
      [
        new TestSource('test', [
          {
            name: 'prod',
            origin: 'operator',
            access: { type: 'direct', connection: { server: cluster.url } },
          },
        ]),
      ],
      {
        adapters: [adapter],
        startThread: () => threadWithin([adapter]),
        ...over,
      },
    );
    return { engine, id: idOf('prod') };
  }

  async function begin(...objects: KubernetesObject[]) {
    const knex = await database.open();
    const cluster = await FakeCluster.start(objects);
    cluster.lists.set(PODS, listOf('Pod', 'a', 'b'));
    cluster.lists.set(EVENTS, listOf('Event', 'e'));
    objects.forEach(object => put(cluster, object));
    endings.push(() => cluster.stop());
    const { engine, id } = await start(knex, cluster);
    endings.unshift(() => engine.stop());
    const workloads = async (now = Date.now()): Promise<Workload[]> =>
      (await listClusterWorkloads(readingAt(knex, now), id, {})).items;
    return { knex, cluster, engine, id, workloads };
  }

  async function until(holds: () => Promise<unknown>): Promise<void> {
    while (!(await holds())) {
      await new Promise(resolve => {
        setTimeout(resolve, 30);
      });
    }
  }

  it('appears with its age, grows old, and goes when it is well', async () => {
    const { cluster, workloads, knex, id } = await begin(
      ailingObject('cart'),
      ailingObject('ledger', 'healthy'),
    );
    await until(async () => (await workloads())[0]?.diagnosis);
    const [cart, ledger] = await workloads();
    expect(cart.diagnosis).toMatchObject({
      readAt: expect.any(String),
      currency: { current: true, confirmedAt: cart.diagnosis?.readAt },
      findings: [{ reason: 'crash-loop', pods: 2 }],
      findingsTotal: 1,
      unread: [],
    });
    expect(ledger).not.toHaveProperty('diagnosis');
    const [old] = await workloads(Date.now() + 16 * MINUTE);
    expect(old.diagnosis).toMatchObject({
      currency: {
        current: false,
        confirmedAt: cart.diagnosis?.readAt,
        reason: 'not read again in time',
      },
      findings: [{ reason: 'crash-loop' }],
    });
    // It is of its workload, and stands in no list of its own.
    const statements = await listClusterStatements(readingAt(knex), id, {});
    expect(statements).toMatchObject({ items: [], totals: { total: 0 } });

    await cluster.untilWatched();
    cluster.tell(
      'MODIFIED',
      ailingObject('cart', 'healthy', { version: '200' }),
    );
    await until(async () => (await knex('fact')).length === 0);
    const [well] = await workloads();
    expect(well).toMatchObject({ name: 'cart', health: 'healthy' });
    expect(well).not.toHaveProperty('diagnosis');
  });

  it('goes with its workload', async () => {
    const { cluster, workloads, knex } = await begin(ailingObject('cart'));
    await until(async () => (await workloads())[0]?.diagnosis);
    await cluster.untilWatched();
    cluster.tell('DELETED', ailingObject('cart'));
    await until(async () => (await workloads()).length === 0);
    await until(async () => (await knex('fact')).length === 0);
    expect(await knex('workload')).toEqual([]);
  });

  it('says why it is not read, and what to grant, and takes nothing from what is covered', async () => {
    const refused = (what: string) =>
      refusal(403, 'Forbidden', `${what} is forbidden: User "fleet"`);
    const knex = await database.open();
    const cluster = await FakeCluster.start([ailingObject('cart')]);
    put(cluster, ailingObject('cart'));
    cluster.lists.set(PODS, refused('pods'));
    cluster.lists.set(EVENTS, refused('events'));
    endings.push(() => cluster.stop());
    const { engine, id } = await start(knex, cluster);
    endings.unshift(() => engine.stop());
    const one = async () =>
      (await listClusterWorkloads(readingAt(knex, Date.now()), id, {}))
        .items[0];
    await until(async () => (await one())?.diagnosis);
    expect((await one()).diagnosis).toEqual({
      currency: {
        current: false,
        reason: expect.stringMatching(
          /^forbidden: .*grant get and list on pods, events/,
        ),
      },
      findings: [],
      findingsTotal: 0,
      unread: [],
    });
    const { cluster: summary, coverage } = await getCluster(
      await readingFleetAt(knex, Date.now()),
      engine.adapters,
      id,
    );
    expect(summary).toMatchObject({ coverage: { asked: 1 } });
    expect(coverage).toContainEqual(
      expect.objectContaining({
        kind: 'Diagnosis',
        state: 'forbidden',
        grant: 'get and list on pods, events',
      }),
    );
  });

  it('goes on after a restart, and ends what became well meanwhile', async () => {
    const { cluster, engine, knex, workloads } = await begin(
      ailingObject('cart'),
      ailingObject('ledger'),
    );
    await until(async () => (await workloads()).every(each => each.diagnosis));
    await cluster.untilWatched();
    endings.shift();
    await engine.stop();
    const before = await knex('fact').orderBy('name').pluck('data');
    cluster.setObjects([
      ailingObject('cart'),
      ailingObject('ledger', 'healthy', { version: '9' }),
    ]);
    put(cluster, ailingObject('ledger', 'healthy', { version: '9' }));
    const again = await start(knex, cluster);
    endings.unshift(() => again.engine.stop());
    await until(async () => {
      const after: string[] = await knex('fact').pluck('data');
      return after.length === 1 && !before.includes(after[0]);
    });
    expect(await knex('fact').pluck('name')).toEqual(['cart']);
  });

  it('reads what runs by tag in a stage, and takes it out once nobody wants to know', async () => {
    const knex = await database.open();
    const object = ailingObject('cart', 'healthy');
    const cluster = await FakeCluster.start([object]);
    cluster.lists.set(PODS, listOf('Pod', 'a', 'b'));
    put(cluster, object);
    endings.push(() => cluster.stop());
    const over = { adapter: byTagAdapter, catalog: CATALOG, config: STAGED };
    const first = await start(knex, cluster, over);
    endings.unshift(() => first.engine.stop());
    await until(async () => (await knex('workload').first())?.entity_ref);
    await until(async () => (await knex('cluster').first())?.attributes);
    // What was there when it began is asked for again after two minutes, or at the start.
    endings.shift();
    await first.engine.stop();

    const { engine, id } = await start(knex, cluster, over);
    endings.unshift(() => engine.stop());
    await until(() => knex('fact').where({ type: 'running' }).first());
    const { data } = await knex('fact').where({ type: 'running' }).first();
    expect(JSON.parse(data)).toMatchObject({ name: 'cart', pods: 2 });
    const read = async () =>
      getCluster(await readingFleetAt(knex, Date.now()), engine.adapters, id);
    await until(async () =>
      (await read()).coverage.some(({ kind }) => kind === 'RunningImages'),
    );
    expect((await read()).cluster).toMatchObject({ coverage: { asked: 1 } });
    const statements = await listClusterStatements(readingAt(knex), id, {});
    expect(statements).toMatchObject({ items: [] });
    endings.shift();
    await engine.stop();

    // Whoever goes on knows what was read a moment ago, and asks for nothing.
    const asked = () => cluster.seen.filter(path => path === PODS).length;
    const askedBefore = asked();
    const questions: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => questions.push(sql));
    const next = await start(knex, cluster, over);
    endings.unshift(() => next.engine.stop());
    await until(async () => questions.some(sql => sql.includes('"readAt"')));
    await new Promise(resolve => {
      setTimeout(resolve, 500);
    });
    expect(await knex('fact').pluck('data')).toEqual([data]);
    expect(asked()).toBe(askedBefore);
    endings.shift();
    await next.engine.stop();

    const last = await start(knex, cluster, { ...over, config: NO_CONFIG });
    endings.unshift(() => last.engine.stop());
    await until(async () => (await knex('fact')).length === 0);
  });
});
