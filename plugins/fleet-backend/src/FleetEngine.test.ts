import type { Knex } from 'knex';
import { recorded } from './__testUtils__/audit';
import { NO_CONFIG } from './__testUtils__/cluster';
import {
  APPLICATIONS,
  changesOf,
  DEPLOYMENTS,
  factsOf,
} from './__testUtils__/changes';
import { describeDatabases } from './__testUtils__/databases';
import { startEngine, TestSource } from './__testUtils__/engine';
import { deliveryFact, workloadFact } from './__testUtils__/facts';
import type { FakeThread } from './__testUtils__/FakeThread';
import { direct } from './__testUtils__/registry';
import { forgetMarks, write } from './__testUtils__/store';
import type { CollectorRequest, ObjectChange } from './collector/messages';

let lastBatch = 0;

/** Says what a collector of a cluster would say. */
function collectorOf(thread: FakeThread, clusterId: string) {
  const { session } = thread.started(clusterId);
  const owner = { clusterId, session };
  return {
    connected: (uid?: string) =>
      thread.report({
        type: 'connection',
        state: 'connected',
        kubernetesVersion: 'v1.34.0',
        ...(uid ? { uid } : {}),
        ...owner,
      }),
    current: () =>
      thread.report({
        type: 'coverage',
        key: DEPLOYMENTS.key,
        state: 'current',
        ...owner,
      }),
    batch: (...changes: ObjectChange[]) =>
      thread.reportBatch({
        type: 'batch',
        batch: (lastBatch += 1),
        key: DEPLOYMENTS.key,
        version: 'v1',
        changes: changesOf(clusterId, DEPLOYMENTS.key, changes),
        objects: changes.length,
        ...owner,
      }),
    /** A list is complete, and lacked these. */
    lacked: (...uids: string[]) =>
      thread.reportBatch({
        type: 'batch',
        batch: (lastBatch += 1),
        key: DEPLOYMENTS.key,
        version: 'v1',
        changes: uids.map(uid => ({ type: 'deleted', uid })),
        objects: 1,
        skipped: [{ reason: 'malformed', count: 1, example: 'shop/c' }],
        checkpoint: { resourceVersion: '77', fingerprint: 'code-1' },
        ...owner,
      }),
    stored: async (fingerprint: string, after?: string) => {
      const request = (lastBatch += 1);
      const answered = new Promise<CollectorRequest>(resolve => {
        const listen = (answer: CollectorRequest) => {
          if (answer.type !== 'stored' || answer.request !== request) return;
          thread.off('request', listen);
          resolve(answer);
        };
        thread.on('request', listen);
      });
      thread.report({
        type: 'stored',
        request,
        key: DEPLOYMENTS.key,
        fingerprint,
        ...(after === undefined ? {} : { after }),
        ...owner,
      });
      const {
        type: _,
        request: __,
        ...stored
      } = (await answered) as Extract<CollectorRequest, { type: 'stored' }>;
      return stored;
    },
  };
}

const workloads = (knex: Knex): Promise<string[]> =>
  knex('workload').orderBy('name').pluck('name');

