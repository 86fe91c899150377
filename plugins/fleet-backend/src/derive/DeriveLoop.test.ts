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
import { markDirty } from '../store/markDirty';
import { DeriveLoop } from './DeriveLoop';

/** A loop over clusters, which says when it has derived something visible or failed. */
function loopOf(knex: Knex, clusterIds: string[]) {
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
  });
  const next = (bell: keyof typeof waiting) =>
    new Promise<void>(resolve => {
      waiting[bell].push(resolve);
    });
  return { loop, next, logger };
}

describeDatabases('DeriveLoop', database => {
  it('derives what is marked and says so', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    const { loop, next } = loopOf(knex, ['c-1']);
    const changed = next('changed');
    loop.nudge();
    loop.nudge();
    await changed;
    await loop.stop();
    expect(await knex('instance').pluck('namespace')).toEqual(['shop']);
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  it('drops the marks of a cluster that nobody names', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await markDirty({ knex, marks: [{ clusterId: 'gone', namespace: '*' }] });
    const { loop, next } = loopOf(knex, ['c-1']);
    const changed = next('changed');
    loop.nudge();
    await changed;
    await loop.stop();
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  it('keeps marks for the next start when it is stopped', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    const { loop } = loopOf(knex, ['c-1']);
    loop.nudge();
    await loop.stop();
    loop.nudge();
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
  });

  it('regression: one cluster that cannot be derived does not stop the others', async () => {
    const knex = await database.open();
    // Marks come in this order, so the broken one is met first.
    for (const id of ['a-broken', 'b', 'c']) {
      await insertCluster(knex, id);
      await write(knex, DEPLOYMENTS, [factsOf(workloadFact())], {
        observer: id,
      });
    }
    await knex('workload')
      .where({ observer: 'a-broken' })
      .update({ data: '{' });
    const { loop, next, logger } = loopOf(knex, ['a-broken', 'b', 'c']);
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
  });
});
