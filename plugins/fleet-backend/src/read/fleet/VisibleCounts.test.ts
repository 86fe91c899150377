import type { Knex } from 'knex';
import { DEPLOYMENTS, factsOf } from '../../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { workloadFact } from '../../__testUtils__/facts';
import { entityWithId, labelledFor } from '../../__testUtils__/stored';
import { write } from '../../__testUtils__/store';
import { CellScope } from '../../permissions/CellScope';
import type { Expression } from '../../permissions/Expression';
import type { Row } from '../types';
import { VisibleCounts } from './VisibleCounts';

const SHOP = 'group:default/shop';
const entities = [
  entityWithId('checkout', { owner: SHOP }),
  entityWithId('search', { owner: 'group:default/find' }),
];
const ownedBy = (...values: string[]): Expression => ({
  type: 'in',
  key: 'owner',
  values,
  isNegated: false,
  orUnknown: false,
});

describeDatabases('VisibleCounts', database => {
  let knex: Knex;
  let counts: VisibleCounts;
  let asked: string[];

  beforeEach(async () => {
    knex = await database.open();
    counts = new VisibleCounts({ knex });
    asked = [];
    knex.on('query', ({ sql }) => asked.push(sql));
    await insertCluster(knex, 'c-1', { name: 'a' });
  });

  const scopeOf = (expression: Expression) =>
    new CellScope({
      knex,
      clusters: new Map([['c-1', { cluster: ['c-1'] }]]),
      expression,
      isWithin: false,
    });
  /** What a reader is told, and how many queries that took. */
  async function seen(expression = ownedBy(SHOP)) {
    const clusters: Row[] = await knex('cluster');
    asked.length = 0;
    const {
      clusters: [row],
      stamp,
    } = await counts.of(clusters, scopeOf(expression));
    return {
      total: row.instance_total,
      degraded: row.instance_degraded,
      worst: JSON.parse(row.worst),
      stamp,
      queries: asked.length,
    };
  }
  async function runs(...facts: Parameters<typeof workloadFact>[0][]) {
    await write(
      knex,
      DEPLOYMENTS,
      facts.map(fact => factsOf(workloadFact(fact))),
    );
    await deriveTestCluster(knex, {
      entities,
      currency: new TestCurrency(),
      now: 10_000,
    });
  }
  const checkout = { name: 'checkout', labels: labelledFor('checkout') };
  const search = { name: 'search', labels: labelledFor('search') };

  it('counts what is in scope, and asks nothing while nothing was written', async () => {
    await runs({ ...checkout, health: 'degraded' }, search);
    const first = await seen();
    expect(first).toMatchObject({ total: 1, degraded: 1, queries: 2 });
    expect(first.worst).toHaveLength(1);
    expect(await seen()).toEqual({ ...first, queries: 0 });
  });

  it('is stamped anew when what is in scope says something else, counted or not', async () => {
    await runs(checkout, search);
    const first = await seen();
    await runs({ ...checkout, message: 'rolled out' });
    const second = await seen();
    expect(second).toMatchObject({ total: 1, queries: 2 });
    expect(second.stamp).not.toEqual(first.stamp);
  });

  it('is stamped as before when only what is hidden does', async () => {
    await runs(checkout, search);
    const first = await seen();
    await runs({ ...search, health: 'degraded' });
    expect(await seen()).toEqual({ ...first, queries: 2 });
  });

  it('forgets what is gone', async () => {
    await runs(checkout, search);
    await seen();
    await write(knex, DEPLOYMENTS, [
      { type: 'deleted', uid: workloadFact(checkout).source.uid },
    ]);
    await runs();
    expect(await seen()).toMatchObject({ total: 0, degraded: 0, worst: [] });
  });

  it('reads anew for another scope, also when both are asked for at once', async () => {
    await runs({ ...checkout, health: 'degraded' }, search);
    const both = await Promise.all([
      seen(),
      seen(ownedBy(SHOP, 'group:default/find')),
      seen(ownedBy('group:default/nobody')),
    ]);
    expect(both.map(({ total }) => total)).toEqual([1, 2, 0]);
    expect(both[0].stamp).not.toEqual(both[1].stamp);
    expect((await seen()).total).toBe(1);
  });
});
