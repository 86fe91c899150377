import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import {
  insertCluster,
  NO_CONFIG,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { workloadFact } from '../__testUtils__/facts';
import { dirtyMarks, write } from '../__testUtils__/store';
import { EntityIndex } from '../mapping/EntityIndex';
import { heardMetrics } from '../__testUtils__/heardMetrics';
import { countMarks } from './countMarks';
import { markDirty } from '../store/markDirty';
import { DeriveLoop, type DeriveLoopOptions } from './DeriveLoop';

/** A loop over clusters, which says when it has derived something visible or failed. */
function loopOf(
  knex: Knex,
  clusterIds: string[],
  over: Partial<DeriveLoopOptions> = {},
) {
  const waiting: { changed: (() => void)[]; failed: (() => void)[] } = {
    changed: [],
    failed: [],
  };
  const ring = (bell: keyof typeof waiting) => {
    waiting[bell].splice(0).forEach(wake => wake());
  };
  const logger = mockServices.logger.mock({ error: () => ring('failed') });
  const loop = new DeriveLoop({
    knex,
    logger,
    config: NO_CONFIG,
    clusters: () =>
      clusterIds.map(id => ({ id, name: id, servers: [], names: [id] })),
    currency: new TestCurrency(),
    entities: () => new EntityIndex([]),
    onChanged: async () => ring('changed'),
    ...over,
  });
  const next = (bell: keyof typeof waiting) =>
    new Promise<void>(resolve => {
      waiting[bell].push(resolve);
    });
  return { loop, next, logger };
}

/** A cluster with one workload in each of some namespaces, which is marked for them. */
async function clusterWith(
  knex: Knex,
  id: string,
  namespaces = ['shop'],
): Promise<void> {
  await insertCluster(knex, id);
  await write(
    knex,
    DEPLOYMENTS,
    namespaces.map(namespace => factsOf(workloadFact({ namespace }))),
    { observer: id },
  );
}

/** A loop over one cluster, and how often it told that something changed. */
function countingLoop(knex: Knex) {
  const told = { count: 0 };
  const { loop } = loopOf(knex, ['c-1'], {
    onChanged: async () => {
      told.count += 1;
    },
  });
  return { loop, told };
}

/** Derives everything that is marked, as far as it can be. */
async function emptied(loop: DeriveLoop): Promise<void> {
  loop.nudge();
  await loop.idle();
}

describeDatabases('DeriveLoop', database => {
  it('derives what is marked and says so', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    const { loop, next } = loopOf(knex, ['c-1']);
    const changed = next('changed');
    loop.nudge();
    loop.nudge();
    await changed;
    await loop.stop();
    expect(await knex('instance').pluck('namespace')).toEqual(['shop']);
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  it('says nothing when nothing visible changed', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    const { loop, told } = countingLoop(knex);
    await emptied(loop);
    expect(told.count).toBe(1);
    await markDirty({
      knex,
      marks: [
        { clusterId: 'c-1', namespace: 'shop' },
        { clusterId: 'c-1', namespace: '*' },
      ],
    });
    await emptied(loop);
    await loop.stop();
    expect(await dirtyMarks(knex)).toEqual([]);
    expect(told.count).toBe(1);
  });

  it('regression: tells of facts that were written though nothing that is derived is different', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    const { loop, told } = countingLoop(knex);
    await emptied(loop);
    expect(told.count).toBe(1);
    // Of several workloads of one component an instance shows one version.
    await markDirty({
      knex,
      marks: [{ clusterId: 'c-1', namespace: 'shop' }],
    });
    loop.nudge({ news: true });
    await loop.idle();
    expect(told.count).toBe(2);
    // Also where another replica derived it.
    loop.nudge({ news: true });
    await loop.idle();
    expect(told.count).toBe(3);
    loop.nudge();
    await loop.idle();
    await loop.stop();
    expect(told.count).toBe(3);
  });

  it('tells of them once with what is derived of them', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    const { loop, told } = countingLoop(knex);
    loop.nudge({ news: true });
    await loop.idle();
    await loop.stop();
    expect(told.count).toBe(1);
  });

  it('drops the marks of a cluster that is gone, and keeps those of one that is not named yet', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    await insertCluster(knex, 'left', { left_at: 5_000 });
    await insertCluster(knex, 'new');
    await markDirty({
      knex,
      marks: ['gone', 'left', 'new'].map(clusterId => ({
        clusterId,
        namespace: '*',
      })),
    });
    const { loop } = loopOf(knex, ['c-1']);
    await emptied(loop);
    await loop.stop();
    expect(await dirtyMarks(knex)).toEqual(['new/*']);
  });

  it('leaves the marks of clusters that another replica derives', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    await clusterWith(knex, 'c-2');
    const owned = new Set(['c-2']);
    const { loop } = loopOf(knex, ['c-1', 'c-2'], { owned: () => owned });
    await emptied(loop);
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
    expect(await knex('instance').pluck('cluster_id')).toEqual(['c-2']);
    owned.add('c-1');
    await emptied(loop);
    await loop.stop();
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  it('writes nothing of a cluster whose lease is lost, and leaves it to who holds it now', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    await clusterWith(knex, 'c-2');
    await knex('cluster_lease').insert([
      { cluster_id: 'c-1', holder: 'another', epoch: 2, expires_at: 1 },
      { cluster_id: 'c-2', holder: 'me', epoch: 7, expires_at: 1 },
    ]);
    const { loop, logger } = loopOf(knex, ['c-1', 'c-2'], {
      fenceOf: clusterId => ({
        clusterId,
        holder: 'me',
        epoch: clusterId === 'c-1' ? 1 : 7,
      }),
    });
    await emptied(loop);
    await loop.stop();
    expect(await knex('instance').pluck('cluster_id')).toEqual(['c-2']);
    expect(await knex('cell').pluck('cluster_id')).toEqual(['c-2']);
    expect(await knex('workload').whereNotNull('binding')).toEqual([]);
    expect(
      (await knex('workload').orderBy('observer').pluck('stale')).map(Boolean),
    ).toEqual([true, false]);
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('gives each cluster its turn, however many marks another has', async () => {
    const knex = await database.open();
    const many = Array.from({ length: 600 }, (_, index) => `n-${index}`);
    await insertCluster(knex, 'a-loud');
    await markDirty({
      knex,
      marks: many.map(namespace => ({ clusterId: 'a-loud', namespace })),
    });
    await clusterWith(knex, 'quiet');
    const left: number[] = [];
    const { loop } = loopOf(knex, ['a-loud', 'quiet'], {
      // The first that is visible is what the quiet one says.
      onChanged: async () => {
        left.push((await dirtyMarks(knex)).length);
      },
    });
    await emptied(loop);
    await loop.stop();
    expect(await dirtyMarks(knex)).toEqual([]);
    expect(left[0]).toBeGreaterThan(400);
  });

  it('takes the marks of a cluster in the order in which they came', async () => {
    const knex = await database.open();
    const taken: string[] = [];
    const names = Array.from({ length: 300 }, (_, index) => `z-${index}`);
    await clusterWith(knex, 'c-1', [...names, 'a-later']);
    await knex('dirty').delete();
    for (const namespace of ['a-later', ...names]) {
      await markDirty({ knex, marks: [{ clusterId: 'c-1', namespace }] });
    }
    // Marked again, it keeps its place in the queue.
    await markDirty({
      knex,
      marks: [{ clusterId: 'c-1', namespace: 'a-later' }],
    });
    const { loop } = loopOf(knex, ['c-1'], {
      onChanged: async () => {
        if (taken.length === 0) {
          taken.push(...(await knex('instance').pluck('namespace')));
        }
      },
    });
    await emptied(loop);
    await loop.stop();
    expect(taken).toContain('a-later');
    expect(taken.length).toBeLessThan(301);
  });

  it('waits for a cluster that is being listed for the first time', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    await clusterWith(knex, 'c-2');
    const settling = new Set(['c-1']);
    const { loop } = loopOf(knex, ['c-1', 'c-2'], {
      isSettling: id => settling.has(id),
    });
    await emptied(loop);
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
    settling.clear();
    await emptied(loop);
    await loop.stop();
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  it('keeps marks for the next start when it is stopped', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    const { loop } = loopOf(knex, ['c-1']);
    loop.nudge();
    await loop.stop();
    loop.nudge();
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
  });

  it('regression: one cluster that cannot be derived does not stop the others', async () => {
    const knex = await database.open();
    // Marks come in this order, so the broken one is met first.
    for (const id of ['a-broken', 'b', 'c']) await clusterWith(knex, id);
    await knex('workload')
      .where({ observer: 'a-broken' })
      .update({ data: '{' });
    const { metrics, heard } = heardMetrics();
    const { loop, next, logger } = loopOf(knex, ['a-broken', 'b', 'c'], {
      metrics,
    });
    const failed = next('failed');
    const changed = next('changed');
    loop.nudge();
    await failed;
    await changed;
    await loop.stop();
    expect(
      await knex('instance').orderBy('cluster_id').pluck('cluster_id'),
    ).toEqual(['b', 'c']);
    // And it is tried again.
    expect(await dirtyMarks(knex)).toEqual(['a-broken/shop']);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(heard).toEqual([
      ['deriveFailed'],
      ['derived', { clusters: 1 }],
      ['derived', { clusters: 1 }],
    ]);
  });

  it('counts the marks that wait, of all clusters or of some', async () => {
    const knex = await database.open();
    await markDirty({
      knex,
      marks: ['c-1/a', 'c-1/b', 'c-2/a'].map(mark => {
        const [clusterId, namespace] = mark.split('/');
        return { clusterId, namespace };
      }),
    });
    expect(await countMarks({ knex })).toBe(3);
    expect(await countMarks({ knex, clusterIds: ['c-1', 'c-3'] })).toBe(2);
    expect(await countMarks({ knex, clusterIds: [] })).toBe(0);
  });

  it('regression: does not lose marks that the database does not take back', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    await knex('workload').update({ data: '{' });
    // A mark can be taken from the queue, and none be put in.
    await knex.raw(
      database.isPostgres
        ? 'alter table dirty add constraint full_queue check (false) not valid'
        : `create trigger full_queue before insert on dirty
            begin select raise(abort, 'the queue is full'); end`,
    );
    const { loop, logger } = loopOf(knex, ['c-1']);
    await emptied(loop);
    expect(logger.error).toHaveBeenCalledTimes(2);
    expect(await dirtyMarks(knex)).toEqual([]);
    await knex.raw(
      database.isPostgres
        ? 'alter table dirty drop constraint full_queue'
        : 'drop trigger full_queue',
    );
    await loop.stop();
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
  });

  it('regression: derives everything of a cluster of which marks may have been taken unseen', async () => {
    const knex = await database.open();
    await clusterWith(knex, 'c-1');
    await knex.schema.alterTable('dirty', table => {
      table.renameColumn('namespace', 'away');
    });
    const { loop, logger } = loopOf(knex, ['c-1']);
    await emptied(loop);
    expect(logger.error).toHaveBeenCalledTimes(1);
    await knex.schema.alterTable('dirty', table => {
      table.renameColumn('away', 'namespace');
    });
    await knex('dirty').delete();
    await loop.stop();
    expect(await dirtyMarks(knex)).toEqual(['c-1/*']);
  });
});
