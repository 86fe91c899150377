import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { insertCostDay, type TestLine } from '../../__testUtils__/costs';
import { describeDatabases } from '../../__testUtils__/databases';
import { readingAt } from '../../__testUtils__/read';
import { DAY_MS } from '../../history/retention';
import { readScalings } from './readScalings';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const DAY = Date.parse('2026-11-13T00:00:00Z') / DAY_MS;
const NOW = (DAY + 3) * DAY_MS;

describeDatabases('readScalings', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    for (const id of ['a', 'b']) await insertCluster(knex, id);
  });

  const line = (entity_ref: string, over: Partial<TestLine>): TestLine => ({
    cost: 1,
    name: entity_ref.slice('component:default/'.length),
    place: { entity_ref },
    ...over,
  });
  const tell = (
    clusterId: string,
    day: number,
    lines: TestLine[],
    account = {},
  ) => insertCostDay(knex, { clusterId, day, lines, account });
  const ask = (difference = 30, money = 'USD') =>
    readScalings(
      readingAt(knex, NOW),
      {},
      { money, anomaly: { day: '2026-11-13', difference } },
    );

  it('tells of replicas that changed with the costs, of all clusters together', async () => {
    for (const id of ['a', 'b']) {
      await tell(id, DAY - 1, [
        line(CART, { cost: 3, replicas: 3, cpuRequested: 3 }),
        line(PAY, { cost: 5, replicas: 5 }),
      ]);
      await tell(id, DAY, [
        line(CART, { cost: 18, replicas: 20, cpuRequested: 20 }),
        // It costs more for another reason.
        line(PAY, { cost: 9, replicas: 5 }),
      ]);
    }
    expect(await ask()).toEqual([
      {
        at: '2026-11-13T00:00:00.000Z',
        kind: 'scaling',
        what: `${CART} 6 → 40 replicas (2)`,
      },
    ]);
    expect(await ask(400)).toEqual([]);
    expect(await ask(-30)).toEqual([]);
    expect(await ask(30, 'EUR')).toEqual([]);
  });

  it('goes by what is requested where nobody tells of replicas, and looks back two days', async () => {
    for (const [ago, cores] of [4, 8, 8, 4, 4].entries()) {
      await tell('a', DAY - 4 + ago, [
        line(CART, { cost: cores, cpuRequested: cores }),
        line(PAY, { cost: cores }),
      ]);
    }
    // The day three days before is too long ago.
    expect(await ask(2)).toEqual([]);
    expect(await ask(-2)).toMatchObject([
      {
        at: '2026-11-12T00:00:00.000Z',
        what: `${CART} 8 → 4 cores requested (1)`,
      },
    ]);
  });

  it('compares no days in part, of different tools, or that are not next to each other', async () => {
    const told = (day: number, cores: number, account = {}) =>
      tell(
        'a',
        day,
        [line(CART, { cost: cores, cpuRequested: cores })],
        account,
      );
    await told(DAY - 3, 2);
    await told(DAY - 1, 4, { engine: 'kubecost' });
    await told(DAY, 8);
    expect(await ask(1)).toEqual([]);
    await told(DAY - 2, 4, { isWhole: false });
    expect(await ask(1)).toEqual([]);
    await tell('b', DAY - 1, [line(CART, { cost: 1, cpuRequested: 1 })]);
    await tell('b', DAY, [line(CART, { cost: 3, cpuRequested: 3 })]);
    expect(await ask(1)).toMatchObject([
      { what: `${CART} 1 → 3 cores requested (1)` },
    ]);
  });
});
