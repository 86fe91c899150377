import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DEPLOYMENTS, factsOf } from '../../__testUtils__/changes';
import { workloadFact } from '../../__testUtils__/facts';
import { batchOf, resolverOf } from '../../__testUtils__/store';
import { openDatabase } from '../openDatabase';
import { nothingWritten } from '../WriteBatch';
import { writeOnSqlite } from './writeOnSqlite';

describe('writeOnSqlite', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let knex: Knex;

  beforeEach(async () => {
    const client = await databases.init('SQLITE_3');
    knex = await openDatabase({ getClient: async () => client });
  });

  const batch = batchOf(
    DEPLOYMENTS,
    Array.from({ length: 40 }, (_, index) =>
      factsOf(workloadFact({ name: `n-${index}` })),
    ),
    { objects: 40, checkpoint: { resourceVersion: '7', fingerprint: 'f' } },
  );

  it('lets others read between two slices, and says how far it is in the last', async () => {
    const results = [nothingWritten()];
    const seen: { rows: number; checkpoints: number }[] = [];
    let isDone = false;
    const reading = (async () => {
      while (!isDone) {
        const [{ rows }] = await knex('workload').count({ rows: '*' });
        const [{ checkpoints }] = await knex('coverage').count({
          checkpoints: '*',
        });
        seen.push({ rows: Number(rows), checkpoints: Number(checkpoints) });
        await new Promise(resolve => {
          setImmediate(resolve);
        });
      }
    })();
    await writeOnSqlite({
      knex,
      batches: [batch],
      resolver: resolverOf(),
      now: 1,
      isCareful: false,
      // One object a slice.
      sliceMs: 0,
      results,
    });
    isDone = true;
    await reading;
    expect(results).toMatchObject([{ written: 40 }]);
    expect(
      seen.filter(({ rows }) => rows > 0 && rows < 40).length,
    ).toBeGreaterThan(5);
    expect(
      seen.filter(({ rows, checkpoints }) => rows < 40 && checkpoints > 0),
    ).toEqual([]);
    expect(await knex('coverage').pluck('resource_version')).toEqual(['7']);
  });

  it('keeps the slices that were written before one fails', async () => {
    const results = [nothingWritten()];
    const broken = {
      ...batch,
      changes: batch.changes.map((change, index) =>
        index === 25 && change.type === 'facts'
          ? {
              ...change,
              facts: change.facts.map(fact => ({
                ...fact,
                data: null as unknown as string,
              })),
            }
          : change,
      ),
    };
    await expect(
      writeOnSqlite({
        knex,
        batches: [broken],
        resolver: resolverOf(),
        now: 1,
        isCareful: false,
        sliceMs: 0,
        results,
      }),
    ).rejects.toThrow('NOT NULL');
    expect(results).toMatchObject([{ written: 25 }]);
    expect(await knex('workload').pluck('id')).toHaveLength(25);
    expect(await knex('coverage').select()).toEqual([]);
  });

  it('writes no slice under a lease that changed hands after the one before', async () => {
    await knex('cluster_lease').insert({
      cluster_id: 'c-1',
      holder: 'me',
      epoch: 1,
      expires_at: 1e15,
    });
    const results = [nothingWritten()];
    const writing = writeOnSqlite({
      knex,
      batches: [batch],
      fences: [{ clusterId: 'c-1', holder: 'me', epoch: 1 }],
      resolver: resolverOf(),
      now: 1,
      isCareful: false,
      sliceMs: 0,
      results,
    });
    await knex('cluster_lease').update({ holder: 'another', epoch: 2 });
    await writing;
    const rows = await knex('workload').pluck('id');
    expect(rows.length).toBeLessThan(40);
    expect(results).toMatchObject([{ written: rows.length, isFenced: true }]);
    expect(await knex('coverage').select()).toEqual([]);
  });
});