describeDatabases('FleetEngine', database => {
  it('stores what collectors find, and deletes what a complete list lacks', async () => {
    const knex = await database.open();
    const source = new TestSource('test', [direct('prod', 'https://prod')]);
    const { engine, thread, idOf } = await startEngine(knex, [source]);
    const collector = collectorOf(thread, idOf('prod'));
    const [a, b] = ['a', 'b'].map(name => factsOf(workloadFact({ name })));
    collector.connected('uid-1');
    await collector.batch(a, b);
    expect(await workloads(knex)).toEqual(['a', 'b']);
    await collector.lacked(a.uid);
    expect(await workloads(knex)).toEqual(['b']);
    await engine.coverage.judge();
    expect(await knex('coverage').first()).toMatchObject({
      objects: 1,
      skipped: '[{"reason":"malformed","count":1,"example":"shop/c"}]',
      resource_version: '77',
    });
    await engine.stop();
  });

  it('tells a collector what is stored, and from where it may go on', async () => {
    const knex = await database.open();
    const source = new TestSource('test', [direct('prod', 'https://prod')]);
    const { engine, thread, idOf } = await startEngine(knex, [source]);
    const collector = collectorOf(thread, idOf('prod'));
    expect(await collector.stored('code-1')).toEqual({
      isSameMapping: false,
      lines: '',
    });
    const [a, b] = ['a', 'b'].map(name => factsOf(workloadFact({ name })));
    await collector.batch(a, b);
    await collector.lacked(a.uid);
    const stored = {
      checkpoint: { resourceVersion: '77', objects: 1 },
      lines: `${b.uid}\t1\t${b.hash}`,
    };
    expect(await collector.stored('code-1')).toEqual({
      ...stored,
      isSameMapping: true,
    });
    expect(await collector.stored('code-2')).toEqual({
      ...stored,
      isSameMapping: false,
    });
    expect(await collector.stored('code-1', `workload\t${b.uid}`)).toEqual({
      lines: '',
    });
    await engine.stop();
  });

  it('goes on with the other sources when one fails, and tells its problem', async () => {
    const knex = await database.open();
    const broken = {
      id: 'broken',
      title: 'Broken',
      connect: async () => {
        throw new Error('no such host');
      },
    };
    const { engine } = await startEngine(knex, [
      broken,
      new TestSource('test', [direct('prod', 'https://prod')]),
    ]);
    expect(engine.registry.clusters().map(({ name }) => name)).toEqual([
      'prod',
    ]);
    expect(engine.problems.get('Broken')).toEqual([
      { key: 'broken', message: expect.stringContaining('no such host') },
    ]);
    await engine.stop();
  });

  it('holds a cluster back whose address leads elsewhere now', async () => {
    const knex = await database.open();
    const source = new TestSource('test', [direct('prod', 'https://prod')]);
    const { engine, thread, idOf } = await startEngine(knex, [source]);
    const collector = collectorOf(thread, idOf('prod'));
    const change = factsOf(workloadFact());
    collector.connected('uid-1');
    await collector.batch(change);
    collector.connected('uid-2');
    await collector.batch(factsOf(workloadFact({ name: 'of-another' })));
    expect(await workloads(knex)).toEqual(['checkout']);
    await engine.coverage.judge();
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'quarantined',
      reachability_reason: expect.stringContaining('uid-2'),
    });
    const held = () =>
      recorded(knex, ['cluster-quarantined', 'cluster-released']);
    expect(await held()).toMatchObject([
      {
        event: 'cluster-quarantined',
        name: 'prod',
        after: { uid: 'uid-2' },
        reason: expect.stringContaining('uid-1'),
      },
    ]);
    await engine.stop();

    // Another replica finds the same, which is no news, and then that it is back.
    const again = await startEngine(knex, [
      new TestSource('test', [direct('prod', 'https://prod')]),
    ]);
    const other = collectorOf(again.thread, again.idOf('prod'));
    other.connected('uid-2');
    await other.batch(factsOf(workloadFact({ name: 'of-another' })));
    expect(await held()).toHaveLength(1);
    await again.engine.registry.replaceClusters({ id: 'test', title: 'Test' }, [
      direct('prod', 'https://prod-again'),
    ]);
    const back = collectorOf(again.thread, again.idOf('prod'));
    back.connected('uid-1');
    await back.batch(factsOf(workloadFact()));
    expect(await held()).toMatchObject([
      { event: 'cluster-quarantined' },
      { event: 'cluster-released', name: 'prod', after: { uid: 'uid-1' } },
    ]);
    await again.engine.stop();
  });

  it('records what configuration says of clusters where it is not what it said', async () => {
    const knex = await database.open();
    const start = async (region?: string) => {
      const { engine, idOf } = await startEngine(
        knex,
        [new TestSource('test', [direct('prod', 'https://prod')])],
        {
          config: {
            ...NO_CONFIG,
            attributes: region
              ? [
                  {
                    cluster: 'test/prod',
                    values: { region },
                    key: 'fleet.attributes[0]',
                  },
                ]
              : [],
          },
        },
      );
      const target = idOf('prod');
      await engine.stop();
      return target;
    };
    const target = await start('eu');
    await start('eu');
    await start('us');
    await start();
    expect(await recorded(knex, ['cluster-attributes-changed'])).toMatchObject([
      { target, before: {}, after: { region: 'eu' } },
      { before: { region: 'eu' }, after: { region: 'us' } },
      { before: { region: 'us' }, after: {} },
    ]);
  });

  it('regression: says since when a cluster does not show any more who it is, and keeps what is known of it', async () => {
    const knex = await database.open();
    const sources = () => [
      new TestSource('test', [
        direct('prod', 'https://prod'),
        direct('shy', 'https://shy'),
      ]),
    ];
    const { engine, thread, idOf } = await startEngine(knex, sources());
    const collector = collectorOf(thread, idOf('prod'));
    const lostAt = async (name: string) => {
      await engine.coverage.judge();
      const row = await knex('cluster').where({ name }).first();
      expect(row.reachability).toBe('reachable');
      return row.identity_lost_at === null
        ? null
        : Number(row.identity_lost_at);
    };
    collector.connected('uid-1');
    await collector.batch(factsOf(workloadFact()));
    expect(await lostAt('prod')).toBeNull();
    const before = engine.now();
    collector.connected();
    const since = await lostAt('prod');
    expect(since).toBeGreaterThanOrEqual(before);
    expect(since).toBeLessThanOrEqual(engine.now());
    expect(await workloads(knex)).toEqual(['checkout']);
    // Not from each time on that it is asked.
    collector.connected();
    expect(await lostAt('prod')).toBe(since);
    // One that never showed it has not lost it.
    collectorOf(thread, idOf('shy')).connected();
    expect(await lostAt('shy')).toBeNull();
    await engine.stop();

    // Over a restart it is known, and gone once the cluster shows it.
    const again = await startEngine(knex, sources());
    const restarted = collectorOf(again.thread, again.idOf('prod'));
    restarted.connected();
    await again.engine.coverage.judge();
    const row = await knex('cluster').where({ name: 'prod' }).first();
    expect(Number(row.identity_lost_at)).toBe(since);
    restarted.connected('uid-1');
    await restarted.batch(factsOf(workloadFact()));
    await again.engine.coverage.judge();
    expect(
      (await knex('cluster').where({ name: 'prod' }).first()).identity_lost_at,
    ).toBeNull();
    await again.engine.stop();
  });

  it('regression: writes nothing of another cluster while it finds out that it is one', async () => {
    const knex = await database.open();
    const source = new TestSource('test', [direct('prod', 'https://prod')]);
    const { engine, thread, idOf } = await startEngine(knex, [source]);
    const collector = collectorOf(thread, idOf('prod'));
    const change = factsOf(workloadFact());
    collector.connected('uid-1');
    await collector.batch(change);
    // Finding out has to wait for this.
    const busy = source.connection.replaceClusters([
      direct('prod', 'https://prod'),
      ...Array.from({ length: 20 }, (_, index) =>
        direct(`more-${index}`, `https://more-${index}`),
      ),
    ]);
    collector.connected('uid-2');
    await collector.batch(factsOf(workloadFact({ name: 'of-another' })));
    await collector.lacked(change.uid);
    await busy;
    expect(await workloads(knex)).toEqual(['checkout']);
    await engine.stop();
  });

  it('regression: keeps going when an identity cannot be written', async () => {
    const knex = await database.open();
    const source = new TestSource('test', [direct('prod', 'https://prod')]);
    const { engine, thread, logger, idOf } = await startEngine(knex, [source]);
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const collector = collectorOf(thread, idOf('prod'));
    await knex.schema.renameTable('cluster', 'away');
    collector.connected('uid-1');
    const batch = collector.batch(factsOf(workloadFact()));
    await batch;
    await knex.schema.renameTable('away', 'cluster');
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('identity'),
      expect.anything(),
    );
    await engine.stop();
  });

  it('says to its threads after a restart which clusters did not answer before', async () => {
    const knex = await database.open();
    const sources = () => [
      new TestSource('test', [
        direct('dead', 'https://dead'),
        direct('well', 'https://well'),
      ]),
    ];
    const { engine, thread, idOf } = await startEngine(knex, sources());
    const { session } = thread.started(idOf('dead'));
    thread.report({
      type: 'connection',
      clusterId: idOf('dead'),
      session,
      state: 'unreachable',
      reason: 'timed out',
    });
    collectorOf(thread, idOf('well')).connected();
    await engine.coverage.judge();
    await engine.stop();
    const again = await startEngine(knex, sources());
    expect(
      ['dead', 'well'].map(
        name => again.thread.started(again.idOf(name)).failedBefore,
      ),
    ).toEqual([true, undefined]);
    await again.engine.stop();
  });

  it('regression: does not let one cluster fill the log', async () => {
    const knex = await database.open();
    const source = new TestSource('test', [direct('prod', 'https://prod')]);
    const { engine, thread, logger, idOf } = await startEngine(knex, [source]);
    const collector = collectorOf(thread, idOf('prod'));
    await knex.schema.renameTable('cluster', 'away');
    for (let time = 0; time < 30; time += 1) {
      collector.connected('uid-1');
      await collector.batch(factsOf(workloadFact()));
    }
    await knex.schema.renameTable('away', 'cluster');
    expect(
      logger.error.mock.calls.filter(([message]) =>
        message.includes('identity'),
      ),
    ).toHaveLength(20);
    await engine.stop();
  });

  it('regression: derives again what a hub spoke of when the hub is gone', async () => {
    const knex = await database.open();
    const source = new TestSource('test', [
      direct('hub', 'https://hub'),
      direct('prod', 'https://prod'),
    ]);
    const { engine, idOf } = await startEngine(knex, [source]);
    const [hub, prod] = [idOf('hub'), idOf('prod')];
    await write(
      knex,
      APPLICATIONS,
      [
        factsOf(
          deliveryFact({
            subject: { type: 'reference', server: 'https://prod' },
          }),
        ),
      ],
      { observer: hub, resolver: engine.registry },
    );
    await forgetMarks(knex);
    const marked: string[] = [];
    knex.on('query', ({ sql, bindings }) => {
      if (/insert into .?dirty/.test(sql)) {
        // On PostgreSQL each column is one binding.
        marked.push(
          ...bindings.flatMap((binding: string) => binding.split('\u001f')),
        );
      }
    });
    await source.connection.replaceClusters([direct('prod', 'https://prod')]);
    await engine.stop();
    // What was being derived when the engine ended may be put back as well.
    const texts = marked.filter(text => text !== '\u001e');
    expect(texts.join('/')).toContain(`${prod}/*`);
  });

  it('acknowledges a batch once the database is there again', async () => {
    const knex = await database.open();
    const source = new TestSource('test', [direct('prod', 'https://prod')]);
    const { engine, thread, logger, idOf } = await startEngine(knex, [source]);
    const collector = collectorOf(thread, idOf('prod'));
    await knex.schema.renameTable('workload', 'away');
    const failed = new Promise<void>(resolve => {
      logger.error.mockImplementation(() => resolve());
    });
    const batch = collector.batch(factsOf(workloadFact()));
    await failed;
    expect(thread.acknowledged()).toEqual([]);
    await knex.schema.renameTable('away', 'workload');
    await batch;
    expect(await workloads(knex)).toEqual(['checkout']);
    await engine.stop();
  });
});
