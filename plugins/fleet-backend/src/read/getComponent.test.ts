import type { Knex } from 'knex';
import { DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { workloadFact } from '../__testUtils__/facts';
import { insertCoverage, readingFleetAt } from '../__testUtils__/read';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import { write } from '../__testUtils__/store';
import { EntityIndex } from '../mapping/EntityIndex';
import { getComponent } from './getComponent';

const REF = 'component:default/checkout';
const entities = [entityWithId('checkout', { title: 'The checkout' })];
const index = new EntityIndex(entities);
const COMPLETE = {
  coverage_asked: 3,
  coverage_current: 3,
  coverage_state: 'current',
};

async function runsOn(
  knex: Knex,
  id: string,
  options: { health?: 'healthy' | 'degraded'; currency?: TestCurrency } = {},
): Promise<void> {
  await write(
    knex,
    DEPLOYMENTS,
    [
      factsOf(
        workloadFact({
          labels: labelledFor('checkout'),
          health: options.health ?? 'healthy',
        }),
      ),
    ],
    { observer: id },
  );
  await deriveTestCluster(knex, {
    cluster: { id, name: id, names: [id] },
    entities,
    ...(options.currency ? { currency: options.currency } : {}),
  });
}

describeDatabases('getComponent', database => {
  it('shows where it runs, with what it is made of', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { ...COMPLETE });
    await insertCoverage(knex, 'c-1', DEPLOYMENTS.key);
    await runsOn(knex, 'c-1');
    const answer = await getComponent(await readingFleetAt(knex), index, REF);
    expect(answer).toMatchObject({
      entityRef: REF,
      known: true,
      totals: { healthy: 1, total: 1, stale: 0 },
      notHere: [],
      hints: [{ annotation: 'backstage.io/kubernetes-id', value: 'checkout' }],
    });
    expect(answer.instances).toMatchObject([
      {
        cluster: { id: 'c-1', name: 'name-of-c-1' },
        title: 'The checkout',
        namespace: 'shop',
        health: 'healthy',
        currency: {
          current: true,
          confirmedAt: new Date(100_000).toISOString(),
        },
        version: { desired: '1.0.0', actual: '1.0.0', settled: true },
        replicas: { desired: 2, ready: 2 },
        binding: { rule: 'kubernetes-id' },
        workloads: [{ name: 'checkout', currency: { current: true } }],
        deliveries: [],
      },
    ]);
  });

  it('says what is not current, by the time that it is, and counts it as nothing good', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { ...COMPLETE });
    await insertCoverage(knex, 'c-1', DEPLOYMENTS.key, {
      state: 'unreachable',
      reason: 'connection refused',
    });
    const currency = new TestCurrency();
    currency.lose('c-1', '*');
    await runsOn(knex, 'c-1', { currency });
    const { totals, instances } = await getComponent(
      await readingFleetAt(knex),
      index,
      REF,
    );
    expect(totals).toMatchObject({ healthy: 0, stale: 1, total: 1 });
    expect(instances[0]).toMatchObject({
      health: 'healthy',
      currency: { current: false, reason: 'connection refused' },
    });
  });

  it('calls nothing current that was last proven too long ago', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { ...COMPLETE });
    await insertCoverage(knex, 'c-1', DEPLOYMENTS.key);
    await runsOn(knex, 'c-1');
    const currentAt = async (now: number) => {
      const { instances } = await getComponent(
        await readingFleetAt(knex, now),
        index,
        REF,
      );
      return instances[0].currency.current;
    };
    expect(await currentAt(190_000)).toBe(true);
    expect(await currentAt(190_001)).toBe(false);
    // The clock went back: an age is never negative.
    expect(await currentAt(50_000)).toBe(true);
  });

  it.each([
    {
      name: 'read completely and nothing there',
      row: { ...COMPLETE },
      expected: { reason: 'not-placed' },
    },
    {
      name: 'reachable but partly forbidden',
      row: {
        ...COMPLETE,
        coverage_current: 2,
        coverage_state: 'forbidden',
        coverage_reason: 'Deployment: no list on deployments',
      },
      expected: {
        reason: 'forbidden',
        detail: expect.stringContaining('no list on deployments'),
      },
    },
    {
      name: 'being listed for the first time',
      row: {
        ...COMPLETE,
        coverage_current: 0,
        coverage_state: 'listing',
      },
      expected: { reason: 'pending' },
    },
    {
      name: 'nothing is known to be served',
      row: {
        coverage_asked: 0,
        coverage_current: 0,
        coverage_state: 'pending',
      },
      expected: { reason: 'pending' },
    },
    {
      name: 'silent',
      row: { ...COMPLETE, coverage_current: 1 },
      expected: { reason: 'pending' },
    },
    {
      name: 'interrupted for too long',
      row: { ...COMPLETE, coverage_current: 1, coverage_state: 'interrupted' },
      expected: { reason: 'unreachable' },
    },
    ...(
      [
        'unreachable',
        'unauthorized',
        'forbidden',
        'invalid',
        'not-asked',
        'pending',
      ] as const
    ).map(reachability => ({
      name: reachability,
      row: { ...COMPLETE, reachability, reachability_reason: 'why' },
      expected: {
        reason: reachability,
        detail: expect.stringContaining('why'),
      },
    })),
    {
      name: 'quarantined',
      row: {
        ...COMPLETE,
        reachability: 'quarantined',
        reachability_reason: 'why',
      },
      expected: { reason: 'quarantined' },
    },
  ])(
    'says why it is not on a cluster that is $name',
    async ({ row, expected }) => {
      const knex = await database.open();
      await insertCluster(knex, 'c-1', row);
      const { notHere } = await getComponent(
        await readingFleetAt(knex),
        index,
        REF,
      );
      expect(notHere).toMatchObject([{ cluster: { id: 'c-1' }, ...expected }]);
    },
  );

  it('lists what is not known before what is not placed', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { ...COMPLETE, name: 'a' });
    await insertCluster(knex, 'c-2', {
      name: 'b',
      reachability: 'unreachable',
    });
    const { notHere } = await getComponent(
      await readingFleetAt(knex),
      index,
      REF,
    );
    expect(notHere.map(({ reason }) => reason)).toEqual([
      'unreachable',
      'not-placed',
    ]);
  });

  it('says how to bind an entity that it does not know', async () => {
    const knex = await database.open();
    const answer = await getComponent(
      await readingFleetAt(knex),
      new EntityIndex([]),
      REF,
    );
    expect(answer).toMatchObject({
      known: false,
      instances: [],
      totals: { total: 0 },
      hints: [
        { annotation: 'backstage.io/kubernetes-id' },
        { annotation: 'argocd/app-name' },
      ],
    });
  });

  it('regression: shows and counts nothing of a cluster that has left', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { ...COMPLETE });
    await insertCluster(knex, 'c-left', { ...COMPLETE });
    await insertCoverage(knex, 'c-1', DEPLOYMENTS.key);
    await runsOn(knex, 'c-1');
    await runsOn(knex, 'c-left');
    await knex('cluster').where({ id: 'c-left' }).update({ left_at: 5_000 });
    const { totals, instances } = await getComponent(
      await readingFleetAt(knex),
      index,
      REF,
    );
    expect(totals).toMatchObject({ healthy: 1, total: 1 });
    expect(instances.map(({ cluster }) => cluster.id)).toEqual(['c-1']);
  });
});
