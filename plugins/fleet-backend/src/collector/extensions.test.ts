import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { NO_CONFIG } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { startEngine, TestSource } from '../__testUtils__/engine';
import { extensionAdapter } from '../__testUtils__/extensionAdapter';
import { answer, FakeCluster, refusal } from '../__testUtils__/FakeCluster';
import { readingAt } from '../__testUtils__/read';
import { threadWithin } from '../__testUtils__/threadWithin';
import type { ExtensionConfig } from '../config/FleetConfig';
import { readCoverageIndex, currencyOf } from '../coverage/coverageIndex';

const secrets = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/secrets`;

/** What a list of a kind has, by namespace. */
function listOf(kind: string, namespace: string, ...names: string[]) {
  return answer({
    apiVersion: 'v1',
    kind: `${kind}List`,
    metadata: { resourceVersion: '100' },
    items: names.map(name => ({
      apiVersion: 'v1',
      kind,
      metadata: {
        name,
        namespace,
        uid: `uid-${namespace}-${name}`,
        resourceVersion: '1',
      },
    })),
  });
}

async function clusterWith(namespaces: Record<string, string[]>) {
  const cluster = await FakeCluster.start();
  cluster.instead.set(
    '/api/v1',
    answer({
      kind: 'APIResourceList',
      groupVersion: 'v1',
      resources: [
        ['secrets', 'Secret'],
        ['configmaps', 'ConfigMap'],
      ].map(([name, kind]) => ({
        name,
        kind,
        namespaced: true,
        verbs: ['get', 'list', 'watch'],
      })),
    }),
  );
  for (const [namespace, names] of Object.entries(namespaces)) {
    cluster.lists.set(
      secrets(namespace),
      listOf('Secret', namespace, ...names),
    );
    cluster.lists.set(
      `/api/v1/namespaces/${namespace}/configmaps`,
      listOf('ConfigMap', namespace, 'known'),
    );
  }
  return { cluster };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}

describeDatabases('kinds that take more than the default role', database => {
  async function start(
    knex: Knex,
    cluster: FakeCluster,
    extensions: Omit<ExtensionConfig, 'cluster' | 'key'>[],
    adapter: FleetAdapter = extensionAdapter,
  ) {
    const source = new TestSource('test', [
      {
        name: 'prod',
        origin: 'operator',
        access: { type: 'direct', connection: { server: cluster.url } },
      },
    ]);
    const { engine, idOf } = await startEngine(knex, [source], {
      adapters: [adapter],
      startThread: () => threadWithin([adapter]),
      config: {
        ...NO_CONFIG,
        extensions: extensions.map((each, index) => ({
          ...each,
          cluster: 'prod',
          key: `fleet.extensions[${index}]`,
        })),
      },
    });
    return { engine, id: idOf('prod') };
  }

  const coverage = async (knex: Knex) =>
    Object.fromEntries(
      (await knex('coverage')).map(row => [
        `${row.kind} ${row.scope}`,
        row.state,
      ]),
    );
  const stored = (knex: Knex): Promise<string[]> =>
    knex('workload').orderBy('source_uid').pluck('source_uid');
  const isStale = async (knex: Knex) =>
    Object.fromEntries(
      (await knex('workload')).map(row => [row.name, Boolean(row.stale)]),
    );

  it('are not asked for where nobody says so, and that is no gap', async () => {
    const knex = await database.open();
    const { cluster } = await clusterWith({ a: ['one'] });
    const { engine, id } = await start(knex, cluster, []);
    await until(async () => (await knex('coverage')).length === 2);
    await engine.coverage.judge();
    expect(await coverage(knex)).toEqual({
      'Secret cluster': 'not-asked',
      'ConfigMap cluster': 'not-asked',
    });
    expect(await knex('coverage').pluck('reason')).toEqual([
      expect.stringMatching(/add fleet\.extensions .*role/),
      expect.stringMatching(/add fleet\.extensions .*role/),
    ]);
    expect(
      cluster.seen.filter(path =>
        /^\/api\/v1($|.*(secrets|configmaps))/.test(path),
      ),
    ).toEqual([]);
    expect(await knex('cluster').where({ id }).first()).toMatchObject({
      coverage_asked: 0,
    });
    await engine.stop();
    await cluster.stop();
  });

  it('are asked for within namespaces, by label and by name, each by itself', async () => {
    const knex = await database.open();
    const { cluster } = await clusterWith({ a: ['one'], b: ['two'] });
    cluster.lists.set(secrets('c'), refusal(403, 'Forbidden', 'not in c'));
    const { engine, id } = await start(knex, cluster, [
      { role: 'labelled', namespaces: ['a', 'b', 'c'] },
      { role: 'named', namespaces: ['a'], names: ['known'] },
    ]);
    await until(async () => {
      await engine.coverage.judge();
      const states = await coverage(knex);
      return (
        states['Secret namespace/a'] === 'current' &&
        states['Secret namespace/b'] === 'current' &&
        states['Secret namespace/c'] === 'forbidden' &&
        states['ConfigMap namespace/a/known'] === 'current'
      );
    });
    expect(await stored(knex)).toEqual(['uid-a-one', 'uid-b-two']);
    expect(await knex('fact').pluck('source_uid')).toEqual(['uid-a-known']);
    for (const asked of cluster.asked.filter(each =>
      each.includes('secrets'),
    )) {
      expect(asked).toContain('labelSelector=example.com%2Ftype%3Dcluster');
      expect(asked).toMatch(/namespaces\/[abc]\/secrets/);
    }
    for (const asked of cluster.asked.filter(each => /configmaps/.test(each))) {
      expect(asked).toContain('fieldSelector=metadata.name%3Dknown');
    }
    // Three of four are proven to be current, and the fourth is no less a gap.
    await until(async () => {
      await engine.coverage.judge();
      const row = await knex('cluster').where({ id }).first();
      return row.coverage_asked === 4 && row.coverage_current === 3;
    });
    expect(await knex('cluster').where({ id }).first()).toMatchObject({
      coverage_state: 'forbidden',
    });
    // A complete list of one namespace takes nothing of another away.
    cluster.instead.set(secrets('a'), (response, request) => {
      const isWatch = /[?&]watch=/.test(request.url ?? '');
      const said = isWatch
        ? refusal(410, 'Expired', 'too old resource version')
        : listOf('Secret', 'a');
      said(response, request);
    });
    cluster.cut();
    await until(async () => (await stored(knex)).length === 1);
    expect(await stored(knex)).toEqual(['uid-b-two']);
    await engine.stop();
    await cluster.stop();
  });

  it('go on where they were, and keep what is not asked for any more as what was last known', async () => {
    const knex = await database.open();
    const { cluster } = await clusterWith({ a: ['one'], b: ['two'] });
    const first = await start(knex, cluster, [
      { role: 'labelled', namespaces: ['a', 'b'] },
    ]);
    await until(async () => {
      const stale = await isStale(knex);
      return stale.one === false && stale.two === false;
    });
    await first.engine.stop();
    cluster.asked.length = 0;
    const second = await start(knex, cluster, [
      { role: 'labelled', namespaces: ['b'] },
    ]);
    await until(async () => {
      await second.engine.coverage.judge();
      const stale = await isStale(knex);
      return stale.one === true && stale.two === false;
    });
    expect(await coverage(knex)).toMatchObject({
      'Secret cluster': 'not-asked',
      'Secret namespace/a': 'not-asked',
      // Proven a moment ago, and still.
      'Secret namespace/b': expect.stringMatching(/^(current|interrupted)$/),
    });
    // The second reading went on from the checkpoint of its own scope.
    expect(cluster.asked.filter(each => /secrets/.test(each))).toEqual([
      expect.stringContaining(`${secrets('b')}?watch=`),
    ]);
    const rows = await knex('workload').orderBy('name');
    const now = second.engine.now();
    const index = await readCoverageIndex(readingAt(knex, now), rows);
    expect(rows.map(row => currencyOf(row, index))).toEqual([
      expect.objectContaining({
        current: false,
        reason: expect.stringContaining('fleet.extensions'),
      }),
      expect.objectContaining({ current: true }),
    ]);
    await second.engine.stop();
    await cluster.stop();
  });

  it('are asked for in all of a cluster where they say nothing in parts', async () => {
    const knex = await database.open();
    const { cluster } = await clusterWith({});
    cluster.lists.set('/api/v1/secrets', listOf('Secret', 'a', 'one'));
    const [secret] = extensionAdapter.watches;
    const adapter: FleetAdapter = {
      ...extensionAdapter,
      watches: [
        {
          ...secret,
          extension: {
            role: 'whole',
            grants: 'all Secrets',
            wholeCluster: true,
          },
        },
      ],
    };
    const { engine } = await start(
      knex,
      cluster,
      [{ role: 'whole', namespaces: [] }],
      adapter,
    );
    await until(async () => {
      await engine.coverage.judge();
      return (await coverage(knex))['Secret cluster'] === 'current';
    });
    expect(await stored(knex)).toEqual(['uid-a-one']);
    await engine.stop();
    cluster.asked.length = 0;
    const without = await start(knex, cluster, [], adapter);
    await until(async () => {
      await without.engine.coverage.judge();
      return (await coverage(knex))['Secret cluster'] === 'not-asked';
    });
    expect(cluster.asked.filter(each => /secrets/.test(each))).toEqual([]);
    // What was known stays, and is called old.
    expect(await stored(knex)).toEqual(['uid-a-one']);
    await until(async () => (await isStale(knex)).one === true);
    await without.engine.stop();
    await cluster.stop();
  });
});
