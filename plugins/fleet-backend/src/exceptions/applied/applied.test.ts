import type { ExceptionFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { factsOf, POLICY_EXCEPTIONS } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import {
  insertApproval,
  insertException,
} from '../../__testUtils__/exceptions';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { exceptionFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { EntityIndex } from '../../mapping/EntityIndex';
import { EVERYTHING } from '../../permissions/Expression';
import { PlaceScope } from '../../permissions/PlaceScope';
import { ExceptionAccess } from '../ExceptionAccess';
import { listAppliedExceptions } from './listAppliedExceptions';

const all = new PlaceScope({ clusters: new Map(), expression: EVERYTHING });
const access = new ExceptionAccess({
  entities: new EntityIndex([]),
  reads: all,
  waives: all,
  approves: all,
});

describeDatabases('listAppliedExceptions', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'prod');
    await insertCoverage(knex, 'prod', POLICY_EXCEPTIONS.key);
  });

  const apply = (...facts: Partial<ExceptionFact>[]) =>
    write(
      knex,
      POLICY_EXCEPTIONS,
      facts.map(each => factsOf(exceptionFact(each))),
      { observer: 'prod' },
    );
  const ask = async (
    query: Parameters<typeof listAppliedExceptions>[2] = {},
    now = 100_000,
  ) => {
    const page = await listAppliedExceptions(
      readingAt(knex, now),
      access,
      query,
    );
    expectDocumented('/applied-exceptions', page);
    return page;
  };
  const waive = async (id: string, over = {}) =>
    insertException(knex, id, {
      scope: {
        clusters: ['prod'],
        policies: [{ engine: 'kyverno', name: 'require-limits', rules: [] }],
        ...over,
      },
    });

  it('tells those first that are applied beyond their end', async () => {
    await apply(
      { name: 'b-unknown' },
      { name: 'c-late', expiresAt: '1970-01-01T00:01:00Z' },
      { name: 'a-known' },
    );
    await waive('e-1');
    await insertApproval(knex, 'e-1', 'user:default/jane');
    const { items, totals } = await ask();
    expect(items.map(({ name, alerts }) => [name, alerts])).toEqual([
      ['c-late', ['overdue']],
      ['a-known', []],
      ['b-unknown', []],
    ]);
    expect(items[0]).toMatchObject({
      cluster: { id: 'prod', name: 'name-of-prod' },
      expiresAt: '1970-01-01T00:01:00Z',
      currency: { current: true },
      ledger: { id: 'e-1', match: 'covers', state: 'active' },
    });
    expect(totals).toEqual({
      total: 3,
      overdue: 1,
      ledgerEnded: 0,
      notInLedger: 0,
      stale: 0,
    });
  });

  it('tells what the ledger has not, or not any more', async () => {
    await apply({ name: 'legacy' });
    expect((await ask()).items[0].alerts).toEqual(['not-in-ledger']);
    await waive('e-1');
    // That somebody asked for it is no yes.
    expect((await ask()).items[0]).toMatchObject({
      alerts: ['ledger-ended'],
      ledger: { state: 'requested' },
    });
    await insertApproval(knex, 'e-1', 'user:default/jane');
    expect((await ask()).items[0].alerts).toEqual([]);
    await knex('exception').update({ withdrawn_at: 50_000 });
    expect((await ask()).items[0]).toMatchObject({
      alerts: ['ledger-ended'],
      ledger: { state: 'withdrawn' },
    });
  });

  it('takes nothing for covered that goes beyond the ledger', async () => {
    await apply({ name: 'legacy' });
    await waive('of-another-namespace', { namespaces: ['pay'] });
    await waive('of-another-cluster', { clusters: ['stage'] });
    await waive('of-one-rule', {
      policies: [
        { engine: 'kyverno', name: 'require-limits', rules: ['memory'] },
      ],
    });
    await waive('of-another-engine', {
      policies: [{ engine: 'gatekeeper', name: 'require-limits', rules: [] }],
    });
    await knex('exception').update({ severity: 'low' });
    for (const { id } of await knex('exception')) {
      await insertApproval(knex, id, 'user:default/jane');
    }
    expect((await ask()).items[0].alerts).toEqual(['not-in-ledger']);
  });

  it('is not quieted by an entry that is narrower, in force or not', async () => {
    await apply({ name: 'legacy' });
    await waive('of-one-resource', {
      resource: { kind: 'Deployment', name: 'legacy' },
    });
    const told = async () => {
      const { items, totals } = await ask();
      const [{ alerts, ledger }] = items;
      const { notInLedger, ledgerEnded } = totals;
      return { alerts, ledger, totals: [notInLedger, ledgerEnded] };
    };
    const narrower = { id: 'of-one-resource', match: 'resembles' };
    expect(await told()).toEqual({
      alerts: ['not-in-ledger'],
      ledger: { ...narrower, state: 'requested' },
      totals: [1, 0],
    });
    await insertApproval(knex, 'of-one-resource', 'user:default/jane');
    expect(await told()).toEqual({
      alerts: ['not-in-ledger'],
      ledger: { ...narrower, state: 'active' },
      totals: [1, 0],
    });
  });

  it('takes what covers it before what is narrower, whatever their states', async () => {
    await apply({ name: 'legacy' });
    await waive('narrower', { entities: ['component:default/legacy'] });
    await insertApproval(knex, 'narrower', 'user:default/jane');
    await waive('wider');
    expect((await ask()).items[0]).toMatchObject({
      alerts: ['ledger-ended'],
      ledger: { id: 'wider', match: 'covers', state: 'requested' },
    });
    await insertApproval(knex, 'wider', 'user:default/jane');
    expect((await ask()).items[0]).toMatchObject({
      alerts: [],
      ledger: { id: 'wider', match: 'covers', state: 'active' },
    });
  });

  it('says what it does not know to be so any more', async () => {
    await apply({ name: 'late', expiresAt: '1970-01-01T00:01:00Z' });
    await knex('coverage').update({
      state: 'unreachable',
      reason: 'gone',
      confirmed_at: 90_000,
    });
    const { items, totals } = await ask();
    expect(items[0]).toMatchObject({
      currency: { current: false },
      alerts: ['overdue', 'not-in-ledger'],
    });
    expect(totals).toMatchObject({ stale: 1, overdue: 1 });
  });

  it('pages, and narrows by cluster, engine and alert', async () => {
    await apply(
      { name: 'a' },
      { name: 'b', expiresAt: '1970-01-01T00:01:00Z' },
      { name: 'c' },
    );
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ limit: 1, ...(cursor ? { cursor } : {}) });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(['b', 'a', 'c']);
    const overdue = await ask({ alert: ['overdue'] });
    expect(overdue.items.map(({ name }) => name)).toEqual(['b']);
    expect(overdue.totals.total).toBe(3);
    expect((await ask({ cluster: ['stage'] })).items).toEqual([]);
    expect((await ask({ engine: ['gatekeeper'] })).items).toEqual([]);
    expect((await ask({ engine: ['kyverno'] })).items).toHaveLength(3);
    await knex('cluster').update({ left_at: 1 });
    expect((await ask()).items).toEqual([]);
  });
});
