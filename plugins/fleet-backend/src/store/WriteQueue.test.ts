import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  DEPLOYMENTS,
  factsOf,
  isNew,
  NODES,
  type TestKind,
} from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import { nodeFact, workloadFact } from '../__testUtils__/facts';
import {
  batchOf,
  resolverOf,
  statementsOf,
  writesOf,
} from '../__testUtils__/store';
import { heardMetrics } from '../__testUtils__/heardMetrics';
import type { ObjectChange } from '../collector/messages';
import type { Fence } from './fence';
import type { WriteBatch } from './WriteBatch';
import { WriteQueue } from './WriteQueue';

const workload = (name: string, version = '1') =>
  factsOf(workloadFact({ name, version }));

const batch = (
  observer: string,
  changes: ObjectChange[],
  over: Partial<WriteBatch> = {},
  kind: TestKind = DEPLOYMENTS,
) => batchOf(kind, changes, { observer, ...over });

describeDatabases('WriteQueue', database => {
  let knex: Knex;
  const logger = mockServices.logger.mock();

  const queueOf = (
    over: Partial<Parameters<typeof WriteQueue.create>[0]> = {},
  ) =>
    WriteQueue.create({
      knex,
      logger,
      resolver: resolverOf(),
      now: () => 1_000,
      ...over,
    });
  const names = (observer: string): Promise<string[]> =>
    knex('workload').where({ observer }).orderBy('name').pluck('name');
  const lease = (cluster_id: string, holder: string, epoch: number) =>
    knex('cluster_lease')
      .insert({ cluster_id, holder, epoch, expires_at: 1e15 })
      .onConflict('cluster_id')
      .merge();
  const commitsOf = async (work: () => Promise<unknown>) => {
    const statements = await statementsOf(knex, work);
    return statements.filter(sql => /^commit/i.test(sql)).length;
  };

  beforeEach(async () => {
    knex = await database.open();
    logger.error.mockReset();
  });

  it('writes what waits at the same moment in one transaction, each with its result', async () => {
    const queue = queueOf();
    const checkpoint = { resourceVersion: '7', fingerprint: 'f' };
    const commits = await commitsOf(async () => {
      const results = await Promise.all([
        ...Array.from({ length: 20 }, (_, index) =>
          queue.write(batch(`c-${index}`, [workload('a'), workload('b')])),
        ),
        queue.write(
          batch(
            'c-1',
            [factsOf(nodeFact())],
            { objects: 1, checkpoint },
            NODES,
          ),
        ),
        queue.write(batch('c-2', [], { objects: 0, checkpoint }, NODES)),
      ]);
      expect(results.map(({ written }) => written)).toEqual([
        ...Array(20).fill(2),
        1,
        0,
      ]);
    });
    // Those past knex are not seen.
    expect(commits).toBe(database.isPostgres ? 1 : 0);
    expect(await names('c-7')).toEqual(['a', 'b']);
    expect(await knex('node').pluck('observer')).toEqual(['c-1']);
    expect(
      await knex('coverage')
        .orderBy('cluster_id')
        .select('cluster_id', 'kind', 'resource_version', 'fingerprint'),
    ).toEqual([
      {
        cluster_id: 'c-1',
        kind: 'Node',
        resource_version: '7',
        fingerprint: 'f',
      },
      {
        cluster_id: 'c-2',
        kind: 'Node',
        resource_version: '7',
        fingerprint: 'f',
      },
    ]);
    await queue.stop();
  });

  it('gathers what comes shortly after one another, and does not let the first wait', async () => {
    const queue = queueOf();
    const commits = await commitsOf(async () => {
      await queue.write(batch('c-0', [workload('a')]));
      const writes = [];
      for (let index = 1; index <= 10; index += 1) {
        writes.push(queue.write(batch(`c-${index}`, [workload('a')])));
        await new Promise(resolve => {
          setImmediate(resolve);
        });
      }
      await Promise.all(writes);
    });
    expect(await knex('workload').pluck('observer')).toHaveLength(11);
    // The first by itself; those past knex are not seen.
    expect(commits).toBeLessThanOrEqual(database.isPostgres ? 4 : 0);
    await queue.stop();
  });

  it('lets a cluster that says a hundred times as much wait for the others', async () => {
    const queue = queueOf();
    const order: string[] = [];
    const kinds = Array.from({ length: 10 }, (_, index) => ({
      key: { ...DEPLOYMENTS.key, kind: `Kind${index}` },
      tables: DEPLOYMENTS.tables,
    }));
    const loud = kinds.map(kind =>
      queue
        .write(
          batch(
            'loud',
            Array.from({ length: 250 }, (_, index) =>
              workload(`${kind.key.kind}-${index}`),
            ),
            {},
            kind,
          ),
        )
        .then(() => order.push('loud')),
    );
    const quiet = ['a', 'b', 'c'].map(id =>
      queue.write(batch(id, [workload('x')])).then(() => order.push(id)),
    );
    await Promise.all([...loud, ...quiet]);
    // All others are in the first transaction. The one beside it, of four
    // batches of the loud cluster, may be done before.
    expect(order.slice(0, 8)).toEqual(expect.arrayContaining(['a', 'b', 'c']));
    expect(
      await knex('workload').where({ observer: 'loud' }).pluck('id'),
    ).toHaveLength(2_500);
    await queue.stop();
  });

  it('never writes two batches of a kind at once, and keeps their order', async () => {
    const queue = queueOf();
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        queue.write(
          batch('c-1', [workload('a', `${index}`)], {
            objects: 1,
            checkpoint: { resourceVersion: `${index}`, fingerprint: 'f' },
          }),
        ),
      ),
    );
    expect(await knex('workload').pluck('version')).toEqual(['11']);
    expect(await knex('coverage').pluck('resource_version')).toEqual(['11']);
    await queue.stop();
  });

  it('tells when all of a kind is written, whatever waits of others', async () => {
    const queue = queueOf();
    await queue.written('c-1', DEPLOYMENTS.key);
    void queue.write(batch('c-1', [workload('a')]));
    void queue.write(batch('c-1', [workload('b')]));
    await queue.written('c-1', NODES.key);
    expect(await names('c-1')).toEqual([]);
    await queue.written('c-1', DEPLOYMENTS.key);
    expect(await names('c-1')).toEqual(['a', 'b']);
    await queue.settled();
    await queue.stop();
  });

  it('writes nothing of a cluster whose lease is in other hands', async () => {
    await lease('c-1', 'me', 4);
    await lease('c-2', 'another', 9);
    await lease('c-3', 'me', 5);
    const fences: Record<string, Fence> = {
      'c-1': { clusterId: 'c-1', holder: 'me', epoch: 4 },
      'c-2': { clusterId: 'c-2', holder: 'me', epoch: 8 },
      'c-3': { clusterId: 'c-3', holder: 'me', epoch: 4 },
    };
    const queue = queueOf({ fenceOf: id => fences[id] });
    const checkpoint = { resourceVersion: '7', fingerprint: 'f' };
    const results = await Promise.all(
      ['c-1', 'c-2', 'c-3', 'c-4'].map(id =>
        queue.write(batch(id, [workload('a')], { checkpoint, objects: 1 })),
      ),
    );
    expect(results.map(({ isFenced, written }) => [isFenced, written])).toEqual(
      [
        [false, 1],
        [true, 0],
        [true, 0],
        [true, 0],
      ],
    );
    expect(await knex('workload').pluck('observer')).toEqual(['c-1']);
    expect(await knex('coverage').pluck('cluster_id')).toEqual(['c-1']);
    expect(await knex('dirty').pluck('cluster_id')).toEqual(['c-1']);
    await queue.stop();
  });

  it('does not write what nobody wants any more when its turn comes', async () => {
    const queue = queueOf();
    let isWanted = true;
    const writing = queue.write(batch('c-1', [workload('a')]), {
      isWanted: () => isWanted,
    });
    isWanted = false;
    expect(await writing).toMatchObject({ written: 0, isFenced: false });
    expect(await names('c-1')).toEqual([]);
    await queue.stop();
  });

  it('tries again until the database takes it, and all of it', async () => {
    await knex.schema.renameTable('dirty', 'away');
    const failed = new Promise<void>(resolve => {
      logger.error.mockImplementation(() => resolve());
    });
    const queue = queueOf();
    const writing = queue.write(
      batch('c-1', [workload('a')], {
        checkpoint: { resourceVersion: '7', fingerprint: 'f' },
      }),
    );
    await failed;
    expect(await names('c-1')).toEqual([]);
    expect(await knex('coverage').select()).toEqual([]);
    await knex.schema.renameTable('away', 'dirty');
    expect(await writing).toMatchObject({ written: 1 });
    expect(await names('c-1')).toEqual(['a']);
    await queue.stop();
  });

  it('counts what it wrote, what failed and what was fenced', async () => {
    await lease('c-1', 'me', 4);
    await lease('c-2', 'another', 9);
    const { metrics, heard } = heardMetrics();
    const queue = queueOf({
      metrics,
      fenceOf: clusterId => ({ clusterId, holder: 'me', epoch: 4 }),
    });
    await knex.schema.renameTable('dirty', 'away');
    const failed = new Promise<void>(resolve => {
      logger.error.mockImplementation(() => resolve());
    });
    const [a, b] = [workload('a'), workload('b')];
    const writing = [
      queue.write(batch('c-1', [a, b])),
      queue.write(batch('c-2', [a])),
    ];
    expect(queue.waiting).toBe(2);
    await failed;
    expect(queue.waiting).toBe(2);
    expect(heard[0]).toEqual(['writeFailed']);
    await knex.schema.renameTable('away', 'dirty');
    await Promise.all(writing);
    const failures = heard.filter(([name]) => name === 'writeFailed').length;
    expect(heard.slice(failures)).toEqual([
      ['written', { rows: 2, deleted: 0 }],
      ['writesFenced', 1],
    ]);
    await queue.write(batch('c-1', [{ type: 'deleted', uid: a.uid }]));
    expect(heard.at(-1)).toEqual(['written', { rows: 0, deleted: 1 }]);
    await queue.stop();
    expect(queue.waiting).toBe(0);
  });

  it('ends while the database does not answer', async () => {
    await knex.schema.renameTable('dirty', 'away');
    const failed = new Promise<void>(resolve => {
      logger.error.mockImplementation(() => resolve());
    });
    const queue = queueOf();
    const writing = queue.write(batch('c-1', [workload('a')]));
    await failed;
    await queue.stop();
    expect(await writing).toMatchObject({ written: 0 });
  });

  it('writes nothing for a batch that says nothing new', async () => {
    const queue = queueOf();
    const batches = ['c-1', 'c-2'].map(id => batch(id, [workload('a')]));
    await Promise.all(batches.map(each => queue.write(each)));
    const writes = await writesOf(knex, () =>
      Promise.all(batches.map(each => queue.write(each))),
    );
    expect(writes).toEqual([]);
    await queue.stop();
  });

  it('costs as many statements for five hundred new objects as for five', async () => {
    if (!database.isPostgres) return;
    const queue = queueOf();
    const of = (observer: string, count: number) =>
      batch(
        observer,
        Array.from({ length: count }, (_, index) =>
          isNew(workload(`n-${index}`)),
        ),
        {
          objects: count,
          checkpoint: { resourceVersion: '1', fingerprint: 'f' },
        },
      );
    const few = await statementsOf(knex, () => queue.write(of('c-1', 5)));
    const many = await statementsOf(knex, () => queue.write(of('c-2', 500)));
    expect(few.map(firstWords)).toEqual([
      'BEGIN;',
      'insert into coverage',
      'insert into dirty',
      'insert into drift_mark',
      'insert into workload',
      'COMMIT;',
    ]);
    expect(many.map(firstWords)).toEqual([
      'BEGIN;',
      'insert into coverage',
      'insert into dirty',
      'insert into drift_mark',
      'copy workload (id,',
      'COMMIT;',
    ]);
    const changed = await statementsOf(knex, () =>
      queue.write(
        batch(
          'c-2',
          Array.from({ length: 500 }, (_, index) =>
            workload(`n-${index}`, '2'),
          ),
        ),
      ),
    );
    // What stands in each of the kind's tables, workloads and differences.
    expect(changed.map(firstWords)).toEqual([
      'BEGIN;',
      'select asked.batch, stored.id,',
      'select asked.batch, stored.id,',
      'insert into dirty',
      'insert into workload',
      'COMMIT;',
    ]);
    expect(await knex('workload').where({ version: '2' })).toHaveLength(500);
    await queue.stop();
  });
});

function firstWords(sql: string): string {
  return sql.trim().split(/\s+/).slice(0, 3).join(' ');
}
