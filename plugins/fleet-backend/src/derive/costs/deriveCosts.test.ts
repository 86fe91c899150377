import type { AllocationFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { ALLOCATIONS, factsOf } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { allocationFact } from '../../__testUtils__/facts';
import { write } from '../../__testUtils__/store';
import { DAY_MS } from '../../history/retention';
import { deriveCosts } from './deriveCosts';

const DAY = Date.parse('2026-11-27T00:00:00Z') / DAY_MS;

function windowOf(day: number): AllocationFact['window'] {
  const at = (number: number) =>
    new Date(number * DAY_MS).toISOString().replace('.000Z', 'Z');
  return { start: at(day), end: at(day + 1) };
}

describeDatabases('deriveCosts', database => {
  let knex: Knex;
  const now = 1_000_000;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'prod', {
      region: 'eu',
      environment: 'production',
      owner: 'group:default/platform',
    });
  });

  const tell = (...facts: Partial<AllocationFact>[]) =>
    write(
      knex,
      ALLOCATIONS,
      facts.map(fact => factsOf(allocationFact(fact))),
      { observer: 'prod' },
    );
  const derive = () => deriveCosts({ knex, clusterId: 'prod', now });
  const days = async () =>
    (
      await knex('cost_day')
        .join('cost_series', 'cost_series.id', 'cost_day.series_id')
        .select('cost_day.*', 'share', 'namespace', 'kind', 'name')
    )
      .map(
        row =>
          `${row.day - DAY} ${row.share} ${row.namespace}/${row.kind}/${
            row.name
          } ${row.cost}`,
      )
      .sort();

  it('keeps hours of a day that is not over, and takes them for no day', async () => {
    const hours = (...costs: number[]) =>
      Array.from({ length: 24 }, (_, hour) => costs[hour] ?? null);
    const of = (name: string, ...costs: number[]) => ({
      name,
      controllerKind: 'Deployment',
      controller: name,
      grain: 'hours' as const,
      hours: hours(...costs),
    });
    await tell(of('checkout', 1, 2), of('cart', 3));
    expect(await derive()).toEqual({ visible: true, isLost: false });
    expect(await days()).toEqual([]);
    expect(await knex('cost_told')).toEqual([]);
    expect(await knex('cost_hours_told')).toMatchObject([
      { cluster_id: 'prod', observer: 'prod', hours: 3 },
    ]);
    const rows = await knex('cost_hours')
      .join('cost_series', 'cost_series.id', 'cost_hours.series_id')
      .orderBy('name');
    expect(rows).toMatchObject([
      { name: 'cart', h00: 3, h01: null },
      { name: 'checkout', h00: 1, h01: 2, h02: null, day: DAY },
    ]);
    // What is as it was told last is not written again.
    expect(await derive()).toEqual({ visible: false, isLost: false });
  });

  it('reads hours of days that changed, and of none that is not kept', async () => {
    const today = DAY + 8;
    const at = (day: number, cost: number) => ({
      name: `cart-${day - DAY}`,
      controllerKind: 'Deployment',
      controller: 'cart',
      grain: 'hours' as const,
      window: windowOf(day),
      hours: [cost, ...Array(23).fill(null)],
    });
    const known = async () =>
      (await knex('cost_hours').orderBy('day').select('day', 'h00')).map(
        row => `${row.day - DAY} ${row.h00}`,
      );
    const deriveAt = (day: number) =>
      deriveCosts({ knex, clusterId: 'prod', now: day * DAY_MS });
    await tell(at(DAY - 1, 1), at(DAY, 2), at(DAY + 1, 3));
    await deriveAt(today);
    expect(await known()).toEqual(['0 2', '1 3']);
    // Of a day of which nothing is new the facts are not read.
    await knex('allocation')
      .where({ window_start: DAY * DAY_MS })
      .update({ data: 'it is not read' });
    await tell(at(DAY - 1, 1), at(DAY + 1, 4));
    await knex('allocation')
      .where({ window_start: (DAY - 1) * DAY_MS })
      .update({ hash: 'another', data: 'it is not read either' });
    expect(await deriveAt(today)).toEqual({ visible: true, isLost: false });
    expect(await known()).toEqual(['0 2', '1 4']);
  });

  it('keeps what each thing cost on a day, and what was told of the day', async () => {
    await tell(
      {
        name: 'checkout',
        controllerKind: 'Deployment',
        controller: 'checkout',
        minutes: 720,
        usage: { cpuCoresRequested: 2, cpuCoresUsed: 0.5 },
      },
      {
        name: '__idle__',
        share: 'idle',
        namespace: undefined,
        costs: { total: 9 },
      },
      { name: 'shop', grain: 'namespace', costs: { total: 3 } },
      { name: 'i-1', grain: 'asset', costs: { total: 12 } },
    );
    expect(await derive()).toEqual({ visible: true, isLost: false });
    expect(await days()).toEqual([
      '0 idle // 9',
      '0 used shop/Deployment/checkout 3',
    ]);
    expect(await knex('cost_day').where({ cost: 3 }).first()).toMatchObject({
      cpu: 2,
      ram: 1,
      cpu_requested: 1,
      cpu_used: 0.25,
      ram_used: null,
    });
    expect(await knex('cost_told')).toMatchObject([
      {
        cluster_id: 'prod',
        day: DAY,
        observer: 'prod',
        engine: 'opencost',
        grain: 'workload',
        money: 'USD',
        cost: 12,
      },
    ]);
    expect(await derive()).toEqual({ visible: false, isLost: false });
  });

  it('corrects a day that is told otherwise, and keeps one that is told no more', async () => {
    await tell(
      { name: 'a', costs: { total: 1 } },
      { name: 'b', costs: { total: 2 } },
      { name: 'before', window: windowOf(DAY - 1), costs: { total: 5 } },
    );
    await derive();
    await knex('allocation').where({ name: 'before' }).delete();
    await tell({ name: 'a', costs: { total: 1.5 } });
    expect(await derive()).toEqual({ visible: true, isLost: false });
    const kept = [
      '-1 used shop//before 5',
      '0 used shop//a 1.5',
      '0 used shop//b 2',
    ];
    expect(await days()).toEqual(kept);
    // What is told goes away bit by bit.
    for (const name of ['b', 'a']) {
      await knex('allocation').where({ name }).delete();
      expect(await derive()).toEqual({ visible: false, isLost: false });
      expect(await days()).toEqual(kept);
    }
    await tell(
      { name: 'a', costs: { total: 1 } },
      { name: 'b', costs: { total: 1 } },
      { name: 'c', costs: { total: 1 } },
    );
    expect(await derive()).toEqual({ visible: true, isLost: false });
    expect(await days()).toHaveLength(4);
  });

  it('keeps a whole day when its tool remembers a part, and a bill when a price sheet is left', async () => {
    await tell({ name: 'a', costs: { total: 4 } });
    await derive();
    await tell({ name: 'a', minutes: 720, costs: { total: 2 } });
    expect(await derive()).toEqual({ visible: false, isLost: false });
    expect(await days()).toEqual(['0 used shop//a 4']);
    await tell({ name: 'a', estimated: true, costs: { total: 3 } });
    expect(await derive()).toEqual({ visible: false, isLost: false });
    expect(await days()).toEqual(['0 used shop//a 4']);
    expect(await knex('cost_told')).toMatchObject([{ cost: 4 }]);
    // The word that is as good as the one before counts.
    await tell({ name: 'a', costs: { total: 5 } });
    expect(await derive()).toEqual({ visible: true, isLost: false });
    expect(await days()).toEqual(['0 used shop//a 5']);
  });

  it('takes a day of which something could not be read for a part, also of one thing', async () => {
    await tell(
      { name: 'a', costs: { total: 1 }, partial: true },
      { name: 'b', costs: { total: 2 } },
    );
    await derive();
    expect(await knex('cost_told')).toMatchObject([{ cost: 3, minutes: 2880 }]);
    expect(await isWhole()).toEqual([false]);
    await tell(
      { name: 'a', costs: { total: 1 }, partial: false },
      { name: 'b', costs: { total: 4 } },
    );
    expect(await derive()).toEqual({ visible: true, isLost: false });
    expect(await isWhole()).toEqual([true]);
    // As many things with as many minutes, and one that is not there.
    await tell(
      { name: 'a', costs: { total: 1 }, partial: true },
      { name: 'b', costs: { total: 2 }, partial: true },
    );
    expect(await derive()).toEqual({ visible: false, isLost: false });
    expect(await days()).toEqual(['0 used shop//a 1', '0 used shop//b 4']);
    expect(await isWhole()).toEqual([true]);

    async function isWhole() {
      const rows = await knex('cost_told').select('whole');
      return rows.map(({ whole }) => Boolean(whole));
    }
  });

  it('counts a whole day of another tool before one of which something could not be read', async () => {
    const thing = { controllerKind: 'Deployment', controller: 'cart' };
    await tell(
      { ...thing, name: 'cart', costs: { total: 1 }, partial: true },
      {
        ...thing,
        name: 'shop/Deployment/cart',
        engine: 'prometheus',
        estimated: true,
        costs: { total: 3 },
      },
    );
    await derive();
    expect(await days()).toEqual(['0 used shop/Deployment/cart 3']);
  });

  it('counts a tool once that is there twice', async () => {
    const at = (namespace: string) => {
      const { source } = allocationFact();
      return { source: { ...source, namespace, uid: `of ${namespace}` } };
    };
    await tell(
      { name: 'a', ...at('opencost'), costs: { total: 4 } },
      { name: 'a', ...at('monitoring'), costs: { total: 4 } },
    );
    await derive();
    expect(await days()).toEqual(['0 used shop//a 4']);
  });

  it('adds up parts of one thing, and says nothing of both where one is unknown', async () => {
    const part = { controllerKind: 'Job', controller: 'nightly' };
    await tell(
      {
        ...part,
        name: 'nightly/1',
        usage: { ramBytesRequested: 4, ramBytesUsed: 1 },
      },
      {
        ...part,
        name: 'nightly/2',
        usage: { ramBytesRequested: 4, cpuCoresUsed: 1 },
      },
    );
    await derive();
    expect(await knex('cost_day')).toMatchObject([
      { cost: 6, cpu: 4, ram_requested: 8, ram_used: null, cpu_used: null },
    ]);
  });

  describe('nodes', () => {
    const node = (name: string, over: Partial<AllocationFact> = {}) => ({
      name,
      grain: 'asset' as const,
      category: 'Node',
      namespace: undefined,
      costs: { total: 9 },
      ...over,
    });
    const disk = (over: Partial<AllocationFact> = {}) =>
      node('pvc', { category: 'Disk', ...over });
    const tellNodes = (...facts: Partial<AllocationFact>[]) =>
      tell({ name: 'a' }, ...facts);
    const nodes = async () =>
      (await knex('cost_told').select('nodes')).map(row => row.nodes);

    it('are a mean over the day, and stay when they are told no more', async () => {
      await tell(node('n-1'));
      // Nothing is kept of a day of which no costs are known.
      expect(await derive()).toEqual({ visible: false, isLost: false });
      await tellNodes(
        node('n-1'),
        node('n-2', { minutes: 720 }),
        // It took the place of the other one.
        node('n-3', { minutes: 720 }),
        node('n-4', { minutes: 360 }),
        disk(),
      );
      expect(await derive()).toEqual({ visible: true, isLost: false });
      expect(await nodes()).toEqual([2.25]);
      expect(await derive()).toEqual({ visible: false, isLost: false });
      // Costs that are corrected are no other nodes.
      await tellNodes(disk({ costs: { total: 1 } }));
      expect(await derive()).toEqual({ visible: false, isLost: false });
      for (const name of ['n-4', 'n-3', 'n-2', 'n-1']) {
        await knex('allocation').where({ name }).delete();
        expect(await derive()).toEqual({ visible: false, isLost: false });
      }
      expect(await nodes()).toEqual([2.25]);
      // The day is told again, by another price, and has its nodes still.
      await tell({ name: 'a', costs: { total: 7 } });
      expect(await derive()).toEqual({ visible: true, isLost: false });
      expect(await nodes()).toEqual([2.25]);
      await tellNodes(...[1, 2, 3].map(number => node(`n-${number}`)));
      expect(await derive()).toEqual({ visible: true, isLost: false });
      expect(await nodes()).toEqual([3]);
    });

    it.each<[string, Partial<AllocationFact>[]]>([
      ['a day in part', [node('n-1', { minutes: 1300 })]],
      [
        'a day of which something could not be read',
        [node('n-1'), disk({ partial: true })],
      ],
      ['what is no node', [disk()]],
      [
        'another day',
        [node('n-1', { window: windowOf(DAY - 1) }), disk({ name: 'pvc-2' })],
      ],
    ])('are not known of %s', async (_, facts) => {
      await tellNodes(...facts);
      expect(await derive()).toEqual({ visible: true, isLost: false });
      expect(await nodes()).toEqual([null]);
    });

    it('lacks no node for want of an hour that nobody watched, and has none twice', async () => {
      const at = (namespace: string) => {
        const { source } = allocationFact();
        return { source: { ...source, namespace, uid: `of ${namespace}` } };
      };
      await tellNodes(
        ...['n-1', 'n-2', 'n-3'].map(name => node(name, { minutes: 1392 })),
        node('n-1', { ...at('monitoring'), minutes: 1392 }),
      );
      await derive();
      expect(await nodes()).toEqual([3]);
    });

    it('are the own word of a cluster', async () => {
      await insertCluster(knex, 'hub');
      await tellNodes();
      await write(knex, ALLOCATIONS, [factsOf(allocationFact(node('n-1')))], {
        observer: 'hub',
      });
      await knex('allocation')
        .where({ observer: 'hub' })
        .update({ subject: 'prod' });
      await derive();
      expect(await nodes()).toEqual([null]);
    });
  });

  it('takes what requests are sized by from whoever tells it, and keeps it when it is told no more', async () => {
    const thing = { controllerKind: 'Deployment', controller: 'checkout' };
    const sizing = {
      replicas: 2,
      cpuCoresHigh: 0.5,
      memoryBytesHigh: 1000,
      cpuThrottledShare: 0,
      outOfMemoryKills: 0,
    };
    await tell({ ...thing, name: 'checkout' });
    await derive();
    expect(await knex('cost_day')).toMatchObject([
      { replicas: null, cpu_high: null, throttled: null, oom_kills: null },
    ]);
    // A price sheet costs it anew, and is no second account; what it knows besides counts.
    await tell(
      { ...thing, name: 'checkout' },
      {
        ...thing,
        name: 'shop/Deployment/checkout',
        engine: 'prometheus',
        estimated: true,
        costs: { total: 99 },
        sizing,
      },
    );
    expect(await derive()).toEqual({ visible: true, isLost: false });
    const known = {
      cost: 3,
      replicas: 2,
      cpu_high: 0.5,
      ram_high: 1000,
      throttled: 0,
      oom_kills: 0,
    };
    expect(await knex('cost_day')).toMatchObject([known]);
    await knex('allocation')
      .where({ data: await ofSizing() })
      .delete();
    await tell({ ...thing, name: 'checkout', costs: { total: 4 } });
    expect(await derive()).toEqual({ visible: true, isLost: false });
    expect(await knex('cost_day')).toMatchObject([{ ...known, cost: 4 }]);

    async function ofSizing() {
      const rows = await knex('allocation').select('data');
      return rows.find(({ data }) => data.includes('sizing')).data;
    }
  });

  it('takes the worst of several parts, and nothing of both where one is unknown', async () => {
    const part = { controllerKind: 'Job', controller: 'nightly' };
    await tell(
      {
        ...part,
        name: 'nightly/1',
        sizing: { replicas: 1, cpuCoresHigh: 2, outOfMemoryKills: 0 },
      },
      {
        ...part,
        name: 'nightly/2',
        sizing: { replicas: 2, cpuCoresHigh: 1 },
      },
    );
    await derive();
    expect(await knex('cost_day')).toMatchObject([
      { replicas: 3, cpu_high: 2, oom_kills: null },
    ]);
  });

  it('leaves out what is of no whole day, and cuts what is made up', async () => {
    await tell(
      {
        window: { start: '2026-11-27T01:00:00Z', end: '2026-11-28T01:00:00Z' },
      },
      {
        window: { start: '2026-11-27T00:00:00Z', end: '2026-11-27T12:00:00Z' },
      },
    );
    await derive();
    expect(await days()).toEqual([]);
    await tell({
      costs: { total: 1e300, cpu: 1e300 },
      minutes: 1e300,
      usage: { cpuCoresRequested: 1e300 },
    });
    await derive();
    expect(await knex('cost_day')).toMatchObject([{ cost: 1e18 }]);
  });

  it('moves what a thing is bound to, and leaves in place what is gone', async () => {
    const thing = { controllerKind: 'Deployment', controller: 'checkout' };
    await tell({ ...thing, name: 'checkout' });
    await derive();
    const place = () => knex('cost_series').first('entity_ref', 'owner');
    expect(await place()).toEqual({
      entity_ref: '',
      owner: 'group:default/platform',
    });
    await knex('cost_series').update({ entity_ref: 'component:default/old' });
    // Nobody knows any more of anything that was bound.
    expect(await derive()).toEqual({ visible: false, isLost: false });
    expect(await place()).toMatchObject({
      entity_ref: 'component:default/old',
    });
  });

  it('writes nothing of a cluster that another replica has', async () => {
    await tell({ name: 'a' });
    expect(
      await deriveCosts({
        knex,
        clusterId: 'prod',
        now,
        fenceOf: () => undefined,
      }),
    ).toEqual({ visible: false, isLost: true });
    expect(await knex('cost_told')).toEqual([]);
  });

  it('keeps all that is known of a cluster that left', async () => {
    await tell({ name: 'a' });
    await derive();
    await knex('cluster').update({ left_at: 5 });
    await knex('allocation').delete();
    expect(await derive()).toEqual({ visible: false, isLost: false });
    expect(await days()).toHaveLength(1);
  });
});
