import {
  requestPatch,
  type RightSizingQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { insertCluster } from '../../../__testUtils__/cluster';
import { insertCostDay, type TestLine } from '../../../__testUtils__/costs';
import { describeDatabases } from '../../../__testUtils__/databases';
import { expectDocumented } from '../../../__testUtils__/expectDocumented';
import { readingAt } from '../../../__testUtils__/read';
import { DAY_MS } from '../../../history/retention';
import { getRightSizing } from './getRightSizing';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const TODAY = Math.floor(NOW / DAY_MS);
const MIB = 1024 ** 2;

/** Two replicas that ask for 1 core and 1,000 MiB each, and never have more than 0.4 and 400. */
const LINE: TestLine = {
  name: 'cart',
  cost: 3,
  cpu: 2 * 24 * 0.03,
  ram: 1,
  cpuRequested: 2,
  cpuUsed: 0.4,
  ramRequested: 2000 * MIB,
  ramUsed: 500 * MIB,
  replicas: 2,
  cpuHigh: 0.4,
  ramHigh: 400 * MIB,
  throttled: 0,
  kills: 0,
  place: {
    entity_ref: 'component:default/cart',
    owner: 'group:default/shop',
    system: 'system:default/store',
  },
};

describeDatabases('getRightSizing', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'a', { region: 'eu' });
  });

  const ask = async (query: RightSizingQuery = {}) => {
    const answer = await getRightSizing(readingAt(knex, NOW), query);
    expectDocumented('/cost/right-sizing', answer);
    return answer;
  };
  const tell = async (
    days: number,
    lines: TestLine[],
    of: (ago: number, line: TestLine) => TestLine = (_, line) => line,
  ) => {
    for (let ago = days; ago >= 1; ago--) {
      await insertCostDay(knex, {
        clusterId: 'a',
        day: TODAY - ago,
        lines: lines.map(line => of(ago, line)),
      });
    }
  };

  it('says of nothing that nothing is known', async () => {
    expect(await ask()).toMatchObject({
      span: { first: '2026-11-02', last: '2026-11-15' },
      items: [],
      itemsTotal: 0,
      totals: {
        workloads: 0,
        smaller: 0,
        larger: 0,
        fitting: 0,
        notJudged: [],
      },
      sums: [],
    });
  });

  it('proposes what was used with headroom, and says what that saves', async () => {
    await tell(10, [LINE]);
    const { items, totals, sums, basis } = await ask();
    expect(basis.cpu).toEqual({
      quantile: 0.95,
      headroom: 0.15,
      leastDays: 7,
      leastChange: 0.1,
    });
    expect(items).toHaveLength(1);
    const [item] = items;
    expect(item).toMatchObject({
      cluster: { id: 'a', name: 'name-of-a' },
      namespace: 'shop',
      kind: 'Deployment',
      name: 'cart',
      component: 'component:default/cart',
      owner: 'group:default/shop',
      money: 'USD',
      replicas: 2,
      containers: [],
    });
    // 0.4 · 1.15 of 1 core; 0.54 · 2 · 0.03 · 730.
    expect(item.cpu.request).toBeCloseTo(0.46, 6);
    expect(item.cpu.requested).toBeCloseTo(1, 6);
    expect(item.cpu.savingPerMonth).toBeCloseTo(0.54 * 2 * 0.03 * 730, 2);
    // PostgreSQL keeps seven digits of bytes.
    expect(item.ram.request! / MIB).toBeCloseTo(460, -1);
    expect(item.savingPerMonth).toBeCloseTo(
      item.cpu.savingPerMonth! + item.ram.savingPerMonth!,
      6,
    );
    expect(item.costPerMonth).toBeCloseTo((3 * 730) / 24, 6);
    expect(totals).toEqual({
      workloads: 1,
      smaller: 2,
      larger: 0,
      fitting: 0,
      notJudged: [],
    });
    expect(sums).toEqual([
      {
        money: 'USD',
        saved: item.savingPerMonth,
        added: 0,
        workloads: 1,
        unpriced: 0,
      },
    ]);
    const patch = parse(requestPatch(item)!.kustomize!);
    expect(patch.spec.template.spec.containers[0].resources.requests.cpu).toBe(
      '460m',
    );
  });

  it('proposes nothing where it was throttled, was killed, or nobody knows', async () => {
    const without = (key: keyof TestLine, name: string) => {
      const { [key]: _, ...line } = LINE;
      return { ...line, name } as TestLine;
    };
    await tell(
      10,
      [
        { ...LINE, name: 'throttled', throttled: 0.05 },
        { ...LINE, name: 'killed' },
        without('throttled', 'no-word-of-throttling'),
        without('kills', 'no-word-of-kills'),
        without('cpuHigh', 'means-alone'),
        without('replicas', 'no-replicas'),
        { ...LINE, name: 'no-request', cpuRequested: 0, ramRequested: 0 },
        { ...LINE, name: 'fits', cpuHigh: 0.86, ramHigh: 860 * MIB },
      ],
      (ago, line) =>
        line.name === 'killed' ? { ...line, kills: ago === 3 ? 1 : 0 } : line,
    );
    const { items, totals } = await ask();
    const why = Object.fromEntries(
      items.map(({ name, cpu, ram }) => [name, [cpu.why, ram.why]]),
    );
    expect(why).toEqual({
      throttled: ['throttled', undefined],
      killed: [undefined, 'out-of-memory'],
      'no-word-of-throttling': ['throttling-unknown', undefined],
      'no-word-of-kills': [undefined, 'out-of-memory-unknown'],
      'means-alone': ['high-unknown', undefined],
      'no-replicas': ['replicas-unknown', 'replicas-unknown'],
      'no-request': ['no-request', 'no-request'],
      fits: ['small', 'small'],
    });
    const means = items.find(({ name }) => name === 'means-alone')!;
    expect(means.cpu.used).toBeUndefined();
    expect(means.cpu.usedMean).toBeCloseTo(0.2, 6);
    expect(totals.workloads).toBe(8);
    expect(totals.fitting).toBe(2);
    expect(totals.smaller).toBe(5);
    expect(totals.notJudged.reduce((sum, { count }) => sum + count, 0)).toBe(9);
  });

  it('asks for more where more was used, even where nobody knows of throttling', async () => {
    await tell(8, [
      { ...LINE, cpuHigh: 2, throttled: undefined, ramHigh: 400 * MIB },
    ]);
    const { items, totals, sums } = await ask();
    expect(items[0].cpu.request).toBeCloseTo(2.3, 6);
    expect(items[0].cpu.savingPerMonth).toBeLessThan(0);
    expect(totals).toMatchObject({ smaller: 1, larger: 1 });
    expect(sums[0].added).toBeCloseTo(-items[0].cpu.savingPerMonth!, 6);
    expect(requestPatch(items[0])!.kustomize).toMatch(/A limit has to be/);
  });

  it('waits for seven days, and adds up no two currencies', async () => {
    await tell(6, [LINE]);
    const { items, sums } = await ask();
    expect(items[0].cpu).toMatchObject({ days: 6, why: 'too-few-days' });
    expect(items[0].cpu.request).toBeUndefined();
    expect(sums).toEqual([]);
    await insertCluster(knex, 'b', { region: 'us' });
    for (let ago = 10; ago >= 1; ago--) {
      for (const [clusterId, money] of [
        ['a', 'USD'],
        ['b', 'EUR'],
      ]) {
        await insertCostDay(knex, {
          clusterId,
          day: TODAY - ago,
          lines: [LINE],
          account: { money },
        });
      }
    }
    const both = await ask();
    expect(both.sums.map(({ money, workloads }) => [money, workloads])).toEqual(
      [
        ['EUR', 1],
        ['USD', 1],
      ],
    );
    expect((await ask({ cluster: ['b'] })).itemsTotal).toBe(1);
    expect((await ask({ owner: ['group:default/nobody'] })).itemsTotal).toBe(0);
  });

  it('leaves out what is gone, by the days that are told of its cluster', async () => {
    await tell(13, [LINE, { ...LINE, name: 'gone' }], (ago, line) =>
      line.name === 'gone' && ago <= 4 ? { ...line, name: 'came' } : line,
    );
    // Nothing was told of yesterday: three days before count.
    await knex('cost_told')
      .where({ day: TODAY - 1 })
      .delete();
    await knex('cost_day')
      .where({ day: TODAY - 1 })
      .delete();
    const { items, totals, sums } = await ask();
    expect(items.map(({ name }) => name)).toEqual(['cart', 'came']);
    expect(totals.workloads).toBe(2);
    expect(sums).toMatchObject([{ workloads: 1 }]);
    // On the first of the three days it was still there.
    await insertCostDay(knex, {
      clusterId: 'a',
      day: TODAY - 4,
      lines: [LINE, { ...LINE, name: 'gone' }],
    });
    expect((await ask()).items.map(({ name }) => name)).toContain('gone');
  });

  it('saves nothing on days without it', async () => {
    await tell(14, [LINE, { ...LINE, name: 'seldom' }], (ago, line) =>
      line.name === 'seldom' && ago % 2 === 0
        ? { ...line, name: `other-${ago}` }
        : line,
    );
    const { items } = await ask();
    const [cart, seldom] = ['cart', 'seldom'].map(
      name => items.find(each => each.name === name)!,
    );
    expect(seldom.cpu).toMatchObject({ days: 7 });
    expect(seldom.cpu.request).toBeCloseTo(cart.cpu.request!, 9);
    expect(seldom.costPerMonth).toBeCloseTo(cart.costPerMonth! / 2, 9);
    expect(seldom.replicas).toBeCloseTo(1, 9);
    expect(seldom.savingPerMonth).toBeCloseTo(cart.savingPerMonth! / 2, 6);
  });

  it('counts a workload once that cost something in two currencies', async () => {
    await tell(14, [LINE], (_, line) => line);
    for (let ago = 8; ago >= 1; ago--) {
      await insertCostDay(knex, {
        clusterId: 'a',
        day: TODAY - ago,
        lines: [LINE],
        account: { money: 'EUR' },
      });
    }
    const cost = (3 * 730) / 24;
    const { items, sums } = await ask();
    expect(items).toMatchObject([{ money: 'EUR', replicas: 2 }]);
    // Of the days that are told in this currency.
    expect(items[0].costPerMonth).toBeCloseTo(cost, 6);
    expect(sums).toMatchObject([{ money: 'EUR', workloads: 1 }]);
    // Both are among the last three days.
    for (const [ago, money] of [
      [1, 'USD'],
      [2, 'EUR'],
    ] as const) {
      await insertCostDay(knex, {
        clusterId: 'a',
        day: TODAY - ago,
        lines: [LINE],
        account: { money },
      });
    }
    expect((await ask()).items).toMatchObject([{ money: 'USD', replicas: 2 }]);
  });

  it('reads many workloads in parts', async () => {
    const lines = Array.from({ length: 501 }, (_, index) => ({
      ...LINE,
      name: `cart-${index}`,
    }));
    await tell(7, lines);
    const { itemsTotal, items, totals } = await ask();
    expect(itemsTotal).toBe(501);
    expect(items).toHaveLength(200);
    expect(totals).toMatchObject({ workloads: 501, smaller: 1002 });
  });
});
