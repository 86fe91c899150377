import type { CountedState } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { APPLICATIONS, DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, deliveryFact, workloadFact } from '../__testUtils__/facts';
import { insertCoverage, readingAt } from '../__testUtils__/read';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import { resolverOf, write } from '../__testUtils__/store';
import { EntityIndex } from '../mapping/EntityIndex';
import { listClusterDeliveries } from './listClusterDeliveries';
import { listClusterInstances } from './listClusterInstances';
import { listClusterWorkloads } from './listClusterWorkloads';

const entities = ['checkout', 'cart', 'api'].map(name => entityWithId(name));
const index = new EntityIndex(entities);

const LISTS = {
  workloads: listClusterWorkloads,
  deliveries: listClusterDeliveries,
  instances: (
    context: Parameters<typeof listClusterWorkloads>[0],
    id: string,
    query: Parameters<typeof listClusterWorkloads>[2],
  ) => listClusterInstances(context, index, id, query),
};

async function aCluster(knex: Knex): Promise<void> {
  await insertCluster(knex, 'c-1');
  await insertCoverage(knex, 'c-1', DEPLOYMENTS.key);
  await insertCoverage(knex, 'c-1', APPLICATIONS.key);
  await write(
    knex,
    DEPLOYMENTS,
    ['checkout', 'cart', 'api', 'x', 'y'].flatMap((name, position) =>
      ['one', 'two'].map(namespace =>
        factsOf(
          workloadFact({
            name,
            namespace,
            labels: labelledFor(name),
            health: position === 0 ? 'degraded' : 'healthy',
          }),
        ),
      ),
    ),
  );
  await write(
    knex,
    APPLICATIONS,
    ['a', 'b', 'c', 'd', 'e'].map((name, position) =>
      factsOf(
        deliveryFact({
          name,
          namespace: position % 2 ? 'argocd' : 'other',
          sync: position === 0 ? 'out-of-sync' : 'synced',
          heartbeat:
            position === 1
              ? { state: 'lost', reason: 'no route' }
              : { state: 'current' },
          brings: brings('one/checkout'),
        }),
      ),
    ),
  );
  await deriveTestCluster(knex, { entities });
}

describeDatabases('the lists of a cluster', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    await aCluster(knex);
  });

  it.each(Object.entries(LISTS))(
    'visit every row of %s once, in one order',
    async (_, list) => {
      const all = await list(readingAt(knex), 'c-1', { limit: 500 });
      expect(all.nextCursor).toBeUndefined();
      expect(all.items.length).toBe(all.totals.total);
      for (const limit of [1, 3]) {
        const ids: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await list(readingAt(knex), 'c-1', {
            limit,
            ...(cursor ? { cursor } : {}),
          });
          ids.push(...page.items.map(({ id }) => id));
          expect(page.totals).toEqual(all.totals);
          cursor = page.nextCursor;
        } while (cursor && ids.length < 100);
        expect(ids).toEqual(all.items.map(({ id }) => id));
      }
    },
  );

  it('put components first, and what belongs to none last', async () => {
    const { items } = await LISTS.instances(readingAt(knex), 'c-1', {});
    expect(items.map(item => item.entityRef?.split('/').pop() ?? '')).toEqual([
      'api',
      'api',
      'cart',
      'cart',
      'checkout',
      'checkout',
      '',
      '',
      ...items.slice(8).map(() => ''),
    ]);
  });

  it.each<[keyof typeof LISTS, CountedState[], number]>([
    ['workloads', ['degraded'], 2],
    ['workloads', ['degraded', 'healthy'], 10],
    ['workloads', ['stale'], 0],
    ['workloads', ['out-of-sync'], 0],
    ['deliveries', ['stale'], 1],
    ['deliveries', ['healthy'], 4],
    ['deliveries', ['out-of-sync'], 1],
    ['deliveries', ['out-of-sync', 'stale'], 2],
    ['instances', ['degraded'], 2],
  ])('hold of %s only those in %j', async (name, state, count) => {
    const { items, totals } = await LISTS[name](readingAt(knex), 'c-1', {
      state,
    });
    expect(items).toHaveLength(count);
    expect(totals.total).toBe(count);
  });

  it.each(Object.entries(LISTS))(
    'refuse for %s a cursor of another list',
    async (name, list) => {
      const other = name === 'workloads' ? LISTS.deliveries : LISTS.workloads;
      const { nextCursor } = await other(readingAt(knex), 'c-1', { limit: 1 });
      expect(nextCursor).toBeDefined();
      await expect(
        list(readingAt(knex), 'c-1', { cursor: nextCursor }),
      ).rejects.toThrow(/'cursor'/);
    },
  );

  it.each(Object.entries(LISTS))(
    'know no %s of a cluster that is not there',
    async (_, list) => {
      await expect(list(readingAt(knex), 'c-9', {})).rejects.toThrow(/'c-9'/);
    },
  );

  it.each(Object.entries(LISTS))(
    'regression: %s take nothing of a query but what pages by',
    async (_, list) => {
      const query = { limit: 1, expression: '1; drop table cell', sort: 'x' };
      const { items } = await list(readingAt(knex), 'c-1', query);
      expect(items).toHaveLength(1);
      expect(await knex('cell').first()).toBeDefined();
    },
  );

  it('say of a delivery why it is not current', async () => {
    const { items } = await LISTS.deliveries(readingAt(knex), 'c-1', {
      state: ['stale'],
    });
    expect(items).toMatchObject([
      {
        name: 'b',
        health: 'healthy',
        currency: {
          current: false,
          reason: expect.stringContaining('no route'),
        },
      },
    ]);
  });
});

