import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { insertCostDay } from '../../__testUtils__/costs';
import { describeDatabases } from '../../__testUtils__/databases';
import type { ConfiguredBudget } from '../../config/costSchema';
import { DAY_MS } from '../../history/retention';
import { EntityIndex } from '../../mapping/EntityIndex';
import type { NotificationKind } from '../kinds';
import { noteBudgets } from './noteBudgets';

const PAYMENTS = 'group:default/payments';
const SHOP = 'system:default/shop';
const first = Date.parse('2026-11-01T00:00:00Z') / DAY_MS;

describeDatabases('noteBudgets', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'a', { owner: PAYMENTS });
  });

  /** What was spent each day of the month, the first first; a gap is no figure. */
  const spend = async (...costs: (number | undefined)[]) => {
    for (const [index, cost] of costs.entries()) {
      if (cost === undefined) continue;
      await insertCostDay(knex, {
        clusterId: 'a',
        day: first + index,
        lines: [
          {
            name: 'cart',
            cost,
            place: {
              entity_ref: 'component:default/cart',
              owner: PAYMENTS,
              system: SHOP,
            },
          },
        ],
      });
    }
  };
  const budget = (over: Partial<ConfiguredBudget> = {}): ConfiguredBudget => ({
    owner: PAYMENTS,
    limit: 100,
    period: 'month',
    ...over,
  });
  const note = (
    day: number,
    budgets: ConfiguredBudget[],
    kinds: NotificationKind[] = ['budget-crossed', 'budget-expected'],
    entities = new EntityIndex([]),
  ) =>
    noteBudgets({
      knex,
      now: (first + day - 1) * DAY_MS + 3_600_000,
      budgets,
      kinds: new Set(kinds),
      entities,
      operators: ['group:default/platform'],
    });
  const told = async () =>
    (await knex('notification_told').orderBy('id')).map(
      ({ kind, recipient, data, urgent, sent_as }) =>
        [
          kind.replace('budget-', ''),
          data === null ? sent_as : `${JSON.parse(data).threshold} %`,
          recipient,
          ...(urgent && data !== null ? ['urgent'] : []),
        ].join(' '),
    );

  it('tells of each threshold once in a month, the highest for all', async () => {
    const budgets = [budget({ thresholds: [50, 80, 100] })];
    const only: NotificationKind[] = ['budget-crossed'];
    await spend(30, 19);
    await note(3, budgets, only);
    expect(await told()).toEqual([]);
    await spend(30, 25);
    await note(3, budgets, only);
    expect(await told()).toEqual([`crossed 50 % ${PAYMENTS}`]);
    // A figure is corrected, and grows again.
    await spend(30, 5);
    await note(3, budgets, only);
    await spend(30, 26);
    await note(3, budgets, only);
    expect(await told()).toHaveLength(1);
    await spend(30, 25, 50);
    await note(4, budgets, only);
    expect((await told()).sort()).toEqual([
      `crossed 100 % ${PAYMENTS} urgent`,
      `crossed 50 % ${PAYMENTS}`,
      `crossed silent ${PAYMENTS}`,
    ]);
    await note(5, budgets, only);
    expect(await told()).toHaveLength(3);
    // In December it is another budget of the month.
    await spend(...Array.from({ length: 30 }, () => undefined), 60);
    await note(32, budgets, only);
    expect((await told()).filter(each => each.includes('50 %'))).toHaveLength(
      2,
    );
  });

  it('says that it is at least that where days are missing', async () => {
    await spend(45, undefined, 45);
    await note(4, [budget()], ['budget-crossed']);
    const [row] = await knex('notification_told');
    expect(JSON.parse(row.data)).toMatchObject({
      threshold: 80,
      used: 90,
      limit: 100,
      isAtLeast: true,
      money: 'USD',
    });
  });

  it('tells what is only expected apart, once, and never as urgent', async () => {
    await spend(...Array.from({ length: 10 }, () => 5));
    await note(11, [budget()]);
    await note(11, [budget()]);
    expect(await told()).toEqual([
      `expected 100 % ${PAYMENTS}`,
      `expected silent ${PAYMENTS}`,
    ]);
    const [row] = await knex('notification_told').whereNotNull('data');
    expect(JSON.parse(row.data).expected).toBeCloseTo(150, 6);
  });

  it('tells what is expected of a week and of a quarter, too', async () => {
    await spend(...Array.from({ length: 10 }, () => 5));
    const only: NotificationKind[] = ['budget-expected'];
    // The 11th is a Wednesday.
    await note(11, [budget({ limit: 35, period: 'week' })], only);
    await note(11, [budget({ limit: 300, period: 'quarter' })], only);
    expect(await told()).toEqual([
      `expected 100 % ${PAYMENTS}`,
      `expected silent ${PAYMENTS}`,
      `expected 100 % ${PAYMENTS}`,
      `expected silent ${PAYMENTS}`,
    ]);
    const rows = await knex('notification_told').whereNotNull('data');
    expect(rows.map(({ data }) => JSON.parse(data).last)).toEqual([
      '2026-11-15',
      '2026-12-31',
    ]);
  });

  it('tells the only owner of a system, and else operators', async () => {
    const ofSystem = [budget({ owner: undefined, system: SHOP })];
    const cart = {
      ref: 'component:default/cart',
      owner: PAYMENTS,
      system: SHOP,
      annotations: {},
    };
    const kinds: NotificationKind[] = ['budget-crossed'];
    await spend(90);
    await note(2, ofSystem, kinds, new EntityIndex([cart]));
    expect(await told()).toEqual([`crossed 80 % ${PAYMENTS}`]);
    await knex('notification_told').delete();
    await note(
      2,
      ofSystem,
      kinds,
      new EntityIndex([
        cart,
        { ...cart, ref: 'component:default/other', owner: 'group:default/web' },
      ]),
    );
    expect(await told()).toEqual(['crossed 80 % group:default/platform']);
    await knex('notification_told').delete();
    await note(2, [budget({ owner: undefined, cluster: 'name-of-a' })], kinds);
    expect(await told()).toEqual([`crossed 80 % ${PAYMENTS}`]);
  });
});
