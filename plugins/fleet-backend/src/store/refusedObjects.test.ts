import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { DEPLOYMENTS, factsOf, isNew } from '../__testUtils__/changes';
import { workloadFact } from '../__testUtils__/facts';
import type { ObjectChange } from '../collector/messages';
import { batchOf, resolverOf, write, writesOf } from '../__testUtils__/store';
import { writeBatches } from './writeBatches';

/** What no column takes. */
function poisoned<T extends ObjectChange>(change: T): T {
  if (change.type !== 'facts') return change;
  return {
    ...change,
    facts: change.facts.map(fact => ({ ...fact, data: null })),
  } as T;
}

describeDatabases('what the database refuses', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
  });

  const names = async () =>
    (await knex('workload').orderBy('name').select('name')).map(
      row => row.name,
    );

  it('writes a batch at once where nothing is wrong with it', async () => {
    const result = await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ name: 'a' })),
      factsOf(workloadFact({ name: 'b' })),
    ]);
    expect(result).toMatchObject({ written: 2, refused: [] });
    expect(await names()).toEqual(['a', 'b']);
  });

  it('lets one object that cannot be stored cost only itself', async () => {
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact({ name: 'poison' }))]);
    const poison = poisoned(
      factsOf(workloadFact({ name: 'poison', version: '2' })),
    );
    const result = await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ name: 'a' })),
      poison,
      factsOf(workloadFact({ name: 'z' })),
    ]);
    expect(result).toMatchObject({ written: 2, unreadable: 1 });
    expect(result.refused).toEqual([
      {
        uid: poison.uid,
        example: expect.stringContaining('could not be stored'),
      },
    ]);
    expect(await names()).toEqual(['a', 'poison', 'z']);
    const kept = await knex('workload').where({ name: 'poison' }).first();
    expect(kept.version).toBe('1.0.0');
    expect(kept.unreadable).toContain('could not be stored');
  });

  it('costs no other cluster anything, and takes back no checkpoint', async () => {
    const healthy = Array.from({ length: 120 }, (_, index) =>
      isNew(factsOf(workloadFact({ name: `n-${index}` }))),
    );
    const bad = isNew(poisoned(factsOf(workloadFact({ name: 'poison' }))));
    const checkpoint = { resourceVersion: '7', fingerprint: 'f' };
    const results = await writeBatches({
      knex,
      batches: [
        batchOf(DEPLOYMENTS, healthy, { observer: 'c-1' }),
        batchOf(DEPLOYMENTS, [...healthy, bad], {
          observer: 'c-2',
          objects: 121,
          checkpoint,
        }),
      ],
      resolver: resolverOf(),
      now: 1_000,
    });
    expect(results).toMatchObject([
      { written: 120, refused: [] },
      { written: 120, refused: [{ uid: bad.uid }] },
    ]);
    expect(await knex('workload').select()).toHaveLength(240);
    expect(
      await knex('coverage').select('cluster_id', 'resource_version'),
    ).toEqual([{ cluster_id: 'c-2', resource_version: '7' }]);
  });

  it('writes what was thought to be new and is there', async () => {
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    const changed = isNew(factsOf(workloadFact({ version: '2.0.0' })));
    expect(await write(knex, DEPLOYMENTS, [changed])).toMatchObject({
      written: 1,
      refused: [],
    });
    // The answer to a commit was lost, and it is tried again.
    const writes = await writesOf(knex, async () => {
      expect(await write(knex, DEPLOYMENTS, [changed])).toMatchObject({
        written: 0,
        refused: [],
      });
    });
    expect(writes.filter(sql => !sql.startsWith('insert'))).toEqual([]);
    expect(await knex('workload').pluck('version')).toEqual(['2.0.0']);
  });

  it('fails as a whole when the database does not answer', async () => {
    await knex.destroy();
    await expect(
      write(knex, DEPLOYMENTS, [factsOf(workloadFact({ name: 'a' }))]),
    ).rejects.toThrow();
  });
});