describeDatabases('the lists of a hub', database => {
  it('show what it delivers elsewhere, and what leads nowhere, with the reason', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'hub');
    await insertCluster(knex, 'c-a');
    await insertCoverage(knex, 'hub', APPLICATIONS.key);
    await write(
      knex,
      APPLICATIONS,
      [
        { name: 'home' },
        {
          name: 'away',
          subject: { type: 'reference' as const, server: 'https://a' },
        },
        {
          name: 'lost',
          subject: { type: 'reference' as const, server: 'https://x' },
        },
        {
          name: 'named',
          subject: { type: 'reference' as const, name: 'prod' },
        },
        { name: 'none', subject: { type: 'none' as const } },
      ].map(over => factsOf(deliveryFact(over))),
      { observer: 'hub', resolver: resolverOf({ 'https://a': 'c-a' }) },
    );
    const { items } = await LISTS.deliveries(readingAt(knex), 'hub', {});
    expect(
      Object.fromEntries(items.map(({ name, subject }) => [name, subject])),
    ).toMatchObject({
      home: { state: 'resolved', cluster: { id: 'hub' } },
      away: { state: 'resolved', cluster: { id: 'c-a', name: 'name-of-c-a' } },
      lost: {
        state: 'unresolved',
        reference: 'https://x',
        reason: expect.stringContaining('https://x'),
      },
      named: {
        state: 'unresolved',
        reference: 'prod',
        reason: expect.stringContaining('fleet.references'),
      },
      none: { state: 'none' },
    });
    const elsewhere = await LISTS.deliveries(readingAt(knex), 'c-a', {});
    expect(elsewhere.items.map(({ name }) => name)).toEqual(['away']);
    // The hub stands behind it, too.
    expect(elsewhere.coverage.clusters).toBe(2);
  });

  it('find a cluster by the id of one that became part of it', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await knex('cluster_alias').insert({
      id: 'c-old',
      cluster_id: 'c-1',
      reason: 'x',
      created_at: 1,
    });
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await deriveTestCluster(knex, { currency: new TestCurrency() });
    const { items } = await LISTS.workloads(readingAt(knex), 'c-old', {});
    expect(items).toHaveLength(1);
  });
});
