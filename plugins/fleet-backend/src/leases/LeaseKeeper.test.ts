import { describeDatabases } from '../__testUtils__/databases';
import { insertClusters, settle, TestReplica } from '../__testUtils__/replicas';
import { heldFences } from '../store/fence';

const sleep = (ms: number) =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

describeDatabases('LeaseKeeper', database => {
  it('holds everything where it is alone', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 5);
    const replica = new TestReplica(knex, ids);
    await replica.look();
    expect(replica.ids()).toEqual(ids);
    expect([...replica.told].sort()).toEqual(ids.map(id => `+${id}`));
    expect(replica.keeper.fenceOf('c-000')).toEqual({
      clusterId: 'c-000',
      holder: replica.keeper.holder,
      epoch: 1,
    });
    expect(replica.keeper.fenceOf('c-unknown')).toBeUndefined();
    expect(replica.keeper.replicas()).toBe(1);
  });

  it('claims a cluster that comes, and hands back one that nobody names any more', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 3);
    const replica = new TestReplica(knex, ids.slice(0, 2));
    await replica.look();
    expect(replica.ids()).toEqual(['c-000', 'c-001']);
    replica.readable = replica.known = ids.slice(1);
    await replica.look();
    expect(replica.ids()).toEqual(['c-001', 'c-002']);
    expect(replica.told.at(-1)).toBe('back c-000');
    expect(
      await knex('cluster_lease').where({ cluster_id: 'c-000' }).first(),
    ).toMatchObject({ holder: null });
  });

  it('grows the epoch with every change of hands, and not with a renewal', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 1);
    const first = new TestReplica(knex, ids);
    await first.look();
    await first.look();
    expect(first.keeper.fenceOf('c-000')?.epoch).toBe(1);
    await first.keeper.stop();
    const second = new TestReplica(knex, ids);
    await second.look();
    expect(second.keeper.fenceOf('c-000')?.epoch).toBe(2);
  });

  it('takes over what a replica held that ended without a word, once its leases are over', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 4);
    const options = { leaseMs: 300 };
    const killed = new TestReplica(knex, ids, options);
    const other = new TestReplica(knex, ids, options);
    await settle([killed, other], 2);
    expect([killed.ids().length, other.ids().length]).toEqual([2, 2]);
    await killed.keeper.crash();
    await other.look();
    expect(other.ids()).toHaveLength(2);
    await sleep(350);
    await other.look();
    await other.look();
    expect(other.ids()).toEqual(ids);
  });

  it('notices what was taken over while it slept, and holds the rest', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 4);
    const options = { leaseMs: 300 };
    const paused = new TestReplica(knex, ids, options);
    await paused.look();
    const old = ids.map(id => paused.keeper.fenceOf(id)!);
    await sleep(350);
    const other = new TestReplica(knex, ids.slice(0, 3), options);
    await other.look();
    expect(other.ids()).toHaveLength(3);
    // It wakes up, and writes before it has looked.
    expect(
      await knex.transaction(trx => heldFences({ trx, fences: old })),
    ).toEqual(new Set(['c-003']));
    await paused.look();
    expect(paused.ids()).toContain('c-003');
    expect(paused.told).toEqual(
      expect.arrayContaining(
        ids.slice(0, 3).map(id => `-${id} another replica reads it now`),
      ),
    );
  });

  it('ends what it began to read of clusters that it could not take up', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 1);
    const replica = new TestReplica(knex, ids);
    replica.failure = new Error('the database is gone');
    await replica.look();
    expect(replica.ids()).toEqual([]);
    expect(replica.told).toEqual(['+c-000', '-c-000 taking them up failed']);
    replica.failure = undefined;
    await replica.keeper.tick();
    expect(replica.ids()).toEqual(ids);
    expect(replica.told.at(-1)).toBe('+c-000');
  });

  it('begins anew with a cluster whose lease had ended before it was renewed', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 1);
    const replica = new TestReplica(knex, ids);
    await replica.look();
    // As after the whole machine was suspended: our own clock stood still.
    await knex('cluster_lease').update({ expires_at: 0 });
    await replica.keeper.tick();
    expect(replica.keeper.fenceOf('c-000')?.epoch).toBe(2);
    expect(replica.told).toEqual([
      '+c-000',
      '-c-000 its lease had ended',
      '+c-000',
    ]);
  });

  it('stops reading when the database does not answer for too long, and takes up again', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 2);
    const replica = new TestReplica(knex, ids);
    await replica.look();
    await knex.schema.renameTable('replica', 'away');
    replica.clock.now += 60_000;
    await replica.keeper.tick();
    expect(replica.ids()).toEqual(ids);
    replica.clock.now += 1;
    await replica.keeper.tick();
    expect(replica.ids()).toEqual([]);
    expect(replica.told.slice(2).sort()).toEqual(
      ids.map(
        id => `-${id} the database did not answer in time to renew the lease`,
      ),
    );
    await knex.schema.renameTable('away', 'replica');
    await replica.look();
    expect(replica.ids()).toEqual(ids);
  });

  it('finds what it claimed when the answer was lost', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 1);
    const replica = new TestReplica(knex, []);
    await replica.look();
    await knex('cluster_lease').update({
      holder: replica.keeper.holder,
      epoch: 7,
    });
    replica.readable = replica.known = ids;
    await replica.look();
    expect(replica.keeper.fenceOf('c-000')?.epoch).toBe(7);
  });

  it('leaves clusters that it cannot read to those that can', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 4);
    const options = { leaseMs: 200 };
    const blind = new TestReplica(knex, ids, options);
    blind.readable = [];
    const able = new TestReplica(knex, ids, options);
    await able.look();
    await blind.look();
    await able.look();
    await blind.look();
    expect(blind.ids()).toEqual([]);
    // What the other handed back for it comes back after a while.
    await sleep(450);
    await able.look();
    expect(able.ids()).toEqual(ids);
  });
});

