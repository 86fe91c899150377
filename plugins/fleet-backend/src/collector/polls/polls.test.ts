import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adapters } from '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters';
import type { Knex } from 'knex';
import { NO_CONFIG } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { startEngine, TestSource } from '../../__testUtils__/engine';
import { answer, FakeCluster, refusal } from '../../__testUtils__/FakeCluster';
import { readingAt, readingFleetAt } from '../../__testUtils__/read';
import { threadWithin } from '../../__testUtils__/threadWithin';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { getCluster } from '../../read/getCluster';
import type { ClusterPoll } from './ClusterPoll';

const argocd = adapters.filter(({ id }) => id === 'argocd');

const PROXY =
  '/api/v1/namespaces/argocd/services/https:argocd-server:443/proxy/api/v1/clusters';
const MEMBER = 'https://10.60.0.1:6443';

const item = (name: string, server: string, status = 'Successful') => ({
  name,
  server,
  config: { bearerToken: 'canary-of-config' },
  info: {
    serverVersion: '1.34',
    applicationsCount: 3,
    connectionState: {
      status,
      message: status === 'Failed' ? 'dial tcp: i/o timeout' : '',
      attemptedAt: new Date().toISOString(),
    },
  },
});
const HOME = () => item('in-cluster', 'https://kubernetes.default.svc');

const application = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: 'checkout',
    namespace: 'argocd',
    uid: 'uid-of-checkout',
    resourceVersion: '1',
  },
  spec: {
    project: 'default',
    // By name: only the hub knows which cluster that is.
    destination: { name: 'member', namespace: 'shop' },
    source: { repoURL: 'https://git.example.com/shop', path: 'checkout' },
  },
  status: { health: { status: 'Healthy' }, sync: { status: 'Synced' } },
};

const resource = (name: string, kind: string) => ({
  name,
  kind,
  namespaced: true,
  verbs: ['get', 'list', 'watch'],
});

/** A cluster with an Argo CD, one Application, and where asked for the Secret of the member. */
async function hub(withSecret = false) {
  const cluster = await FakeCluster.start();
  cluster.instead.set(
    '/apis',
    answer({
      kind: 'APIGroupList',
      groups: [
        {
          name: 'argoproj.io',
          versions: [
            { groupVersion: 'argoproj.io/v1alpha1', version: 'v1alpha1' },
          ],
        },
      ],
    }),
  );
  cluster.instead.set(
    '/apis/argoproj.io/v1alpha1',
    answer({
      kind: 'APIResourceList',
      groupVersion: 'argoproj.io/v1alpha1',
      resources: [resource('applications', 'Application')],
    }),
  );
  cluster.instead.set(
    '/api/v1',
    answer({
      kind: 'APIResourceList',
      groupVersion: 'v1',
      resources: [resource('secrets', 'Secret')],
    }),
  );
  cluster.lists.set(
    '/apis/argoproj.io/v1alpha1/applications',
    answer({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationList',
      metadata: { resourceVersion: '100' },
      items: [application],
    }),
  );
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  cluster.lists.set(
    '/api/v1/namespaces/argocd/secrets',
    answer({
      apiVersion: 'v1',
      kind: 'SecretList',
      metadata: { resourceVersion: '100' },
      items: withSecret
        ? [
            {
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: {
                name: 'member-1',
                namespace: 'argocd',
                uid: 'uid-of-secret',
                resourceVersion: '1',
                labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
              },
              data: { name: base64('member'), server: base64(MEMBER) },
            },
          ]
        : [],
    }),
  );
  return cluster;
}

