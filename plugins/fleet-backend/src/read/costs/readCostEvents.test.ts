import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { insertCostDay } from '../../__testUtils__/costs';
import { describeDatabases } from '../../__testUtils__/databases';
import { readingAt } from '../../__testUtils__/read';
import { DAY_MS } from '../../history/retention';
import { readCostEvents } from './readCostEvents';

const CART = 'component:default/cart';
const DAY = Date.parse('2026-11-13T00:00:00Z') / DAY_MS;
const NOW = (DAY + 3) * DAY_MS;

describeDatabases('readCostEvents', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'a');
  });

  const release = (at: number, from: string, to: string) => ({
    at,
    cluster_id: 'a',
    scope: 'instance',
    name: 'shop/cart',
    entity_ref: CART,
    field: 'version',
    from_value: from,
    to_value: to,
  });

  it('has those of the day itself, however many there were before it', async () => {
    await insertCostDay(knex, {
      clusterId: 'a',
      day: DAY,
      lines: [{ name: 'cart', cost: 1, place: { entity_ref: CART } }],
    });
    await knex.batchInsert(
      'transition',
      Array.from({ length: 250 }, (_, index) =>
        release((DAY - 1) * DAY_MS + index, `${index}`, `${index + 1}`),
      ),
      50,
    );
    await knex('transition').insert(
      release(DAY * DAY_MS + 1, '1.0.0', '2.0.0'),
    );
    const events = await readCostEvents(readingAt(knex, NOW), {}, DAY);
    expect(events).toHaveLength(200);
    expect(events[0]).toMatchObject({
      kind: 'release',
      what: `${CART} 1.0.0 → 2.0.0 (1)`,
    });
  });

  it('takes no replicas that are not available for a scaling', async () => {
    await insertCluster(knex, 'b');
    await insertCostDay(knex, {
      clusterId: 'a',
      day: DAY,
      lines: [{ name: 'cart', cost: 1, place: { entity_ref: CART } }],
    });
    const replicas = (
      at: number,
      from: string,
      to: string,
      cluster_id = 'a',
    ) => ({
      ...release(DAY * DAY_MS + at, from, to),
      field: 'replicas',
      cluster_id,
    });
    await knex('transition').insert([
      replicas(1, 'all', 'some'),
      replicas(2, 'some', 'none'),
      replicas(3, 'none', 'zero'),
      replicas(4, 'all', 'zero', 'b'),
      replicas(5, 'zero', 'none'),
      replicas(6, 'none', 'all'),
    ]);
    const events = await readCostEvents(readingAt(knex, NOW), {}, DAY);
    expect(events.map(({ kind, what }) => [kind, what])).toEqual([
      ['scaling', `${CART} no replicas → replicas (1)`],
      ['scaling', `${CART} replicas → no replicas (2)`],
    ]);
  });
});
