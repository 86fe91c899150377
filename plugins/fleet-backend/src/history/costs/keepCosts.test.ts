import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { insertCostDay, type TestLine } from '../../__testUtils__/costs';
import { describeDatabases } from '../../__testUtils__/databases';
import { DAY_MS } from '../retention';
import { keepCosts } from './keepCosts';

const CART = 'component:default/cart';
const DB = 'component:default/db';

describeDatabases('keepCosts', database => {
  let knex: Knex;
  const today = 1_000;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'a');
  });

  const keep = (now = today) =>
    keepCosts({ knex, now: now * DAY_MS + 5, floor: 0.5, detailDays: 35 });
  const line = (
    name: string,
    cost: number,
    entity = CART,
    over: Partial<TestLine> = {},
  ): TestLine => ({ name, cost, place: { entity_ref: entity }, ...over });
  const tell = (day: number, lines: TestLine[]) =>
    insertCostDay(knex, { clusterId: 'a', day, lines });
  const days = async (day: number) =>
    (
      await knex('cost_day')
        .join('cost_series', 'cost_series.id', 'cost_day.series_id')
        .where({ day })
        .select('cost_day.*', 'share', 'namespace', 'name', 'entity_ref')
    )
      .map(
        row =>
          `${row.share} ${row.namespace}/${row.name} ${row.entity_ref} ${row.cost}`,
      )
      .sort();

  it('makes one sum of what cost little, of each namespace and component', async () => {
    const lines = [
      line('big', 4),
      line('small-1', 0.25, CART, { cpuRequested: 2, cpuUsed: 1 }),
      line('small-2', 0.125, CART, { cpuRequested: 2, cpuUsed: 0.5 }),
      line('alone', 0.25, DB),
      line('other', 0.25, CART, { namespace: 'pay' }),
      line('', 0.25, '', { share: 'idle', namespace: '', kind: '' }),
    ];
    await tell(today - 36, lines);
    await tell(today - 35, lines);
    expect(await keep()).toEqual({ compacted: 1, forgotten: 0 });
    expect(await days(today - 36)).toEqual([
      'idle /  0.25',
      `small shop/ ${CART} 0.375`,
      `used pay/other ${CART} 0.25`,
      `used shop/alone ${DB} 0.25`,
      `used shop/big ${CART} 4`,
    ]);
    expect(await knex('cost_day').where({ cost: 0.375 }).first()).toMatchObject(
      { cpu_requested: 4, cpu_used: 1.5, ram_used: null },
    );
    expect(await days(today - 35)).toHaveLength(6);
    expect(await keep()).toEqual({ compacted: 0, forgotten: 0 });
    // The next day goes to the same sums, and what is of no day any more is gone.
    expect(await keep(today + 1)).toEqual({ compacted: 1, forgotten: 0 });
    expect(await knex('cost_series').where({ share: 'small' })).toHaveLength(1);
    expect(await knex('cost_series').where({ name: 'small-1' })).toEqual([]);
  });

  it('leaves a day that is told anew in detail until it is its turn again', async () => {
    const day = today - 40;
    const lines = [line('a', 0.25), line('b', 0.25)];
    await tell(day, lines);
    await keep();
    expect(await days(day)).toEqual([`small shop/ ${CART} 0.5`]);
    await tell(day, [line('a', 0.25), line('b', 0.375)]);
    expect(await days(day)).toEqual([
      `used shop/a ${CART} 0.25`,
      `used shop/b ${CART} 0.375`,
    ]);
    await keep();
    expect(await days(day)).toEqual([`small shop/ ${CART} 0.625`]);
  });

  it('forgets what is older than thirteen months', async () => {
    await tell(today - 397, [line('a', 3)]);
    await tell(today - 396, [line('b', 3)]);
    expect(await keep()).toEqual({ compacted: 1, forgotten: 1 });
    expect(await days(today - 397)).toEqual([]);
    expect(await knex('cost_told').pluck('day')).toEqual([today - 396]);
    expect(await knex('cost_series').pluck('name')).toEqual(['b']);
  });
});
