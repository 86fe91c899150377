import type { AllocationFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { insertCostDay } from '../../__testUtils__/costs';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { readingAt } from '../../__testUtils__/read';
import { runSteps } from '../../derive/statements';
import { toCostHours } from '../../derive/costs/toCostHours';
import { writeCostHours } from '../../derive/costs/writeCostHours';
import { keepCosts } from '../../history/costs';
import { DAY_MS } from '../../history/retention';
import { getCostHours } from './getCostHours';

const NOW = Date.parse('2026-11-16T05:30:00Z');
const TODAY = Math.floor(NOW / DAY_MS);
const SHOP = 'group:default/shop';

describeDatabases('costs by hour', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    for (const id of ['a', 'b']) await insertCluster(knex, id, {});
  });

  /** Hours of which a number is given, from 0 on; the others are not known. */
  const hoursOf = (...costs: (number | null)[]) =>
    Array.from({ length: 24 }, (_, hour) => costs[hour] ?? null);
  function fact(
    controller: string,
    hours: (number | null)[],
    over: Partial<AllocationFact> = {},
  ) {
    return {
      engine: 'opencost',
      share: 'used',
      namespace: 'shop',
      name: controller,
      controller,
      controllerKind: 'Deployment',
      currency: 'EUR',
      source: { namespace: 'opencost' },
      hours,
      ...over,
    } as unknown as AllocationFact;
  }
  async function tell(
    clusterId: string,
    daysAgo: number,
    facts: AllocationFact[],
    observer = clusterId,
  ) {
    const hours = toCostHours(
      clusterId,
      facts.map(each => ({ observer, fact: each })),
    );
    if (!hours) throw new Error('nothing of it is by hour');
    return runSteps(knex, () =>
      writeCostHours(knex, {
        clusterId,
        day: TODAY - daysAgo,
        hours,
        hash: 'h',
        now: 5,
        placeOf: ({ name }) => ({
          entity_ref: '',
          region: 'eu',
          environment: 'production',
          owner: name === 'cart' ? SHOP : 'group:default/platform',
          system: 'unassigned',
        }),
      }),
    );
  }
  async function ask(query = {}) {
    const answer = await getCostHours(readingAt(knex, NOW), query);
    expectDocumented('/cost/hours', answer);
    return answer;
  }
  const brief = ({ sheets }: Awaited<ReturnType<typeof ask>>) =>
    sheets.map(({ money, hours }) => [
      money,
      ...hours.map(
        ({ at, cost, known, expected }) =>
          `${at.slice(8, 13)} ${cost ?? 'missing'} ${known}/${expected}`,
      ),
    ]);

  it('says nothing of what nobody told', async () => {
    expect((await ask()).sheets).toEqual([]);
  });

  it('adds up hours, and says which lack a cluster or are missing', async () => {
    await tell('a', 0, [
      fact('cart', hoursOf(1, 2, null, 4)),
      fact('ledger', hoursOf(10, null, null, 10)),
    ]);
    await tell('b', 0, [fact('cart', hoursOf(null, 0.5))]);
    const answer = await ask();
    // The hour 02 is missing; that of 04 may come yet.
    expect(brief(answer)).toEqual([
      [
        'EUR',
        '16T00 11 1/1',
        '16T01 2.5 2/2',
        '16T02 missing 0/2',
        '16T03 14 1/2',
      ],
    ]);
    expect(answer.sheets[0].today).toEqual({
      cost: 27.5,
      known: 2,
      inPart: 1,
      missing: 1,
    });
    expect(brief(await ask({ owner: [SHOP] }))).toEqual([
      [
        'EUR',
        '16T00 1 1/1',
        '16T01 2.5 2/2',
        '16T02 missing 0/2',
        '16T03 4 1/2',
      ],
    ]);
  });

  it('takes hours of today before the first that is known for missing', async () => {
    await tell('a', 0, [fact('cart', hoursOf(null, null, 4, 5))]);
    const [sheet] = (await ask()).sheets;
    expect(sheet.hours.map(({ cost }) => cost)).toEqual([4, 5]);
    expect(sheet.today).toEqual({ cost: 9, known: 2, inPart: 0, missing: 2 });
    // Where hours of yesterday are known, there are none before the first.
    await tell('a', 1, [fact('cart', hoursOf(1))]);
    expect((await ask()).sheets[0].today).toEqual({
      cost: 9,
      known: 2,
      inPart: 0,
      missing: 2,
    });
  });

  it('says of how many clusters hours are told, and of how many days are', async () => {
    await tell('a', 0, [fact('cart', hoursOf(1, 1))]);
    const clusters = async (query = {}) =>
      (await ask(query)).sheets.map(sheet => sheet.clusters);
    expect(await clusters()).toEqual([{ known: 1, expected: 1 }]);
    const line = { name: 'cart', cost: 3, place: { owner: SHOP } };
    const day = (clusterId: string, daysAgo: number, money = 'EUR') =>
      insertCostDay(knex, {
        clusterId,
        day: TODAY - daysAgo,
        lines: [line],
        account: { money },
      });
    await day('a', 1);
    await day('b', 9);
    await insertCluster(knex, 'c', {});
    await day('c', 1, 'USD');
    // Too long ago, and another currency.
    expect(await clusters()).toEqual([{ known: 1, expected: 1 }]);
    await day('b', 8);
    expect(await clusters()).toEqual([{ known: 1, expected: 2 }]);
    expect(await clusters({ owner: [SHOP] })).toEqual([
      { known: 1, expected: 2 },
    ]);
    expect(await clusters({ cluster: ['a'] })).toEqual([
      { known: 1, expected: 1 },
    ]);
    await knex('cluster').where({ id: 'b' }).update({ left_at: NOW });
    expect(await clusters()).toEqual([{ known: 1, expected: 1 }]);
  });

  it('takes an hour of today that is not over for none', async () => {
    await tell('a', 0, [fact('cart', hoursOf(1, 1, 1, 1, 1, 9, 9))]);
    expect((await ask()).sheets[0].hours).toHaveLength(5);
  });

  it('keeps hours that are told no more, and takes those that are corrected', async () => {
    await tell('a', 1, [fact('cart', hoursOf(1, 2))]);
    await tell('a', 1, [fact('cart', hoursOf(null, 3, 4))]);
    expect(brief(await ask())[0].slice(0, 5)).toEqual([
      'EUR',
      '15T00 1 1/1',
      '15T01 3 1/1',
      '15T02 4 1/1',
      '15T03 missing 0/1',
    ]);
  });

  it('takes what is no longer in a corrected hour out of it, and of no other', async () => {
    await tell('a', 1, [
      fact('cart', hoursOf(1, 2, 0.1)),
      fact('ledger', hoursOf(10, 20, 0.3)),
    ]);
    // What ledger cost in the second hour was idle cost; the third is as it was.
    await tell('a', 1, [
      fact('cart', hoursOf(1, 2, 0.1)),
      fact('spare', hoursOf(null, 20)),
      fact('ledger', hoursOf(10, null, null)),
    ]);
    const hours = async () => (await ask()).sheets[0].hours.slice(0, 3);
    expect(await hours()).toEqual([
      expect.objectContaining({ cost: 11 }),
      expect.objectContaining({ cost: 22 }),
      expect.objectContaining({ cost: expect.closeTo(0.4, 5) }),
    ]);
    // What is told goes away bit by bit: that is no correction.
    await tell('a', 1, [fact('cart', hoursOf(1, 2, 0.1))]);
    expect((await hours()).map(({ cost }) => cost)).toEqual([
      11,
      22,
      expect.closeTo(0.4, 5),
    ]);
  });

  it('never adds up two tools, nor two currencies', async () => {
    await tell('a', 0, [fact('cart', hoursOf(1, 1, 1))]);
    // Of fewer hours by another tool: it counts for nothing.
    expect(
      await tell('a', 0, [fact('cart', hoursOf(5), { engine: 'kubecost' })]),
    ).toBe(false);
    await tell('b', 0, [fact('cart', hoursOf(7), { currency: 'USD' })]);
    expect(brief(await ask())).toEqual([
      ['EUR', '16T00 1 1/1', '16T01 1 1/1', '16T02 1 1/1'],
      ['USD', '16T00 7 1/1', '16T01 missing 0/1'],
    ]);
    expect(
      await tell('a', 0, [
        fact('cart', hoursOf(5, 5, 5), { engine: 'kubecost' }),
      ]),
    ).toBe(true);
    expect(brief(await ask())[0][1]).toBe('16T00 5 1/1');
  });

  it('takes the word of the cluster itself before that of another', () => {
    const other = { observer: 'hub', fact: fact('cart', hoursOf(1, 1, 1)) };
    const own = { observer: 'a', fact: fact('cart', hoursOf(2)) };
    expect(toCostHours('a', [other, own])).toMatchObject({
      observer: 'a',
      mask: 1,
    });
    expect(toCostHours('a', [other])).toMatchObject({ mask: 7 });
    expect(toCostHours('a', [])).toBeUndefined();
  });

  it('tells who may not see a cluster nothing of it, nor what it says', async () => {
    await tell('a', 0, [fact('cart', hoursOf(1))], 'b');
    await tell('b', 0, [fact('cart', hoursOf(2))]);
    const answer = await getCostHours(
      {
        ...readingAt(knex, NOW),
        view: {
          fleet: { limited: ['clusters'] },
          pastIds: new Set(['a']),
        } as never,
      },
      {},
    );
    expect(answer.sheets).toEqual([]);
  });

  it('forgets hours after eight days, and keeps series that have hours alone', async () => {
    await tell('a', 8, [fact('cart', hoursOf(1))]);
    await tell('a', 9, [fact('cart', hoursOf(1))]);
    await keepCosts({ knex, now: NOW, floor: 0.05, detailDays: 35 });
    expect(await knex('cost_hours').pluck('day')).toEqual([TODAY - 8]);
    expect(await knex('cost_hours_told').pluck('day')).toEqual([TODAY - 8]);
    expect(await knex('cost_series')).toHaveLength(1);
  });
});
