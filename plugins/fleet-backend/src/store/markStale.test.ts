import type { Knex } from 'knex';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  factsOf,
  NODES,
} from '../__testUtils__/changes';
import { deriveTestCluster, insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { deliveryFact, nodeFact, workloadFact } from '../__testUtils__/facts';
import { write } from '../__testUtils__/store';
import { markStale } from './markStale';

describeDatabases('markStale', database => {
  let knex: Knex;
  const derive = (id: string) =>
    deriveTestCluster(knex, { cluster: { id, name: id, names: [id] } });

  beforeEach(async () => {
    knex = await database.open();
    for (const id of ['c-1', 'c-2']) {
      await insertCluster(knex, id);
      await write(
        knex,
        DEPLOYMENTS,
        [
          factsOf(workloadFact({ name: 'a' })),
          factsOf(workloadFact({ name: 'b', namespace: 'other' })),
        ],
        { observer: id },
      );
      await write(knex, NODES, [factsOf(nodeFact())], { observer: id });
      await derive(id);
    }
  });

  const counts = async (id: string) => {
    const row = await knex('cluster').where({ id }).first();
    const cells = await knex('cell')
      .where({ cluster_id: id })
      .sum({ healthy: 'workload_healthy', stale: 'workload_stale' })
      .first();
    const instances = await knex('instance')
      .where({ cluster_id: id, stale: false })
      .count({ current: '*' })
      .first();
    return {
      healthy: row.instance_healthy,
      stale: row.instance_stale,
      total: row.instance_total,
      cells: [Number(cells?.healthy), Number(cells?.stale)],
      current: Number(instances?.current),
      nodes: Boolean(row.stale),
    };
  };
  const good = {
    healthy: 2,
    stale: 0,
    total: 2,
    cells: [2, 0],
    current: 2,
    nodes: false,
  };
  const bad = {
    healthy: 0,
    stale: 2,
    total: 2,
    cells: [0, 2],
    current: 0,
    nodes: true,
  };

  it('takes back what is current of one cluster, and of no other', async () => {
    expect(await counts('c-1')).toEqual(good);
    await markStale({ knex, clusterIds: ['c-1'] });
    expect(await counts('c-1')).toEqual(bad);
    expect(await counts('c-2')).toEqual(good);
  });

  it('takes back what a cluster says of another that nobody knows', async () => {
    for (const observer of ['c-1', 'c-2']) {
      const delivery = deliveryFact({
        subject: { type: 'reference', server: 'https://nobody' },
      });
      await write(knex, APPLICATIONS, [factsOf(delivery)], { observer });
      await derive(observer);
    }
    const current = () => knex('delivery').where({ stale: false });
    expect(await current()).toHaveLength(2);
    await markStale({ knex, clusterIds: ['c-1'] });
    expect(await current().pluck('observer')).toEqual(['c-2']);
    await derive('c-1');
    expect(await current()).toHaveLength(2);
  });

  it('takes back all, and deriving gives back what is current', async () => {
    await markStale({ knex });
    expect(await counts('c-2')).toEqual(bad);
    await derive('c-2');
    expect(await counts('c-2')).toEqual(good);
    expect(await counts('c-1')).toEqual(bad);
  });
});
