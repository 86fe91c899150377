import type { Knex } from 'knex';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  NODES,
  factsOf,
} from '../__testUtils__/changes';
import {
  insertCluster,
  NO_CONFIG,
  testCluster,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import {
  brings,
  deliveryFact,
  nodeFact,
  workloadFact,
} from '../__testUtils__/facts';
import { dirtyMarks, forgetMarks, write } from '../__testUtils__/store';
import { EntityIndex } from '../mapping/EntityIndex';
import { deriveBatch } from './deriveBatch';

/** Derives the same namespaces of several clusters at once. */
function deriveAll(
  knex: Knex,
  clusterIds: string[],
  namespaces: string[],
  over: Partial<Parameters<typeof deriveBatch>[0]> = {},
) {
  return deriveBatch(
    {
      knex,
      config: NO_CONFIG,
      currency: new TestCurrency(),
      entities: new EntityIndex([]),
      now: 10_000,
      ...over,
    },
    {
      clusters: clusterIds.map(id => testCluster({ id, names: [id] })),
      marked: new Map(clusterIds.map(id => [id, new Set(namespaces)])),
    },
  );
}

/** The statements that a database was sent while work was done. */
async function statementsOf(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const seen: string[] = [];
  const listen = ({ sql }: { sql: string }) => seen.push(sql);
  knex.on('query', listen);
  try {
    await work();
  } finally {
    knex.removeListener('query', listen);
  }
  return seen;
}

describeDatabases('deriveBatch', database => {
  const many = Array.from({ length: 200 }, (_, index) => `c-${index}`);

  it('of 200 marks of 200 clusters sends a constant number of statements', async () => {
    // SQLite is not sent any: it is called.
    if (!database.isPostgres) return;
    const knex = await database.open();
    for (const id of many) {
      await insertCluster(knex, id);
      await write(knex, DEPLOYMENTS, [factsOf(workloadFact())], {
        observer: id,
      });
      await write(
        knex,
        APPLICATIONS,
        [factsOf(deliveryFact({ brings: brings('shop/checkout') }))],
        { observer: id },
      );
    }
    const first = await statementsOf(knex, () =>
      deriveAll(knex, many, ['shop']),
    );
    expect(await knex('instance')).toHaveLength(200);
    // In two slices, with the places of the deliveries.
    expect(first.length).toBeLessThanOrEqual(50);
    for (const id of many) {
      await write(
        knex,
        DEPLOYMENTS,
        [factsOf(workloadFact({ health: 'degraded' }))],
        { observer: id },
      );
    }
    const second = await statementsOf(knex, () =>
      deriveAll(knex, many.slice(0, 128), ['shop']),
    );
    expect(await knex('transition')).toHaveLength(128);
    expect(second.length).toBeLessThanOrEqual(20);
    const third = await statementsOf(knex, () =>
      deriveAll(knex, many.slice(128, 129), ['shop']),
    );
    expect(third.length).toBe(second.length);
  });

  it('reads no delivery that has nothing to do with the namespace', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await write(knex, APPLICATIONS, [
      factsOf(deliveryFact({ brings: brings('shop/checkout') })),
      factsOf(deliveryFact({ name: 'cart', brings: brings('cart/cart') })),
    ]);
    await deriveAll(knex, ['c-1'], ['*']);
    // It could not be read.
    await knex('delivery').where({ name: 'cart' }).update({ data: '{' });
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ health: 'degraded' })),
    ]);
    const { visible } = await deriveAll(knex, ['c-1'], ['shop']);
    expect(visible).toBe(true);
    await expect(deriveAll(knex, ['c-1'], ['cart'])).rejects.toThrow();
  });

  it('places a delivery anew when it says something else, or of another cluster', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await insertCluster(knex, 'c-2');
    const places = async () =>
      (await knex('delivery_place').orderBy(['subject', 'place'])).map(
        row => `${row.subject} ${row.place}`,
      );
    const application = (over: Parameters<typeof deliveryFact>[0]) =>
      write(knex, APPLICATIONS, [factsOf(deliveryFact(over))]);
    await application({
      targetNamespace: 'shop',
      brings: {
        ...brings('shop/checkout', 'jobs/cron'),
        labels: { b: '2', a: '1' },
      },
    });
    await deriveAll(knex, ['c-1', 'c-2'], ['shop']);
    expect(await places()).toEqual(['c-1 l/a=1', 'c-1 n/jobs', 'c-1 n/shop']);
    await application({ brings: brings('cart/cart') });
    await deriveAll(knex, ['c-1', 'c-2'], ['shop', 'cart']);
    expect(await places()).toEqual(['c-1 n/cart']);
    await knex('delivery').update({ subject: 'c-2' });
    await deriveAll(knex, ['c-1', 'c-2'], ['*']);
    expect(await places()).toEqual(['c-2 n/cart']);
    expect(await knex('instance').pluck('cluster_id')).toEqual(['c-2']);
    await knex('delivery').delete();
    expect(await places()).toEqual([]);
  });

  it('adds to the sums of a cluster, and rebuilds them where the cluster is marked', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    const total = async () =>
      (await knex('cluster').first('instance_total')).instance_total;
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact()),
      factsOf(workloadFact({ name: 'cron', namespace: 'jobs' })),
    ]);
    await deriveAll(knex, ['c-1'], ['shop']);
    expect(await total()).toBe(1);
    await deriveAll(knex, ['c-1'], ['jobs']);
    expect(await total()).toBe(2);
    await knex('cluster').update({ instance_total: 40 });
    await deriveAll(knex, ['c-1'], ['']);
    expect(await total()).toBe(2);
    await write(knex, DEPLOYMENTS, [
      { type: 'deleted', uid: workloadFact().source.uid },
    ]);
    await deriveAll(knex, ['c-1'], ['shop']);
    expect(await total()).toBe(1);
  });

  it('says what is worst on a cluster when a namespace changes, nodes first', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    const worst = async () =>
      JSON.parse((await knex('cluster').first('worst')).worst);
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ health: 'degraded', message: 'no such image' })),
    ]);
    await deriveAll(knex, ['c-1'], ['shop']);
    expect(await worst()).toEqual(['shop: degraded, no such image']);
    await write(knex, NODES, [
      factsOf(nodeFact({ health: 'degraded', message: 'kubelet stopped' })),
    ]);
    await deriveAll(knex, ['c-1'], ['']);
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ health: 'missing', message: 'gone' })),
    ]);
    await deriveAll(knex, ['c-1'], ['shop']);
    expect(await worst()).toEqual([
      'node node-a: kubelet stopped',
      'shop: missing, gone',
    ]);
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await deriveAll(knex, ['c-1'], ['shop']);
    expect(await worst()).toEqual(['node node-a: kubelet stopped']);
  });

  it('queues the namespaces of a cluster that has very many', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(
      knex,
      DEPLOYMENTS,
      Array.from({ length: 300 }, (_, index) =>
        factsOf(workloadFact({ namespace: `n-${index}` })),
      ),
    );
    await forgetMarks(knex);
    await deriveAll(knex, ['c-1'], ['*']);
    expect(await knex('instance')).toEqual([]);
    const marks = await dirtyMarks(knex);
    expect(marks).toHaveLength(300);
    await deriveAll(
      knex,
      ['c-1'],
      marks.map(mark => mark.slice('c-1/'.length)),
    );
    expect((await knex('cluster').first()).instance_total).toBe(300);
  });

  it('stores texts that a database would refuse', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await deriveAll(knex, ['c-1'], ['*']);
    await write(knex, DEPLOYMENTS, [
      factsOf(
        workloadFact({ health: 'degraded', message: 'a\0b\uD800c\uDC00 😀' }),
      ),
    ]);
    await deriveAll(knex, ['c-1'], ['shop']);
    const { reason } = await knex('transition').first();
    expect(reason).toBe('a\uFFFDb\uFFFDc\uFFFD 😀');
  });
});
