import type { Knex } from 'knex';
import type { ObjectChange } from '../collector/messages';
import { DEPLOYMENTS, factsOf, NODES } from '../__testUtils__/changes';
import { deriveTestCluster, insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { nodeFact, workloadFact } from '../__testUtils__/facts';
import {
  dirtyMarks,
  forgetMarks,
  write,
  writesOf,
} from '../__testUtils__/store';

describeDatabases('an object that cannot be read', database => {
  let knex: Knex;
  const good = factsOf(workloadFact());

  const skip = (uid: string): ObjectChange => ({
    type: 'skipped',
    uid,
    example: 'shop/checkout: spec: not an object',
  });
  const mark = async (changes: ObjectChange[], kind = DEPLOYMENTS) =>
    (await write(knex, kind, changes)).unreadable;
  const instance = async () => {
    await deriveTestCluster(knex);
    return knex('instance').where({ namespace: 'shop' }).first();
  };

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [good]);
    await forgetMarks(knex);
  });

  it('keeps what is known, and calls it current no more', async () => {
    expect(Boolean((await instance()).stale)).toBe(false);
    expect(await mark([skip(good.uid)])).toBe(1);
    expect(await dirtyMarks(knex)).toEqual(['c-1/shop']);
    expect(await instance()).toMatchObject({ health: 'healthy' });
    expect(Boolean((await instance()).stale)).toBe(true);
  });

  it('is over as soon as the object can be read, also when it says the same', async () => {
    await mark([skip(good.uid)]);
    await write(knex, DEPLOYMENTS, [good]);
    expect(Boolean((await instance()).stale)).toBe(false);
    const row = await knex('workload').first('unreadable');
    expect(row.unreadable).toBeNull();
  });

  it('takes the last word of a batch, and marks nothing twice', async () => {
    const reason = async () => (await knex('workload').first()).unreadable;
    await mark([skip(good.uid), good]);
    expect(await reason()).toBeNull();
    await mark([good, skip(good.uid)]);
    expect(await reason()).toContain('not an object');
    for (const uid of [good.uid, 'never-seen']) {
      const writes = await writesOf(knex, async () => {
        expect(await mark([skip(uid)])).toBe(0);
      });
      expect(writes).toEqual([]);
    }
  });

  it('forgets by which version and hash it would be known', async () => {
    expect(await mark([skip(good.uid)])).toBe(1);
    expect(await knex('workload').first()).toMatchObject({
      hash: '',
      resource_version: null,
    });
  });

  it('calls no node ready that can no longer be read', async () => {
    const node = factsOf(nodeFact());
    await write(knex, NODES, [node]);
    await mark([skip(node.uid)], NODES);
    await deriveTestCluster(knex);
    expect(await knex('cluster').where({ id: 'c-1' }).first()).toMatchObject({
      health: 'unknown',
      nodes_total: 1,
      nodes_ready: 0,
      nodes_unknown: 1,
    });
  });
});
