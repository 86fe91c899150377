import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { insertCostDay } from '../../__testUtils__/costs';
import { describeDatabases } from '../../__testUtils__/databases';
import { readingAt } from '../../__testUtils__/read';
import type { CostAccount } from '../../derive/costs/types';
import { DAY_MS } from '../../history/retention';
import type { ReadContext } from '../types';
import { readNodeChanges } from './readNodeChanges';
import type { CostFilter } from './selectSeries';

const CART = 'component:default/cart';
const DAY = Date.parse('2026-11-13T00:00:00Z') / DAY_MS;
const NOW = (DAY + 3) * DAY_MS;

describeDatabases('readNodeChanges', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    for (const id of ['a', 'b']) await insertCluster(knex, id);
  });

  /** What a cluster cost on a day, of which one part is its cart's, and how many nodes it had. */
  async function tell(
    clusterId: string,
    day: number,
    options: {
      cost: number;
      nodes: number | null;
      cart?: number;
      account?: Partial<CostAccount>;
    },
  ) {
    const { cost, nodes, cart = 1, account = {} } = options;
    await insertCostDay(knex, {
      clusterId,
      day,
      lines: [
        { name: 'cart', cost: cart, place: { entity_ref: CART } },
        { share: 'idle', name: '', cost: cost - cart },
      ],
      account,
    });
    await knex('cost_told')
      .where({ cluster_id: clusterId, day })
      .update({ nodes });
  }
  const ask = (
    difference = 30,
    filter: CostFilter = {},
    context: Partial<ReadContext> = {},
    money = 'USD',
  ) =>
    readNodeChanges({ ...readingAt(knex, NOW), ...context }, filter, {
      money,
      anomaly: { day: '2026-11-13', difference },
    });

  it('tells of nodes that changed with the costs', async () => {
    await tell('a', DAY - 1, { cost: 80, nodes: 8 });
    await tell('a', DAY, { cost: 110, nodes: 11 });
    // As many as before: it costs more for another reason.
    await tell('b', DAY - 1, { cost: 80, nodes: 8 });
    await tell('b', DAY, { cost: 110, nodes: 8.02 });
    expect(await ask()).toEqual([
      {
        at: '2026-11-13T00:00:00.000Z',
        kind: 'nodes',
        what: 'name-of-a 8 → 11 nodes',
      },
    ]);
    // Too few to be why, the other way, and in another currency.
    expect(await ask(400)).toEqual([]);
    expect(await ask(-30)).toEqual([]);
    expect(await ask(30, {}, {}, 'EUR')).toEqual([]);
  });

  it('tells of none where what was asked for costs as much as before', async () => {
    await tell('a', DAY - 1, { cost: 80, nodes: 8 });
    await tell('a', DAY, { cost: 110, nodes: 11 });
    expect(await ask(2, { component: [CART] })).toEqual([]);
    expect(await ask(2, { cluster: ['b'] })).toEqual([]);
    expect(await ask(2, { cluster: ['a'] })).toHaveLength(1);
    await tell('b', DAY - 1, { cost: 80, nodes: 8, cart: 1 });
    await tell('b', DAY, { cost: 110, nodes: 11, cart: 3 });
    expect(await ask(2, { component: [CART] })).toMatchObject([
      { what: 'name-of-b 8 → 11 nodes' },
    ]);
  });

  it('looks back two days, and has the newest first', async () => {
    for (const [ago, nodes] of [11, 8, 11, 9.5, 12].entries()) {
      await tell('a', DAY - 4 + ago, { cost: nodes * 10, nodes });
    }
    const changes = async (difference: number) =>
      (await ask(difference)).map(({ at, what }) => [at.slice(8, 10), what]);
    expect(await changes(25)).toEqual([
      ['13', 'name-of-a 9.5 → 12 nodes'],
      ['11', 'name-of-a 8 → 11 nodes'],
    ]);
    // The day three days before is too long ago.
    expect(await changes(-15)).toEqual([['12', 'name-of-a 11 → 9.5 nodes']]);
  });

  it('compares no days in part, of different tools, without nodes, or that are not next to each other', async () => {
    const told = (day: number, nodes: number | null, account = {}) =>
      tell('a', day, { cost: 10 * (nodes ?? 9), nodes, account });
    await told(DAY - 2, 5);
    await told(DAY, 8);
    expect(await ask(1)).toEqual([]);
    await told(DAY - 1, 6, { isWhole: false });
    expect(await ask(1)).toEqual([]);
    await told(DAY - 1, null);
    expect(await ask(1)).toEqual([]);
    await told(DAY - 1, 6, { engine: 'kubecost' });
    expect(await ask(1)).toEqual([]);
    await told(DAY - 1, 6);
    expect(await ask(1)).toHaveLength(2);
  });

  it('tells of no cluster that the reader may not see', async () => {
    for (const id of ['a', 'b']) {
      await tell(id, DAY - 1, { cost: 80, nodes: 8 });
      await tell(id, DAY, { cost: 110, nodes: 11 });
    }
    const view = {
      fleet: { limited: ['clusters'] },
      pastIds: new Set(['b']),
    } as unknown as ReadContext['view'];
    expect(await ask(30, {}, { view })).toMatchObject([
      { what: 'name-of-b 8 → 11 nodes' },
    ]);
  });
});
