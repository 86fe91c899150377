import type { Knex } from 'knex';
import { DEPLOYMENTS } from './__testUtils__/changes';
import { describeDatabases } from './__testUtils__/databases';
import { deploymentObject } from './__testUtils__/deployments';
import { startReplicas, TestSource } from './__testUtils__/engine';
import { FakeCluster } from './__testUtils__/FakeCluster';
import type { FakeThread } from './__testUtils__/FakeThread';
import { localThread } from './__testUtils__/localThread';
import { direct } from './__testUtils__/registry';
import { heldFences } from './store/fence';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

type Replica = Awaited<ReturnType<typeof startReplicas>>[number];

const source = () => [
  new TestSource(
    'test',
    NAMES.map(name => direct(name, `https://${name}`)),
  ),
];

/** Which clusters a thread reads now. */
function reads(thread: FakeThread): Set<string> {
  const running = new Map<string, number>();
  for (const request of thread.requests) {
    if (request.type === 'start') {
      running.set(request.clusterId, request.session);
    } else if (
      request.type === 'stop' &&
      running.get(request.clusterId) === request.session
    ) {
      running.delete(request.clusterId);
    }
  }
  return new Set(running.keys());
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    if (await holds()) return;
    await new Promise(resolve => {
      setTimeout(resolve, 25);
    });
  }
  throw new Error('It never came to be');
}

/** Until every cluster is read once, and by as many replicas evenly as there are. */
async function untilShared(replicas: Replica[]): Promise<void> {
  const share = NAMES.length / replicas.length;
  await until(() => {
    const all = replicas.map(({ thread }) => reads(thread));
    return (
      all.every(({ size }) => size === share) &&
      new Set(all.flatMap(ids => [...ids])).size === NAMES.length
    );
  });
}

/** Says that a cluster is read, and current. */
function say({ thread }: Replica, clusterId: string): void {
  const { session } = thread.started(clusterId);
  const owner = { clusterId, session };
  thread.report({ type: 'connection', state: 'connected', ...owner });
  thread.report({
    type: 'coverage',
    key: DEPLOYMENTS.key,
    state: 'current',
    ...owner,
  });
  thread.report({ type: 'confirmed', keys: [DEPLOYMENTS.key], ...owner });
}

const coverageOf = (knex: Knex, clusterId: string) =>
  knex('coverage').where({ cluster_id: clusterId }).first();

