import type { FindingFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { factsOf, POLICY_REPORTS } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { findingFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { StatementScope } from '../../permissions/StatementScope';
import { listClusterFindings } from './listClusterFindings';

const PATH = '/clusters/{clusterId}/findings';

const FOUND: (Partial<FindingFact> & { name: string; namespace?: string })[] = [
  { name: 'a', policy: 'no-latest', result: 'pass', severity: 'high' },
  { name: 'b', policy: 'no-latest', result: 'fail', severity: 'medium' },
  { name: 'c', policy: 'limits', result: 'fail', severity: 'critical' },
  { name: 'd', policy: 'limits', result: 'skip' },
  { name: 'e', policy: 'limits', result: 'error', namespace: 'pay' },
  { name: 'f', policy: 'limits', result: 'exempt', exceptions: ['legacy'] },
  { name: 'g', policy: 'image', engine: 'trivy', result: 'fail' },
];

describeDatabases('listClusterFindings', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    await insertCluster(knex, 'prod');
    await insertCoverage(knex, 'prod', POLICY_REPORTS.key);
    await write(
      knex,
      POLICY_REPORTS,
      FOUND.map(each => factsOf(findingFact(each))),
      { observer: 'prod' },
    );
  });
  const ask = (query: Parameters<typeof listClusterFindings>[2] = {}) =>
    listClusterFindings(readingAt(knex), 'prod', query);
  const names = (page: Awaited<ReturnType<typeof ask>>) =>
    page.items.map(({ resource }) => resource?.name);

  it('tells the worst first, and each facet without its own filter', async () => {
    const page = await ask();
    expectDocumented(PATH, page);
    expect(names(page)).toEqual(['c', 'b', 'g', 'e', 'f', 'd', 'a']);
    expect(page.items[0]).toMatchObject({
      engine: 'kyverno',
      policy: 'limits',
      result: 'fail',
      severity: 'critical',
      resource: { kind: 'Deployment', namespace: 'shop', name: 'c' },
      currency: { current: true },
    });
    const narrowed = await ask({ result: ['fail'], engine: ['kyverno'] });
    expect(names(narrowed)).toEqual(['c', 'b']);
    expect(narrowed.totals).toEqual({
      total: 2,
      stale: 0,
      repeated: 0,
      results: [
        { result: 'error', count: 1, stale: 0 },
        { result: 'exempt', count: 1, stale: 0 },
        { result: 'fail', count: 2, stale: 0 },
        { result: 'pass', count: 1, stale: 0 },
        { result: 'skip', count: 1, stale: 0 },
      ],
      severities: [
        { severity: 'critical', count: 1 },
        { severity: 'medium', count: 1 },
      ],
      engines: [
        { name: 'kyverno', count: 2 },
        { name: 'trivy', count: 1 },
      ],
      policies: [
        { name: 'limits', count: 1 },
        { name: 'no-latest', count: 1 },
      ],
    });
    expect(names(await ask({ namespace: ['pay'] }))).toEqual(['e']);
    expect(names(await ask({ text: 'LATEST' }))).toEqual(['b', 'a']);
    expect(names(await ask({ text: '%' }))).toEqual([]);
  });

  it('is searched by what was looked at, and not by the name of its report alone', async () => {
    await write(
      knex,
      POLICY_REPORTS,
      [
        factsOf({
          ...findingFact({ name: 'checkout', policy: 'probes' }),
          source: {
            ...findingFact({ name: 'checkout' }).source,
            name: '0c1f4a9e-report',
            uid: 'a-report-called-by-a-uid',
          },
        }),
      ],
      { observer: 'prod' },
    );
    expect(names(await ask({ text: 'Deployment shop/Checkout' }))).toEqual([
      'checkout',
    ]);
    expect(names(await ask({ text: '0c1f4a9e' }))).toEqual(['checkout']);
    // Whatever stands in one, the others are found.
    const { id, data } = await knex('finding').where({ name: 'a' }).first();
    for (const text of ['\u0000', '\ud800']) {
      await knex('finding')
        .where({ id })
        .update({
          data: JSON.stringify({ ...JSON.parse(data), message: text }),
        });
      expect(names(await ask({ text: 'shop/checkout' }))).toEqual(['checkout']);
    }
    await knex('finding').where({ id }).update({ data });
    await knex('finding')
      .where({ source_uid: 'a-report-called-by-a-uid' })
      .del();
  });

  it.each([1, 2, 3])('comes in pages of %s', async limit => {
    const found: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ limit, cursor });
      found.push(...names(page));
      cursor = page.nextCursor;
    } while (cursor);
    expect(found).toEqual(['c', 'b', 'g', 'e', 'f', 'd', 'a']);
  });

  it('calls nothing a pass that cannot be confirmed now', async () => {
    await knex('coverage').update({ state: 'forbidden', reason: 'may not' });
    const page = await ask({ result: ['pass'] });
    expect(page.items[0].currency).toMatchObject({
      current: false,
      reason: expect.stringContaining('may not'),
    });
    expect(page.totals).toMatchObject({ total: 1, stale: 1 });
    expect(page.totals.results).toContainEqual({
      result: 'pass',
      count: 1,
      stale: 1,
    });
    await knex('coverage').update({ state: 'current', reason: null });
  });

  it('shows who may see one namespace that alone, and how much else there is only where that may be said', async () => {
    const things = new StatementScope({
      knex,
      clusters: new Map([['prod', { cluster: ['prod'] }]]),
      expression: {
        type: 'in',
        key: 'namespace',
        values: ['pay'],
        isNegated: false,
        orUnknown: false,
      },
    });
    const page = await listClusterFindings(
      { ...readingAt(knex), things },
      'prod',
      {},
    );
    expect(names(page)).toEqual(['e']);
    expect(page).toMatchObject({
      totals: { total: 1, policies: [{ name: 'limits', count: 1 }] },
      hidden: 0,
      limited: ['findings'],
    });
    const told = await listClusterFindings(
      { ...readingAt(knex), things, tellsHidden: true },
      'prod',
      {},
    );
    expect(told.hidden).toBe(6);
  });

  it('forgets what a report says no more, and nothing else', async () => {
    await write(
      knex,
      POLICY_REPORTS,
      [
        {
          type: 'gone',
          uid: findingFact({ name: 'g' }).source.uid,
        } as never,
      ],
      { observer: 'prod' },
    );
    expect(names(await ask())).toEqual(['c', 'b', 'e', 'f', 'd', 'a']);
  });
});