describeDatabases('what systems answer over HTTP', database => {
  let knex: Knex;
  let cluster: FakeCluster;
  let closing: (() => Promise<unknown>)[];

  beforeEach(async () => {
    closing = [];
    knex = await database.open();
  });

  afterEach(async () => {
    for (const close of closing) await close();
    await cluster.stop();
  });

  async function start(
    polls: Partial<ClusterPoll>[],
    options: { secret?: boolean } = {},
  ) {
    const source = new TestSource('test', [
      {
        name: 'hub',
        origin: 'operator',
        access: { type: 'direct', connection: { server: cluster.url } },
      },
      {
        name: 'other-name',
        origin: 'operator',
        access: { type: 'not-asked', server: MEMBER, reason: 'a test' },
      },
    ]);
    const { engine, idOf } = await startEngine(knex, [source], {
      adapters: argocd,
      startThread: () => threadWithin(argocd),
      config: {
        ...NO_CONFIG,
        polls: polls.map((each, index) => ({
          cluster: 'hub',
          adapter: 'argocd',
          kind: 'Cluster',
          namespace: 'argocd',
          intervalSeconds: 2,
          ...each,
          key: `fleet.polls[${index}]`,
        })),
        ...(options.secret
          ? {
              extensions: [
                {
                  cluster: 'hub',
                  role: 'argocd-clusters',
                  namespaces: ['argocd'],
                  key: 'fleet.extensions[0]',
                },
              ],
            }
          : {}),
      },
    });
    closing.unshift(() => engine.stop());
    return { engine, hub: idOf('hub'), member: idOf('other-name') };
  }

  async function until(
    engine: { coverage: { judge(): Promise<void> } },
    holds: () => Promise<boolean>,
  ): Promise<void> {
    const end = Date.now() + 20_000;
    for (;;) {
      await engine.coverage.judge();
      if (await holds()) return;
      if (Date.now() > end) {
        throw new Error(`It did not come to that: ${holds}`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 30);
      });
    }
  }

  const coverage = (id: string, scope = 'namespace/argocd') =>
    knex('coverage')
      .where({ cluster_id: id, api_group: 'api.argocd', scope })
      .first();
  const names = (): Promise<string[]> =>
    knex('fact')
      .where({ type: 'cluster', api_group: 'api.argocd' })
      .orderBy('name')
      .pluck('name');

  it('is not asked for where nobody says so, and what to add is told', async () => {
    cluster = await hub();
    const { engine, hub: id } = await start([]);
    await until(
      engine,
      async () => (await coverage(id, 'cluster')) !== undefined,
    );
    expect(await coverage(id, 'cluster')).toMatchObject({
      state: 'not-asked',
      reason: expect.stringMatching(
        /add fleet\.polls .*'argocd\/Cluster'.*role 'argocd-api'.*'url'/,
      ),
    });
    expect(cluster.seen.filter(path => path.includes('proxy'))).toEqual([]);
    const row = await knex('cluster').where({ id }).first();
    expect(row.coverage_state).not.toBe('not-asked');
  });

  it('becomes facts, loses nothing by a failure, is stale after three intervals, and goes by a whole answer', async () => {
    cluster = await hub();
    cluster.instead.set(
      PROXY,
      answer({ items: [HOME(), item('member', MEMBER)] }),
    );
    const { engine, hub: id, member } = await start([{}]);
    await until(engine, async () => Boolean((await coverage(id))?.is_current));
    expect(await names()).toEqual(['in-cluster', 'member']);
    expect(JSON.stringify(await knex('fact'))).not.toContain('canary');
    expect(await coverage(id)).toMatchObject({
      state: 'current',
      objects: 2,
      freshness_ms: 6_000,
      api_version: 'v1',
    });
    // The Application names a cluster as its hub does, and finds it by the hub's word.
    await until(engine, async () => {
      const [row] = await knex('delivery');
      return row?.subject === member;
    });

    const isCurrent = async () => {
      const rows = await knex('fact').where({ name: 'member' });
      const index = await readCoverageIndex(
        readingAt(knex, engine.now()),
        rows,
      );
      return currencyOf(rows[0], index);
    };
    expect(await isCurrent()).toMatchObject({ current: true });

    cluster.instead.set(PROXY, refusal(503, 'Unavailable', 'no endpoints'));
    const failedAt = engine.now();
    const seen: string[] = [];
    await until(engine, async () => {
      const row = await coverage(id);
      seen.push(`${row.state}: ${row.reason}`);
      return !row.is_current;
    });
    // Not at once, but once what was proven has lost its time.
    expect(seen).toContainEqual(
      expect.stringMatching(/^interrupted: .*no endpoints/),
    );
    const { confirmed_at: provenAt } = await coverage(id);
    expect(engine.now() - Number(provenAt)).toBeGreaterThan(6_000);
    expect(engine.now() - failedAt).toBeGreaterThan(1_000);
    expect(await names()).toEqual(['in-cluster', 'member']);
    expect(await isCurrent()).toMatchObject({
      current: false,
      reason: expect.stringContaining('no endpoints'),
    });
    // Its service is away, and not the cluster.
    expect(await knex('cluster').where({ id }).first()).toMatchObject({
      reachability: 'reachable',
    });

    cluster.instead.set(PROXY, answer({ items: [HOME()] }));
    await until(engine, async () => (await names()).length === 1);
    expect(await names()).toEqual(['in-cluster']);
    await until(engine, async () => {
      const [row] = await knex('delivery');
      return row.subject === null;
    });
  }, 60_000);

  it('says what would have to be granted', async () => {
    cluster = await hub();
    cluster.instead.set(PROXY, refusal(403, 'Forbidden', 'no services/proxy'));
    const { engine, hub: id } = await start([{}]);
    await until(
      engine,
      async () => (await coverage(id))?.state === 'forbidden',
    );
    const detail = await getCluster(await readingFleetAt(knex), argocd, id);
    expect(JSON.stringify(detail)).toContain(
      "get on services/proxy, as the role 'argocd-api'",
    );
  });

  it('is one cluster with its Secret, and the one that tells its sight decides', async () => {
    cluster = await hub(true);
    let status = 'Successful';
    cluster.instead.set(PROXY, (response, request) =>
      answer({ items: [HOME(), item('member', MEMBER, status)] })(
        response,
        request,
      ),
    );
    const { engine, hub: id, member } = await start([{}], { secret: true });
    const words = () =>
      knex('fact').where({ type: 'cluster', hub_name: 'member' });
    await until(engine, async () => (await words()).length === 2);
    await until(engine, async () => Boolean((await coverage(id))?.is_current));
    await until(engine, async () => {
      const subjects = (await words()).map(({ subject }) => subject);
      return subjects.every(subject => subject === member);
    });
    const [{ subject }] = await knex('delivery');
    expect(subject).toBe(member);
    const judged = async () => {
      const rows = await words();
      const index = await readCoverageIndex(
        readingAt(knex, engine.now()),
        rows,
      );
      return Object.fromEntries(
        rows.map(row => [row.kind, currencyOf(row, index)]),
      );
    };
    await until(engine, async () => (await judged()).Secret.current);
    expect(await judged()).toMatchObject({
      Secret: { current: true },
      Cluster: { current: true },
    });
    // It is not told twice.
    const { hubs, hubsTotal } = await getCluster(
      await readingFleetAt(knex),
      argocd,
      member,
    );
    expect(hubs.map(({ kind, name }) => [kind, name])).toEqual([
      ['Cluster', 'member'],
    ]);
    expect(hubsTotal).toBe(1);
    status = 'Failed';
    await until(engine, async () => !(await judged()).Secret.current);
    expect(await judged()).toMatchObject({
      Secret: {
        current: false,
        reason: expect.stringContaining('i/o timeout'),
      },
    });
  }, 60_000);

  describe('at an address', () => {
    let server: Server;
    let asked: IncomingMessage[];

    beforeEach(async () => {
      asked = [];
      server = createServer((request, response) => {
        asked.push(request);
        const isKnown = request.headers.authorization === 'Bearer good';
        answer(
          isKnown ? { items: [item('member', MEMBER)] } : { error: 'who?' },
          isKnown ? 200 : 401,
        )(response, request);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      closing.push(async () => {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      });
    });

    const at = (token: string, allow = ['127.0.0.1']) => ({
      connection: {
        server: `http://127.0.0.1:${
          (server.address() as AddressInfo).port
        }/argo`,
        token,
        networkPolicy: { allowPrivate: true, allow },
      },
    });

    it('is asked there with its own token, and not through the cluster', async () => {
      cluster = await hub();
      const { engine, hub: id } = await start([at('good')]);
      await until(engine, async () =>
        Boolean((await coverage(id))?.is_current),
      );
      expect(await names()).toEqual(['member']);
      expect(asked[0].url).toBe('/argo/api/v1/clusters');
      expect(cluster.seen.filter(path => path.includes('proxy'))).toEqual([]);
      // What it answers is no sign of life of the cluster.
      cluster.cut();
      await cluster.stop();
      await until(engine, async () => {
        const row = await knex('cluster').where({ id }).first();
        return row.reachability === 'unreachable';
      });
      expect(await coverage(id)).toMatchObject({ state: 'current' });
      cluster = await FakeCluster.start();
    }, 60_000);

    it('tells that its token is not accepted, without the token', async () => {
      cluster = await hub();
      const { engine, hub: id } = await start([at('canary-of-a-token')]);
      await until(
        engine,
        async () => (await coverage(id))?.state === 'unauthorized',
      );
      expect(JSON.stringify(await knex('coverage'))).not.toContain('canary');
      expect(await names()).toEqual([]);
    });

    it('is not asked where the policy does not allow the address', async () => {
      cluster = await hub();
      const { engine, hub: id } = await start([at('good', [])]);
      await until(
        engine,
        async () => (await coverage(id))?.state === 'invalid',
      );
      expect(await coverage(id)).toMatchObject({
        reason: expect.stringContaining('fleet.network.allow'),
      });
      expect(asked).toEqual([]);
    });
  });
});
