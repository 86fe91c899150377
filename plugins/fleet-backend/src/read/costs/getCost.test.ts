import {
  addDays,
  dayNumber,
  daysOf,
  type CostQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { insertCostDay, type TestLine } from '../../__testUtils__/costs';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { fleetOf, readingAt } from '../../__testUtils__/read';
import { DEFAULT_COST_CONFIG } from '../../config/costSchema';
import { DAY_MS } from '../../history/retention';
import { EntityIndex } from '../../mapping/EntityIndex';
import { Access } from '../../permissions/Access';
import { EVERYTHING, type Expression } from '../../permissions/Expression';
import { StatementScope } from '../../permissions/StatementScope';
import { FleetViews } from '../fleet';
import { getCost } from './getCost';

const CART = 'component:default/cart';
const STOREFRONT = 'group:default/storefront';
const SHOP = 'system:default/shop';
const OURS = { entity_ref: CART, owner: STOREFRONT, system: SHOP };
const NOW = Date.parse('2026-11-16T09:00:00Z');
/** The day that is not over. */
const TODAY = NOW / DAY_MS - ((NOW / DAY_MS) % 1);

describeDatabases('getCost', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    for (const id of ['a', 'b', 'c']) {
      await insertCluster(knex, id, { region: id === 'c' ? 'us' : 'eu' });
    }
  });

  const ask = async (query: CostQuery = {}, budgets: object[] = []) => {
    const answer = await getCost(readingAt(knex, NOW), query, {
      ...DEFAULT_COST_CONFIG,
      budgets: budgets as never,
    });
    expectDocumented('/cost', answer);
    return answer;
  };
  const tell = (
    clusterId: string,
    daysAgo: number,
    lines: TestLine[],
    account = {},
  ) => insertCostDay(knex, { clusterId, day: TODAY - daysAgo, lines, account });
  const cart = (cost: number, over: Partial<TestLine> = {}): TestLine => ({
    name: 'cart',
    cost,
    place: OURS,
    ...over,
  });
  const idle = (cost: number): TestLine => ({
    share: 'idle',
    namespace: '',
    kind: '',
    name: '',
    cost,
  });

  it('says nothing of what nobody told, and of whom nothing is known', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({
      today: '2026-11-16',
      span: { first: '2026-08-18', last: '2026-11-15' },
      sheets: [],
      sources: [],
      silent: [
        { id: 'a', name: 'name-of-a' },
        { id: 'b', name: 'name-of-b' },
        { id: 'c', name: 'name-of-c' },
      ],
    });
    expect(answer.since).toBeUndefined();
  });

  it('adds up days, and says of which a cluster is missing', async () => {
    for (let ago = 20; ago >= 1; ago--) {
      await tell('a', ago, [cart(2), idle(1)]);
      // A week without a word.
      if (ago > 9 || ago < 3) await tell('b', ago, [cart(3)]);
    }
    const { sheets, sources, silent, since } = await ask({
      owner: [STOREFRONT],
    });
    expect(since).toBe('2026-10-27');
    expect(silent).toEqual([]);
    expect(sources.map(({ cluster, days }) => [cluster.id, days])).toEqual([
      ['a', 20],
      ['b', 13],
    ]);
    const [sheet] = sheets;
    expect(sheets).toHaveLength(1);
    expect(sheet.money).toBe('USD');
    expect(sheet.days).toHaveLength(20);
    expect(sheet.days[0]).toEqual({
      day: '2026-10-27',
      cost: 5,
      coverage: { known: 2, expected: 2 },
    });
    expect(sheet.days.at(-9)).toEqual({
      day: '2026-11-07',
      cost: 2,
      coverage: { known: 1, expected: 2 },
    });
    // From the 1st to the 15th, 7 of them in part.
    expect(sheet.monthToDate).toMatchObject({
      days: 15,
      known: 8,
      inPart: 7,
      missing: 0,
      cost: 8 * 5 + 7 * 2,
      least: { known: 1, expected: 2 },
    });
    expect(sheet.forecast).toMatchObject({
      method: 'weekday-median',
      knownDays: 8,
      inPartDays: 7,
      toDate: 54,
    });
    // What is missing is expected, and said to be.
    expect(sheet.forecast.expected).toBeCloseTo(30 * 5);
    expect(sheet.forecast.expectedOfPast).toBeCloseTo(7 * 3);
    expect(sheet.shares).toEqual([{ share: 'used', cost: 54 }]);
    expect(sheet.spend).toMatchObject({
      clusters: { known: 2, expected: 2 },
      ratio: 1,
    });
  });

  it('tells idle cost apart where rows are things, and with its cluster where they are clusters', async () => {
    await tell('a', 1, [cart(2), idle(1)]);
    await tell('b', 1, [cart(3)]);
    const rows = async (query: CostQuery) =>
      (await ask(query)).sheets[0].rows.map(({ key, name, share, span }) => [
        key,
        name,
        share,
        span.cost,
      ]);
    expect(await rows({})).toEqual([
      [CART, CART, undefined, 5],
      ['', '', 'idle', 1],
    ]);
    expect(await rows({ by: 'cluster' })).toEqual([
      ['a', 'name-of-a', undefined, 3],
      ['b', 'name-of-b', undefined, 3],
    ]);
    expect(await rows({ by: 'namespace' })).toEqual([
      ['b/shop', 'name-of-b/shop', undefined, 3],
      ['a/shop', 'name-of-a/shop', undefined, 2],
      ['', '', 'idle', 1],
    ]);
    expect(await rows({ by: 'owner' })).toEqual([
      [STOREFRONT, STOREFRONT, undefined, 5],
      ['group:default/platform', 'group:default/platform', undefined, 1],
    ]);
    expect(await rows({ by: 'region', cluster: ['a'] })).toEqual([
      ['eu', 'eu', undefined, 3],
    ]);
  });

  it('never adds up two currencies', async () => {
    await tell('a', 1, [cart(2)]);
    await tell('b', 1, [cart(3)], { money: 'EUR' });
    await tell('c', 1, [cart(4)], { money: 'EUR' });
    const { sheets } = await ask();
    expect(
      sheets.map(({ money, monthToDate }) => [money, monthToDate.cost]),
    ).toEqual([
      ['EUR', 7],
      ['USD', 2],
    ]);
  });

  it('lets no cluster that never told anything pass for one that costs nothing', async () => {
    await tell('a', 1, [cart(2)]);
    const { sheets, silent } = await ask();
    expect(silent.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(sheets[0].days).toEqual([
      {
        day: '2026-11-15',
        cost: 2,
        coverage: { known: 1, expected: 3, silent: 2 },
      },
    ]);
    expect(sheets[0].spend).toMatchObject({
      clusters: { known: 1, expected: 3 },
      neverKnown: 2,
    });
  });

  it('counts silent clusters for each row that has something on them', async () => {
    await insertCluster(knex, 'd', { region: 'us', owner: STOREFRONT });
    await tell('a', 1, [cart(4), { name: 'db', cost: 2 }, idle(1)]);
    // Of c nothing is known; it has nothing of theirs, and d is theirs as a whole.
    const cell = { namespace: 'shop', region: 'eu', stamp: 1 };
    await knex('cell').insert({
      ...cell,
      cluster_id: 'b',
      entity_ref: CART,
      environment: 'staging',
      owner: STOREFRONT,
      system: SHOP,
    });
    const rowsOf = async (query: CostQuery) =>
      (await ask(query)).sheets[0].rows.map(({ key, share = '', span }) => [
        `${share}${key}`,
        span.least,
      ]);
    const of = (silent: number) => ({ known: 1, expected: 1 + silent, silent });
    const whole = { known: 1, expected: 1 };
    expect(await rowsOf({ by: 'owner' })).toEqual([
      [STOREFRONT, of(2)],
      ['group:default/platform', whole],
    ]);
    expect(await rowsOf({ by: 'component' })).toEqual([
      [CART, of(1)],
      ['', whole],
      ['idle', of(3)],
    ]);
    expect(await rowsOf({ by: 'system' })).toEqual([
      [SHOP, of(1)],
      ['unassigned', whole],
      ['idle', of(3)],
    ]);
    expect(await rowsOf({ by: 'region' })).toEqual([['eu', of(1)]]);
    expect(await rowsOf({ by: 'environment' })).toEqual([
      ['production', whole],
    ]);
    expect(await rowsOf({ by: 'cluster' })).toEqual([['a', whole]]);
    // What is asked for of a thing leaves out what is the clusters' own.
    expect(await rowsOf({ by: 'owner', component: [CART] })).toEqual([
      [STOREFRONT, of(1)],
    ]);
    expect(await rowsOf({ by: 'component', owner: [STOREFRONT] })).toEqual([
      [CART, of(1)],
    ]);
  });

  it('takes a cluster for silent of which hours alone are known', async () => {
    await tell('a', 1, [cart(2)]);
    await tell('b', 40, [cart(3)]);
    // Of b as of a, but no day: it is over with the next.
    const [{ id }] = await knex('cost_series').where({ cluster_id: 'b' });
    await knex('cost_day').where({ series_id: id }).delete();
    await knex('cost_span').where({ series_id: id }).delete();
    await knex('cost_told').where({ cluster_id: 'b' }).delete();
    await knex('cost_hours').insert({ series_id: id, day: TODAY, h00: 1 });
    const { sheets, silent } = await ask({
      cluster: ['a', 'b'],
      by: 'cluster',
    });
    expect(silent.map(each => each.id)).toEqual(['b']);
    expect(sheets[0].days).toMatchObject([
      { cost: 2, coverage: { known: 1, expected: 2, silent: 1 } },
    ]);
    expect(sheets[0].rows.map(({ key }) => key)).toEqual(['a']);
  });

  it('says what rests on a price sheet, and which day is not a whole one', async () => {
    await tell('a', 2, [cart(2)], { isEstimated: true });
    await tell('a', 1, [cart(3)], { isWhole: false });
    const [sheet] = (await ask({ cluster: ['a'] })).sheets;
    expect(sheet.estimatedCost).toBe(2);
    expect(sheet.days.map(({ coverage }) => coverage)).toEqual([
      { known: 1, expected: 1 },
      { known: 0, expected: 1 },
    ]);
    expect(sheet.monthToDate).toMatchObject({ known: 1, inPart: 1 });
  });

  it('says how budgets stand, of what was asked for and of rows', async () => {
    for (let ago = 20; ago >= 1; ago--) await tell('a', ago, [cart(4)]);
    const budgets = [
      { owner: STOREFRONT, limit: 100, period: 'month' },
      { component: CART, limit: 1000, period: 'month' },
      { owner: STOREFRONT, limit: 5, currency: 'EUR', period: 'month' },
    ];
    const [sheet] = (await ask({ owner: [STOREFRONT] }, budgets)).sheets;
    expect(sheet.budgets).toHaveLength(1);
    expect(sheet.budgets[0]).toMatchObject({
      source: 'configuration',
      name: STOREFRONT,
      standing: { limit: 100, used: 60, ratio: 0.6, runsOutOn: '2026-11-25' },
    });
    expect(sheet.rows[0].budget).toMatchObject({
      name: CART,
      standing: { limit: 1000, ratio: 0.06 },
    });
    // Of two owners there is no budget.
    const [both] = (
      await ask({ owner: [STOREFRONT, 'group:default/platform'] }, budgets)
    ).sheets;
    expect(both.budgets).toEqual([]);
  });

  it('expects what comes of weeks and quarters, too', async () => {
    for (let ago = 60; ago >= 1; ago--) await tell('a', ago, [cart(4)]);
    const budget = { owner: STOREFRONT };
    const budgets = [
      { ...budget, limit: 20, period: 'week' },
      { ...budget, limit: 300, period: 'quarter' },
      { component: CART, limit: 300, period: 'quarter' },
    ];
    const [sheet] = (await ask({ owner: [STOREFRONT] }, budgets)).sheets;
    const [week, quarter] = sheet.budgets.map(({ standing }) => standing);
    // It is Monday: nothing of the week is known.
    expect(week).toMatchObject({
      span: { first: '2026-11-16', last: '2026-11-22' },
      pastDays: 0,
      runsOutOn: '2026-11-20',
      crossed: [],
      expectedToCross: [80, 100],
    });
    expect(week.used).toBeUndefined();
    expect(week.expected).toBeCloseTo(28, 6);
    // From the 1st of October to yesterday 46 days, and 46 to come.
    expect(quarter).toMatchObject({
      used: 184,
      runsOutOn: '2026-12-14',
      expectedToCross: [80, 100],
    });
    expect(quarter.expected).toBeCloseTo(92 * 4, 6);
    expect(sheet.rows[0].budget).toMatchObject({
      period: 'quarter',
      standing: { runsOutOn: '2026-12-14' },
    });
  });

  it('says how well it is used', async () => {
    await tell('a', 1, [
      cart(4, {
        cpu: 2,
        ram: 2,
        cpuRequested: 2,
        cpuUsed: 1,
        ramRequested: 4,
        ramUsed: 1,
      }),
      idle(6),
    ]);
    const [sheet] = (await ask()).sheets;
    expect(sheet.efficiency).toEqual({ cpu: 0.5, ram: 0.25, total: 0.375 });
    expect(sheet.savings).toMatchObject({
      knownDays: 1,
      total: 10,
      used: 1.5,
      idleOfRequests: { cpu: 1, ram: 1.5, total: 2.5 },
      idleOfInfrastructure: 6,
    });
    expect(sheet.rows[0]).toMatchObject({ share: 'idle' });
    expect(sheet.rows[0].efficiency).toBeUndefined();
  });

  it('points at a day that stands out, what of it, and what happened', async () => {
    for (let ago = 70; ago >= 1; ago--) {
      await tell('a', ago, [
        cart(ago === 3 ? 50 : 10 + (ago % 2), {
          cpuRequested: ago <= 3 ? 4 : 2,
        }),
        { name: 'db', cost: 20 },
      ]);
    }
    const versions = ['1.0.0', '2.0.0', '2.0.1', '2.0.2'];
    for (const [index, version] of versions.slice(1).entries()) {
      await knex('transition').insert({
        at: (TODAY - 3) * DAY_MS + 5 + index,
        cluster_id: 'a',
        scope: 'instance',
        name: 'shop/cart',
        entity_ref: CART,
        field: 'version',
        from_value: versions[index],
        to_value: version,
      });
    }
    for (const [ago, nodes] of [
      [4, 8],
      [3, 11],
    ]) {
      await knex('cost_told')
        .where({ day: TODAY - ago })
        .update({ nodes });
    }
    const [sheet] = (await ask()).sheets;
    expect(sheet.anomalies.items).toMatchObject([
      {
        day: '2026-11-13',
        direction: 'more',
        cost: 70,
        parts: [{ name: CART }],
        causes: [
          {
            kind: 'scaling',
            what: `${CART} 2 → 4 cores requested (1)`,
            daysBefore: 0,
          },
          { kind: 'nodes', what: 'name-of-a 8 → 11 nodes', daysBefore: 0 },
          // No kind hides another one: of each there are two at most.
          { kind: 'release', what: `${CART} 1.0.0 → 2.0.0 (1)`, daysBefore: 0 },
          { kind: 'release', what: `${CART} 2.0.0 → 2.0.1 (1)`, daysBefore: 0 },
        ],
      },
    ]);
    expect(sheet.anomalies.judgedDays).toBe(35);
    expect(sheet.forecast.method).toBe('holt-winters');
  });

  it('blames a day that stands out on nothing that was known in part before', async () => {
    for (let ago = 70; ago >= 1; ago--) {
      // The tool of a was down on four of the weekdays that are compared.
      if (ago % 7 !== 3 || ago < 8 || ago > 35) {
        await tell('a', ago, [
          cart(90),
          { name: 'db', cost: ago === 3 ? 70 : 20 + (ago % 2) },
        ]);
      }
      await tell('b', ago, [cart(10)]);
    }
    const [sheet] = (await ask({ by: 'component' })).sheets;
    expect(
      sheet.anomalies.items.map(({ day, parts }) => [
        day,
        parts.map(({ name }) => name),
      ]),
    ).toEqual([['2026-11-13', ['']]]);
  });

  it('does not take a cluster that told before for one on which a new thing costs nothing', async () => {
    await tell('b', 20, [{ name: 'db', cost: 9 }]);
    await tell('a', 1, [cart(2)]);
    const place = { namespace: 'shop', entity_ref: CART, environment: 'p' };
    for (const cluster_id of ['a', 'b']) {
      await knex('cell').insert({
        ...place,
        cluster_id,
        region: 'eu',
        owner: STOREFRONT,
        system: SHOP,
        stamp: 1,
      });
    }
    const { sheets, silent } = await ask({ component: [CART] });
    expect(silent.map(({ id }) => id)).toEqual(['b']);
    const coverage = { known: 1, expected: 2, silent: 1 };
    expect(sheets[0].days).toMatchObject([{ coverage }]);
    // Nor does its row where all is asked for.
    const all = await ask({ by: 'component', cluster: ['a', 'b'] });
    expect(all.silent).toEqual([]);
    expect(
      all.sheets[0].rows.find(({ key }) => key === CART)?.span.least,
    ).toEqual(coverage);
  });

  it('takes budgets of annotations, after those of the configuration', async () => {
    await tell('a', 1, [cart(10)]);
    await tell('b', 1, [cart(20, { place: {} })]);
    const state = (
      target: string,
      key: string,
      value: string,
      over: object = {},
    ) =>
      knex('entity_budget').insert({
        ref: `${target}:default/x-${key}`.slice(0, 253),
        target,
        key,
        value,
        ...over,
      });
    await state('owner', STOREFRONT, '100 USD', { thresholds: '50' });
    await state('component', CART, '1,0 USD');
    await state('system', SHOP, '300 EUR');
    await state('cluster', 'a', '40 USD per week');
    await state('cluster', 'b', '7 USD', { contested: true });
    await state('cluster', 'nobody', '7 USD');

    const ofOwner = await ask({ owner: [STOREFRONT] });
    expect(ofOwner.sheets[0].budgets).toMatchObject([
      {
        source: 'annotation',
        name: STOREFRONT,
        period: 'month',
        standing: { limit: 100, used: 10, ratio: 0.1 },
      },
    ]);
    expect(ofOwner.budgetProblems).toBeUndefined();
    const decided = await ask({ owner: [STOREFRONT] }, [
      { owner: STOREFRONT, limit: 50, period: 'week' },
    ]);
    expect(decided.sheets[0].budgets).toMatchObject([
      {
        source: 'configuration',
        overrulesAnnotation: true,
        period: 'week',
        standing: { limit: 50 },
      },
    ]);
    // It is in another currency than what is spent.
    expect((await ask({ system: [SHOP] })).sheets[0].budgets).toEqual([]);
    const ofCart = await ask({ component: [CART] });
    expect(ofCart.sheets[0].budgets).toEqual([]);
    expect(ofCart.budgetProblems).toEqual([
      {
        entity: `component:default/x-${CART}`,
        value: '1,0 USD',
        problem: 'amount',
      },
    ]);
    const byCluster = await ask({ by: 'cluster' });
    expect(
      byCluster.sheets[0].rows.map(({ key, budget }) => [key, budget?.source]),
    ).toEqual([
      ['b', undefined],
      ['a', 'annotation'],
    ]);
    expect(byCluster.budgetProblems?.map(({ problem }) => problem)).toEqual([
      'contested',
      'amount',
    ]);
  });

  it('takes no budget of a cluster that two state by different ids', async () => {
    await tell('b', 1, [cart(10)]);
    for (const key of ['a', 'b']) {
      await knex('entity_budget').insert({
        ref: `resource:default/${key}`,
        target: 'cluster',
        key,
        value: key === 'a' ? '40 USD' : '70 USD',
      });
    }
    const budgetsOf = async () => {
      const { sheets, budgetProblems } = await ask({ by: 'cluster' });
      return [
        sheets[0].rows.map(({ key, budget }) => [key, budget?.standing.limit]),
        budgetProblems?.map(({ entity, problem }) => [entity, problem]),
      ];
    };
    expect(await budgetsOf()).toEqual([[['b', 70]], undefined]);
    await knex('cluster_alias').insert({
      id: 'a',
      cluster_id: 'b',
      reason: 'the same uid',
      created_at: 1,
    });
    expect(await budgetsOf()).toEqual([
      [['b', undefined]],
      [
        ['resource:default/a', 'contested'],
        ['resource:default/b', 'contested'],
      ],
    ]);
    // Of the one that is left the cluster has it, whichever id it names.
    await knex('entity_budget').where({ key: 'b' }).delete();
    expect(await budgetsOf()).toEqual([[['b', 40]], undefined]);
  });

  it('compares a budget of a whole with no part of it', async () => {
    for (let ago = 20; ago >= 1; ago--) {
      await tell('a', ago, [cart(4), { name: 'db', cost: 6 }]);
    }
    const budgets = [
      { cluster: 'name-of-a', limit: 500, period: 'month' },
      { component: CART, limit: 100, period: 'month' },
    ];
    const rowsOf = async (query: CostQuery) =>
      (await ask(query, budgets)).sheets[0].rows.map(
        ({ budget }) => budget?.standing.used,
      );
    expect(await rowsOf({ by: 'cluster' })).toEqual([150]);
    expect(await rowsOf({ by: 'cluster', owner: [STOREFRONT] })).toEqual([
      undefined,
    ]);
    expect(await rowsOf({ owner: [STOREFRONT] })).toEqual([60]);
    expect(await rowsOf({ region: ['eu'] })).toEqual([undefined, undefined]);
  });

  it('expects nothing more in a currency that another one followed', async () => {
    for (let ago = 20; ago >= 1; ago--) {
      await tell('a', ago, [cart(4)], { money: ago > 10 ? '' : 'EUR' });
    }
    const { sheets } = await ask({ cluster: ['a'] });
    expect(sheets.map(({ money }) => money)).toEqual(['EUR', undefined]);
    expect(sheets[0].spend).toMatchObject({ ratio: 1 });
    expect(sheets[1].spend).toMatchObject({
      clusters: { known: 0, expected: 0 },
    });
    expect(sheets[1].days.every(({ coverage }) => coverage?.known === 1)).toBe(
      true,
    );
  });

  it('counts days of one cluster once that was merged into another', async () => {
    await tell('a', 1, [cart(2)]);
    await tell('a', 2, [cart(3)]);
    await tell('b', 1, [cart(2)]);
    await knex('cluster_alias').insert({
      id: 'a',
      cluster_id: 'b',
      reason: 'the same uid',
      created_at: 1,
    });
    const { sheets } = await ask({ owner: [STOREFRONT] });
    expect(sheets[0].days.map(({ day, cost }) => [day, cost])).toEqual([
      ['2026-11-14', 3],
      ['2026-11-15', 2],
    ]);
  });

  describe('of a cluster that was merged into another', () => {
    const merge = async (daysAgo: number) => {
      await knex('cluster')
        .where({ id: 'a' })
        .update({ left_at: NOW - daysAgo * DAY_MS });
      await knex('cluster_alias').insert({
        id: 'a',
        cluster_id: 'b',
        reason: 'the same uid',
        created_at: 1,
      });
    };
    const tellAll = async (id: string, ...ago: number[]) => {
      for (const each of ago) await tell(id, each, [cart(2)]);
    };
    const covered = async (query: CostQuery = {}) => {
      const { sheets } = await ask(query);
      return sheets[0].days.map(
        ({ day, coverage }) =>
          `${day.slice(-2)} ${coverage?.known}/${coverage?.expected}`,
      );
    };

    it('knows a day that either told, and only that', async () => {
      await tellAll('c', 8, 7, 6, 5, 4, 3, 2, 1);
      // Of the sixth and the third day nobody told.
      await tellAll('a', 8, 7, 5, 4, 2);
      await tellAll('b', 5, 4, 1);
      await merge(1);
      expect(await covered()).toEqual([
        '08 2/2',
        '09 2/2',
        '10 1/2',
        '11 2/2',
        '12 2/2',
        '13 1/2',
        '14 2/2',
        '15 2/2',
      ]);
      const { sheets } = await ask();
      expect(sheets[0].spend).toMatchObject({
        ratio: 1,
        clusters: { known: 2, expected: 2 },
      });
    });

    it('expects no more of what was on it alone', async () => {
      const other = cart(1, { name: 'mail', place: { system: 'other' } });
      await tell('a', 4, [other]);
      await tell('a', 3, [other]);
      await tellAll('b', 3, 2, 1);
      for (const ago of [4, 3, 2, 1]) await tell('c', ago, [other]);
      await merge(1);
      expect(await covered({ system: ['other'] })).toEqual([
        '12 2/2',
        '13 2/2',
        '14 2/2',
        '15 2/2',
      ]);
    });

    it('expects it in no currency but the one that is told now', async () => {
      await tell('a', 4, [cart(2)], { money: 'EUR' });
      await tell('c', 4, [cart(2)], { money: 'EUR' });
      await tell('c', 3, [cart(2)], { money: 'EUR' });
      await tellAll('b', 3, 2, 1);
      await merge(1);
      const { sheets } = await ask();
      const euros = sheets.find(({ money }) => money === 'EUR');
      expect(euros?.days.map(({ coverage }) => coverage)).toEqual([
        { known: 2, expected: 2 },
        { known: 1, expected: 1 },
      ]);
    });
  });

  it('refuses what has more figures than it can hold', async () => {
    await knex('cost_series').insert({
      key: 'x',
      cluster_id: 'a',
      namespace: '',
      entity_ref: '',
      region: '',
      environment: '',
      owner: '',
      system: '',
      money: 'USD',
      share: 'used',
      kind: '',
      name: '',
    });
    const insert = (from: number) =>
      knex.batchInsert(
        'cost_series',
        Array.from({ length: 2_600 }, (_, index) => ({
          key: `k-${from + index}`,
          cluster_id: 'a',
          namespace: `n-${from + index}`,
          entity_ref: '',
          region: '',
          environment: '',
          owner: '',
          system: '',
          money: 'USD',
          share: 'used',
          kind: '',
          name: '',
        })),
        60,
      );
    await insert(0);
    await insert(2_600);
    // Long ago, so that each of them is of days.
    await knex.raw(
      'insert into cost_day (series_id, day, cost) select id, 1, 1 from cost_series',
    );
    await knex.raw(
      'insert into cost_span (series_id, span, d01) select id, 0, 1 from cost_series',
    );
    await expect(ask({ by: 'namespace', days: 396 })).rejects.toThrow(
      /5201 rows of 396 days/,
    );
    expect((await ask({ by: 'namespace' })).sheets).toEqual([]);
  });

  it('says nothing of a month of which no day is over', async () => {
    await tell('a', 16, [cart(2)]);
    const answer = await getCost(
      readingAt(knex, Date.parse('2026-11-01T09:00:00Z')),
      {},
      { ...DEFAULT_COST_CONFIG, budgets: [] },
    );
    expectDocumented('/cost', answer);
    expect(answer.sheets[0].monthToDate).toEqual({
      days: 0,
      known: 0,
      inPart: 0,
      missing: 0,
      gaps: [],
    });
    expect(answer.sheets[0].change).toBeUndefined();
  });

  describe('of the month that ended last', () => {
    const tellOn = (
      clusterId: string,
      days: readonly string[],
      cost: number,
      account = {},
    ) =>
      days.reduce(
        (before, day) =>
          before.then(() =>
            insertCostDay(knex, {
              clusterId,
              day: dayNumber(day),
              lines: [cart(cost)],
              account,
            }),
          ),
        Promise.resolve(),
      );
    const lastMonthOn = async (today: string) => {
      const answer = await getCost(
        readingAt(knex, Date.parse(`${today}T09:00:00Z`)),
        { cluster: ['a', 'b'], by: 'component' },
        { ...DEFAULT_COST_CONFIG, budgets: [] },
      );
      expectDocumented('/cost', answer);
      const [{ lastMonth, rows, monthToDate }] = answer.sheets;
      return { lastMonth, ofRow: rows[0].lastMonth, monthToDate };
    };
    const november = daysOf({ first: '2026-11-01', last: '2026-11-30' });

    it('tells on the first days of a month what it cost, and how it changed', async () => {
      for (const id of ['a', 'b']) {
        await tellOn(
          id,
          ['2026-10-01', '2026-10-02', '2026-10-30', '2026-10-31'],
          4,
        );
        await tellOn(id, november, 5);
      }
      const whole = {
        span: { first: '2026-11-01', last: '2026-11-30' },
        coverage: {
          days: 30,
          known: 30,
          inPart: 0,
          missing: 0,
          gaps: [],
          least: { known: 2, expected: 2 },
          cost: 300,
        },
        // Of the 31st there is no counterpart.
        change: {
          comparedDays: 3,
          possibleDays: 30,
          now: 30,
          before: 24,
          difference: 6,
          ratio: 0.25,
        },
      };
      const first = await lastMonthOn('2026-12-01');
      expect(first.monthToDate).toMatchObject({ days: 0, known: 0 });
      expect(first.lastMonth).toEqual(whole);
      expect(first.ofRow).toEqual(whole);

      const second = await lastMonthOn('2026-12-02');
      expect(second.monthToDate).toMatchObject({ known: 0, missing: 1 });
      expect(second.lastMonth).toEqual(whole);
      await tellOn('a', ['2026-12-01'], 9);
      const inPart = await lastMonthOn('2026-12-02');
      expect(inPart.monthToDate).toMatchObject({ known: 0, inPart: 1 });
      expect(inPart.lastMonth).toEqual(whole);
      await tellOn('b', ['2026-12-01'], 9);
      const told = await lastMonthOn('2026-12-02');
      expect(told.monthToDate).toMatchObject({ known: 1, cost: 18 });
      expect(told.lastMonth).toEqual(whole);
      expect(told.ofRow).toEqual(whole);
    });

    it.each([
      ['2026-10-31', '2026-09', 30, '2026-08-01'],
      ['2026-08-31', '2026-07', 31, '2026-06-01'],
      ['2026-03-01', '2026-02', 28, '2026-01-01'],
      ['2026-03-31', '2026-02', 28, '2026-01-01'],
      ['2028-03-31', '2028-02', 29, '2028-01-01'],
      ['2027-01-31', '2026-12', 31, '2026-11-01'],
    ])(
      'on %s reads back to the first of the month before it, for rows, too',
      async (today, month, days, before) => {
        for (const id of ['a', 'b']) {
          await tellOn(id, [before], 4);
          await tellOn(id, [`${month}-01`], 5);
        }
        const { lastMonth, ofRow } = await lastMonthOn(today);
        for (const each of [lastMonth, ofRow]) {
          expect(each).toMatchObject({
            span: { first: `${month}-01`, last: `${month}-${days}` },
            coverage: { days, known: 1, missing: days - 1, cost: 10 },
            change: { comparedDays: 1, now: 10, before: 8 },
          });
        }
      },
    );

    it('claims no more than it knows where history begins in it', async () => {
      const days = november.slice(15);
      for (const id of ['a', 'b']) await tellOn(id, days, 5);
      const { lastMonth, ofRow } = await lastMonthOn('2026-12-01');
      for (const each of [lastMonth, ofRow]) {
        expect(each.coverage).toMatchObject({
          days: 30,
          known: 15,
          missing: 15,
          gaps: [{ first: '2026-11-01', last: '2026-11-15' }],
          cost: 150,
        });
        expect(each.change).toBeUndefined();
      }
      // A month on, nothing is known of the one before.
      const later = await lastMonthOn('2027-01-15');
      expect(later.lastMonth.coverage).toMatchObject({
        days: 31,
        known: 0,
        missing: 31,
      });
      expect(later.lastMonth.coverage.cost).toBeUndefined();
      expect(later.lastMonth.change).toBeUndefined();
    });

    it('takes days in part for at least what they say, and compares none of them', async () => {
      const days = november.slice(0, 6);
      await tellOn(
        'a',
        days.map(day => addDays(day, -31)),
        4,
      );
      await tellOn(
        'b',
        days.map(day => addDays(day, -31)),
        4,
      );
      await tellOn('a', days, 5);
      await tellOn('b', days.slice(0, 3), 5);
      await tellOn('b', days.slice(3, 4), 2, { isWhole: false });
      const { lastMonth, ofRow } = await lastMonthOn('2026-12-01');
      for (const each of [lastMonth, ofRow]) {
        expect(each.coverage).toMatchObject({
          known: 3,
          inPart: 3,
          missing: 24,
          least: { known: 1, expected: 2 },
          cost: 6 * 5 + 3 * 5 + 2,
        });
        expect(each.change).toMatchObject({
          comparedDays: 3,
          now: 30,
          before: 24,
        });
      }
    });

    it('says on how many days of it a price sheet charged anything', async () => {
      await tellOn('a', november.slice(0, 4), 5);
      await tellOn('b', november.slice(0, 2), 5, { isEstimated: true });
      await tellOn('b', ['2026-10-31', '2026-12-01'], 5, { isEstimated: true });
      const { lastMonth, ofRow } = await lastMonthOn('2026-12-02');
      expect(lastMonth.estimatedDays).toBe(2);
      expect(ofRow.estimatedDays).toBeUndefined();
    });
  });

  it('tells who may not see a cluster nothing of it', async () => {
    await tell('a', 1, [cart(2)]);
    await tell('b', 1, [cart(3)]);
    await tell('c', 1, [cart(4)], { observer: 'b' });
    const answer = await getCost(
      {
        ...readingAt(knex, NOW),
        view: {
          fleet: { limited: ['clusters'], byId: new Map() },
          pastIds: new Set(['a', 'c']),
        } as never,
      },
      {},
      { ...DEFAULT_COST_CONFIG, budgets: [] },
    );
    // What b says of c is not seen either.
    expect(answer.sheets[0].days).toMatchObject([{ cost: 2 }]);
    expect(answer.sources.map(({ cluster }) => cluster.id)).toEqual(['a']);
    expect(answer.limited).toEqual(['allocations']);
  });

  it.each<
    [string, Omit<Extract<Expression, { type: 'in' }>, 'type' | 'orUnknown'>]
  >([
    [
      'what is a team’s',
      { key: 'owner', values: [STOREFRONT], isNegated: false },
    ],
    [
      'some clusters',
      { key: 'cluster', values: ['a', 'b', 'c'], isNegated: false },
    ],
    [
      'all clusters but one',
      { key: 'cluster', values: ['other'], isNegated: true },
    ],
  ])(
    'tells who may see %s what it cost on clusters that left or were merged',
    async (_, condition) => {
      await insertCluster(knex, 'd');
      for (const [id, ago] of [
        ['a', 3],
        ['b', 2],
        ['c', 1],
      ] as const) {
        await tell(id, ago, [cart(2)]);
      }
      await tell('d', 1, [cart(8, { place: {} })]);
      await knex('cluster')
        .whereIn('id', ['a', 'b'])
        .update({ left_at: NOW - DAY_MS });
      await knex('cluster_alias').insert({
        id: 'b',
        cluster_id: 'c',
        reason: 'the same uid',
        created_at: 1,
      });
      const fleet = await fleetOf(knex, { now: NOW });
      const views = new FleetViews({
        knex,
        snapshots: { latest: async () => fleet },
        entities: () => new EntityIndex([]),
        namesOf: id => (id === 'd' ? ['other'] : []),
      });
      const expression: Expression = {
        type: 'in',
        orUnknown: false,
        ...condition,
      };
      const things = new StatementScope({
        knex,
        clusters: await views.subjects(),
        past: await views.subjectsOfPast(),
        expression,
      });
      const view = await views.of(new Access(expression, EVERYTHING));
      const limits =
        condition.key === 'owner' ? [{ things }] : [{ things }, { view }];
      for (const each of limits) {
        const answer = await getCost(
          { ...readingAt(knex, NOW), ...each },
          { by: 'cluster' },
          { ...DEFAULT_COST_CONFIG, budgets: [] },
        );
        expect(answer.sheets[0].days.map(({ cost }) => cost)).toEqual([
          2, 2, 2,
        ]);
        expect(answer.sheets[0].rows).toHaveLength(3);
      }
    },
  );
});
