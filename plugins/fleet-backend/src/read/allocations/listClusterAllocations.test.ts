import type { AllocationFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { ALLOCATIONS, factsOf } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { allocationFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { resolverOf, write } from '../../__testUtils__/store';
import { listClusterAllocations } from './listClusterAllocations';

const PATH = '/clusters/{clusterId}/allocations';
const BEFORE = {
  start: '2026-11-26T00:00:00Z',
  end: '2026-11-27T00:00:00Z',
};

const SPENT: Partial<AllocationFact>[] = [
  { name: 'checkout', costs: { total: 3 } },
  { name: 'cart', costs: { total: 0.5 }, namespace: 'pay' },
  {
    name: '__idle__',
    share: 'idle',
    namespace: undefined,
    costs: { total: 9 },
  },
  { name: 'credit', share: 'shared', costs: { total: -2 } },
  { name: 'shop', grain: 'namespace', costs: { total: 3 } },
  { name: 'yesterday', costs: { total: 70 }, window: BEFORE },
];

describeDatabases('listClusterAllocations', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    await insertCluster(knex, 'prod');
    await insertCluster(knex, 'other');
    await insertCoverage(knex, 'prod', ALLOCATIONS.key);
    await write(
      knex,
      ALLOCATIONS,
      [
        ...SPENT.map(each => factsOf(allocationFact(each))),
        factsOf(
          allocationFact({
            name: 'elsewhere',
            subject: { type: 'reference', server: 'https://other.example' },
          }),
        ),
      ],
      {
        observer: 'prod',
        resolver: resolverOf({ 'https://other.example': 'other' }),
      },
    );
  });
  const ask = (
    query: Parameters<typeof listClusterAllocations>[2] = {},
    cluster = 'prod',
  ) => listClusterAllocations(readingAt(knex), cluster, query);

  it('tells the dearest first, and never adds up what is of another window or grain', async () => {
    const page = await ask();
    expectDocumented(PATH, page);
    expect(page.items.map(({ name, costs }) => [name, costs.total])).toEqual([
      ['yesterday', 70],
      ['__idle__', 9],
      ['checkout', 3],
      ['shop', 3],
      ['cart', 0.5],
      ['credit', -2],
    ]);
    expect(page.items[2]).toMatchObject({
      money: 'USD',
      query: expect.stringContaining('window='),
      efficiency: { ram: 'no-request' },
      currency: { current: true },
    });
    expect(
      page.totals.windows.map(({ window, grain, share, things, cost }) => [
        window.start.slice(0, 10),
        grain,
        share,
        things,
        cost,
      ]),
    ).toEqual([
      ['2026-11-27', 'namespace', 'used', 1, 3],
      ['2026-11-27', 'workload', 'idle', 1, 9],
      ['2026-11-27', 'workload', 'shared', 1, -2],
      ['2026-11-27', 'workload', 'used', 2, 3.5],
      ['2026-11-26', 'workload', 'used', 1, 70],
    ]);
  });

  it('is narrowed by window, grain and text, and sums all windows still', async () => {
    const page = await ask({
      start: '2026-11-27T00:00:00.000Z',
      grain: ['workload'],
      share: ['used'],
      text: 'SHOP/check',
    });
    expect(page.items.map(({ name }) => name)).toEqual(['checkout']);
    expect(page.totals.total).toBe(1);
    const all = await ask({ start: BEFORE.start });
    expect(all.items.map(({ name }) => name)).toEqual(['yesterday']);
    expect(all.totals.total).toBe(1);
    expect(all.totals.windows).toHaveLength(5);
  });

  it('comes in pages', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ limit: 2, cursor });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual((await ask()).items.map(({ name }) => name));
    expect(names).toHaveLength(6);
  });

  it('tells of a cluster what another one says of its cost, without resting on its being seen', async () => {
    const page = await ask({}, 'other');
    expect(page.items).toMatchObject([
      {
        name: 'elsewhere',
        observer: { id: 'prod' },
        subject: { state: 'resolved', cluster: { id: 'other' } },
        currency: { current: true },
      },
    ]);
  });

  it('counts what cannot be confirmed', async () => {
    await knex('coverage').update({ state: 'interrupted', confirmed_at: 1 });
    const page = await ask({ grain: ['namespace'] });
    expect(page.totals.windows).toMatchObject([{ things: 1, stale: 1 }]);
    expect(page.items[0].currency.current).toBe(false);
  });
});