describeDatabases('FleetEngine in several replicas', database => {
  if (!database.isPostgres) {
    it('is one replica, that takes over at once what an earlier one left', async () => {
      const knex = await database.open();
      const [first] = await startReplicas(knex, 1, source);
      expect(reads(first.thread).size).toBe(NAMES.length);
      await first.engine.leases.crash();
      const [second] = await startReplicas(knex, 1, source);
      expect(reads(second.thread).size).toBe(NAMES.length);
      await second.engine.stop();
    });
    return;
  }

  it.each([2, 4])('shares the clusters between %s', async count => {
    const knex = await database.open();
    const replicas = await startReplicas(knex, count, source);
    await untilShared(replicas);
    expect(await knex('cluster').pluck('id')).toHaveLength(NAMES.length);
    for (const { engine } of replicas) await engine.stop();
    expect(await knex('replica')).toEqual([]);
  });

  it('hands over at the end, with what was last proven', async () => {
    const knex = await database.open();
    const replicas = await startReplicas(knex, 2, source);
    await untilShared(replicas);
    const [leaving, staying] = replicas;
    const [clusterId] = reads(leaving.thread);
    say(leaving, clusterId);
    await leaving.engine.stop();
    expect(await coverageOf(knex, clusterId)).toMatchObject({
      state: 'current',
    });
    await untilShared([staying]);
    // Proven a moment ago, it is not stale in between.
    await staying.engine.coverage.judge();
    const row = await coverageOf(knex, clusterId);
    expect(row.state).toBe('interrupted');
    expect(Boolean(row.is_current)).toBe(true);
    expect(
      await knex('cluster').where({ id: clusterId }).first(),
    ).toMatchObject({ reachability: 'reachable' });
    await staying.engine.stop();
  });

  it('takes over from one that ended without a word, and writes nothing more for it', async () => {
    const knex = await database.open();
    const replicas = await startReplicas(knex, 2, source);
    await untilShared(replicas);
    const [killed, other] = replicas;
    const ids = [...reads(killed.thread)];
    const fences = ids.map(id => killed.engine.fenceOf(id)!);
    await killed.engine.leases.crash();
    await untilShared([other]);
    expect(await knex.transaction(trx => heldFences({ trx, fences }))).toEqual(
      new Set(),
    );
    // It was only asleep, and says what it last heard.
    say(killed, ids[0]);
    await killed.engine.coverage.judge();
    expect(await coverageOf(knex, ids[0])).toBeUndefined();
    await killed.engine.stop();
    await other.engine.stop();
  });

  it('gives a replica that joins its share, and reads nothing twice', async () => {
    const knex = await database.open();
    const [first] = await startReplicas(knex, 1, source);
    await untilShared([first]);
    const [second] = await startReplicas(knex, 1, source);
    await untilShared([first, second]);
    const held = await knex('cluster_lease').distinct('holder').pluck('holder');
    expect(held.sort()).toEqual(
      [first, second].map(({ engine }) => engine.leases.holder).sort(),
    );
    await first.engine.stop();
    await second.engine.stop();
  });

  it('reads real clusters, hands them over, and goes on from where the other ended', async () => {
    const knex = await database.open();
    const clusters = [
      await FakeCluster.start([deploymentObject('one', '1')]),
      await FakeCluster.start([deploymentObject('two', '1')]),
    ];
    const replicas = await startReplicas(
      knex,
      2,
      () => [
        new TestSource(
          'test',
          clusters.map(({ url }, index) => direct(`real-${index}`, url)),
        ),
      ],
      { startThread: () => localThread() },
    );
    const [leaving, staying] = replicas;
    const names = () => knex('workload').orderBy('name').pluck('name');
    await until(
      async () =>
        replicas.every(({ engine }) => engine.leases.owned().size === 1) &&
        (await names()).join() === 'one,two' &&
        (await knex('coverage').where({ is_current: true })).length === 2,
    );
    const [moved] = leaving.engine.leases.owned();
    const server = clusters.find(
      ({ url }) =>
        url ===
        leaving.engine.registry.get(moved)?.servers[0].replace(/\/$/, ''),
    )!;
    const [gone] = await knex('workload')
      .where({ observer: moved })
      .pluck('name');
    await leaving.engine.stop();
    await until(() => staying.engine.leases.owned().size === 2);
    await server.untilWatched();
    server.tell('ADDED', deploymentObject('three', '1'));
    server.tell('DELETED', deploymentObject(gone, '1'));
    await until(async () => (await names()).includes('three'));
    await until(async () => (await names()).length === 2);
    expect(
      await knex('cluster').distinct('reachability').pluck('reachability'),
    ).toEqual(['reachable']);
    await staying.engine.stop();
    for (const cluster of clusters) await cluster.stop();
  });

  it('stops reading a cluster that left, whichever replica heard of it', async () => {
    const knex = await database.open();
    const sources: TestSource[] = [];
    const replicas = await startReplicas(knex, 2, () => {
      const told = source();
      sources.push(...told);
      return told;
    });
    await untilShared(replicas);
    const left = NAMES.slice(0, 6).map(name => direct(name, `https://${name}`));
    for (const { connection } of sources) {
      await connection.replaceClusters(left);
    }
    await until(
      () =>
        replicas.reduce((sum, { thread }) => sum + reads(thread).size, 0) === 6,
    );
    const held = () => knex('cluster_lease').whereNotNull('holder');
    await until(async () => (await held()).length === 6);
    expect(await knex('cluster').whereNull('left_at')).toHaveLength(6);
    for (const { engine } of replicas) await engine.stop();
  });
});
