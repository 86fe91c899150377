import type { Knex } from 'knex';
import { APPLICATIONS, DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, deliveryFact, workloadFact } from '../__testUtils__/facts';
import { write } from '../__testUtils__/store';

describeDatabases('since when an instance is what it is', database => {
  let knex: Knex;
  let currency: TestCurrency;

  beforeEach(async () => {
    knex = await database.open();
    currency = new TestCurrency();
    await insertCluster(knex, 'c-1');
  });

  const derive = (now: number) => deriveTestCluster(knex, { currency, now });
  const workload = (over: Parameters<typeof workloadFact>[0] = {}) =>
    write(knex, DEPLOYMENTS, [factsOf(workloadFact(over))]);
  const application = (over: Parameters<typeof deliveryFact>[0] = {}) =>
    write(knex, APPLICATIONS, [
      factsOf(deliveryFact({ brings: brings('shop/checkout'), ...over })),
    ]);
  const read = async () => {
    const row = await knex('instance').where({ namespace: 'shop' }).first();
    return {
      since: Number(row.since),
      atLeast: JSON.parse(row.data).sinceIsLowerBound,
    };
  };
  const transitions = () =>
    knex('transition').orderBy('id').select('field', 'from_value', 'to_value');
  const FIRST_ENGINE = [
    { field: 'engines', from_value: null, to_value: 'argocd' },
  ];
  const GAP = { field: 'currency', from_value: 'stale', to_value: 'current' };

  it('is in the columns that the matrix reads, with what runs and what is wanted', async () => {
    const columns = () =>
      knex('instance')
        .where({ namespace: 'shop' })
        .first(
          'version',
          'desired_version',
          'stale_since',
          'since_lower_bound',
        );
    const long = `1.${'0'.repeat(200)}`;
    await workload({ changedAt: '1970-01-01T00:00:02Z', version: long });
    await derive(10_000);
    expect(await columns()).toEqual({
      version: long.slice(0, 128),
      desired_version: long.slice(0, 128),
      stale_since: null,
      since_lower_bound: database.isPostgres ? false : 0,
    });
    currency.lose('c-1', '*');
    await derive(20_000);
    expect(Number((await columns()).stale_since)).toBe(5_000);
    currency.regain('c-1', '*');
    await derive(30_000);
    expect((await columns()).stale_since).toBeNull();
  });

  it('is what the object says at first sight', async () => {
    await workload({ changedAt: '1970-01-01T00:00:02Z' });
    await derive(10_000);
    expect(await read()).toEqual({ since: 2_000, atLeast: false });
  });

  it('is at least since now where a difference is seen for the first time', async () => {
    await workload({ changedAt: '1970-01-01T00:00:02Z' });
    await derive(10_000);
    await application({ sync: 'out-of-sync' });
    await derive(20_000);
    expect(await read()).toEqual({ since: 20_000, atLeast: true });
    expect(await transitions()).toEqual(FIRST_ENGINE);
  });

  it('stays when an engine is seen for the first time and all is in sync', async () => {
    await workload({ changedAt: '1970-01-01T00:00:02Z' });
    await derive(10_000);
    await application();
    await derive(20_000);
    expect(await read()).toEqual({ since: 2_000, atLeast: false });
    expect(await transitions()).toEqual(FIRST_ENGINE);
  });

  it('survives a gap in which nothing changed', async () => {
    await workload({ changedAt: '1970-01-01T00:00:02Z' });
    await application();
    await derive(10_000);
    currency.lose('c-1', '*');
    await derive(20_000);
    expect(await read()).toEqual({ since: 2_000, atLeast: false });
    currency.regain('c-1', '*');
    await derive(30_000);
    expect(await read()).toEqual({ since: 2_000, atLeast: false });
    expect(await transitions()).toEqual([GAP]);
  });

  it('is a lower bound where it changed within a gap', async () => {
    await workload({ changedAt: '1970-01-01T00:00:02Z' });
    await derive(10_000);
    currency.lose('c-1', '*');
    await derive(20_000);
    await workload({ health: 'degraded' });
    currency.regain('c-1', '*');
    await derive(30_000);
    expect(await read()).toEqual({ since: 30_000, atLeast: true });
    expect(await transitions()).toEqual([
      GAP,
      { field: 'health', from_value: 'healthy', to_value: 'degraded' },
    ]);
  });

  it('is now when it changes before our eyes', async () => {
    await workload();
    await derive(10_000);
    await workload({ health: 'degraded' });
    await derive(20_000);
    expect(await read()).toEqual({ since: 20_000, atLeast: false });
  });
});