describeDatabases('Replicas that share clusters', database => {
  it('hold the same number each, and hand over at the end', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 20);
    const replicas = Array.from(
      { length: 4 },
      () => new TestReplica(knex, ids),
    );
    await settle(replicas);
    expect(replicas.map(replica => replica.ids().length)).toEqual([5, 5, 5, 5]);
    expect(replicas.flatMap(replica => replica.ids()).sort()).toEqual(ids);
    const [leaving, ...staying] = replicas;
    const before = staying.map(replica => replica.ids());
    await leaving.keeper.stop();
    await settle(staying, 1);
    expect(staying.flatMap(replica => replica.ids()).sort()).toEqual(ids);
    staying.forEach((replica, index) => {
      expect(replica.ids()).toEqual(expect.arrayContaining(before[index]));
    });
    expect(await knex('replica').pluck('id')).toHaveLength(3);
  });

  it('move nothing but its own when one of ten leaves a hundred clusters', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 100);
    const replicas = Array.from(
      { length: 10 },
      () => new TestReplica(knex, ids),
    );
    await settle(replicas, 6);
    expect(replicas.map(replica => replica.ids().length)).toEqual(
      Array(10).fill(10),
    );
    const [leaving, ...staying] = replicas;
    staying.forEach(({ told }) => told.splice(0));
    const moved = leaving.ids();
    await leaving.keeper.stop();
    await settle(staying, 3);
    expect(staying.flatMap(({ told }) => told).sort()).toEqual(
      moved.map(id => `+${id}`).sort(),
    );
  });

  it('give a new one its share, the youngest first and a few at a time', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 12);
    const options = { handBackAtOnce: 2 };
    const first = new TestReplica(knex, ids, options);
    await first.look();
    const youngest = first.told.slice(-6).map(told => told.slice(1));
    const second = new TestReplica(knex, ids, options);
    await second.look();
    await first.look();
    expect(first.ids()).toHaveLength(10);
    await settle([second, first]);
    expect([first.ids().length, second.ids().length]).toEqual([6, 6]);
    expect(second.ids()).toEqual([...youngest].sort());
  });

  it('never hold one cluster twice, whoever looks at the same moment', async () => {
    const knex = await database.open();
    const ids = await insertClusters(knex, 30);
    const replicas = Array.from(
      { length: 3 },
      () => new TestReplica(knex, ids),
    );
    for (let round = 0; round < 6; round += 1) {
      await Promise.all(replicas.map(replica => replica.look()));
      const all = replicas.flatMap(replica => replica.ids());
      expect(new Set(all).size).toBe(all.length);
    }
    expect(replicas.map(replica => replica.ids().length)).toEqual([10, 10, 10]);
  });
});
