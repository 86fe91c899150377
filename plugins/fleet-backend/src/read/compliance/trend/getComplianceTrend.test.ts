import type { Knex } from 'knex';
import {
  DEFAULT_COMPLIANCE_SETTINGS,
  type ComplianceTrendQuery,
  type FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CLUSTER_POLICIES,
  factsOf,
  POLICY_REPORTS,
} from '../../../__testUtils__/changes';
import { insertCluster } from '../../../__testUtils__/cluster';
import { describeDatabases } from '../../../__testUtils__/databases';
import { expectDocumented } from '../../../__testUtils__/expectDocumented';
import { findingFact, policyFact } from '../../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../../__testUtils__/read';
import { write } from '../../../__testUtils__/store';
import { deriveCompliance } from '../../../derive/compliance';
import { keepComplianceDay } from '../../../history/compliance';
import { DAY_MS } from '../../../history/retention';
import { StatementScope } from '../../../permissions/StatementScope';
import { getCompliance } from '../getCompliance';
import { getComplianceTrend } from './getComplianceTrend';

const CHECKOUT = 'component:default/checkout';
const SHOP = 'group:default/shop';
const PLATFORM = 'group:default/platform';
const HOUR = 60 * 60_000;

/** 2026-11-20, and the days after it. */
const FIRST = Date.UTC(2026, 10, 20) / DAY_MS;
const at = (day: number, hours = 12) => (FIRST + day) * DAY_MS + hours * HOUR;
const text = (day: number) => new Date(at(day)).toISOString().slice(0, 10);

describeDatabases('getComplianceTrend', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    for (const [id, region] of [
      ['prod', 'eu'],
      ['stage', 'us'],
    ]) {
      await insertCluster(knex, id, { region, owner: PLATFORM });
      const long = { confirmed_at: at(500) };
      await insertCoverage(knex, id, POLICY_REPORTS.key, long);
      await insertCoverage(knex, id, CLUSTER_POLICIES.key, long);
      await write(
        knex,
        CLUSTER_POLICIES,
        [factsOf(policyFact({ name: 'limits', severity: 'high' }))],
        { observer: id },
      );
    }
    await knex('cell').insert({
      cluster_id: 'prod',
      namespace: 'shop',
      entity_ref: CHECKOUT,
      region: 'eu',
      environment: 'production',
      owner: SHOP,
      system: 'system:default/web',
    });
  });

  type Found = Record<string, Record<string, FindingResult>>;

  async function found(day: number, results: Found) {
    for (const observer of ['prod', 'stage']) {
      await write(
        knex,
        POLICY_REPORTS,
        Object.entries(results[observer] ?? {}).map(([name, result]) =>
          factsOf(findingFact({ policy: 'limits', name, result })),
        ),
        { observer, now: at(day, 1) },
      );
      await deriveCompliance({ knex, clusterId: observer, now: at(day, 1) });
    }
  }
  /** What is found on a day, and the look at it. */
  async function onDay(day: number, results: Found) {
    await found(day, results);
    await keepComplianceDay({ knex, now: at(day, 2) });
  }
  const ask = async (query: ComplianceTrendQuery = {}, today = 9) => {
    const answer = await getComplianceTrend(readingAt(knex, at(today)), query);
    expectDocumented('/compliance/trend', answer);
    return answer;
  };
  const said = (answer: Awaited<ReturnType<typeof ask>>) =>
    answer.days.map(
      ({ day, percent, evaluation, clusters, counts }) =>
        `${day.slice(5)} ${percent ?? '–'} % ${evaluation.evaluated}/${
          evaluation.expected
        } ${clusters.known}/${clusters.expected} fail ${counts.fail} exempt ${
          counts.exempt
        } ? ${counts.notEvaluated}`,
    );

  it('tells each day as it counted then, and days without a look as gaps', async () => {
    await onDay(0, { prod: { a: 'pass', b: 'pass', c: 'pass', d: 'fail' } });
    await onDay(1, { stage: { a: 'pass' } });
    await onDay(4, { prod: { c: 'fail', d: 'exempt' } });
    await knex('coverage')
      .where({ cluster_id: 'prod', kind: POLICY_REPORTS.key.kind })
      .update({ state: 'unreachable', reason: 'connection refused' });
    await onDay(5, {});
    const answer = await ask();
    expect(said(answer)).toEqual([
      '11-20 75 % 1/2 1/2 fail 1 exempt 0 ? 0',
      '11-21 80 % 2/2 2/2 fail 1 exempt 0 ? 0',
      '11-24 60 % 2/2 2/2 fail 1 exempt 1 ? 0',
      '11-25 33.3 % 1/2 1/2 fail 1 exempt 1 ? 2',
    ]);
    expect(answer).toMatchObject({
      from: text(9 - 89),
      to: text(9),
      since: text(0),
      gaps: [
        { from: text(2), to: text(3) },
        // Today is not over.
        { from: text(6), to: text(8) },
      ],
    });
    expect(answer.days[0].failures).toEqual({
      critical: 0,
      high: 1,
      medium: 0,
      low: 0,
      info: 0,
      unknown: 0,
    });
    expect(said(await ask({ from: text(1), to: text(4) }))).toHaveLength(2);
  });

  it.each<ComplianceTrendQuery>([
    {},
    { owner: [SHOP] },
    { owner: [PLATFORM] },
    { system: ['system:default/web'] },
    { region: ['us'] },
    { cluster: ['prod'] },
    { environment: ['production'] },
    { component: [CHECKOUT] },
    { policy: ['limits'], severity: ['high'] },
  ])('says of today what the page says now: %j', async filter => {
    await found(9, {
      prod: { a: 'fail', b: 'pass', c: 'error' },
      stage: { a: 'exempt', b: 'pass' },
    });
    await knex('compliance_sum')
      .where({ cluster_id: 'prod', result: 'fail' })
      .update({
        entity_ref: CHECKOUT,
        owner: SHOP,
        system: 'system:default/web',
        environment: 'production',
      });
    await keepComplianceDay({ knex, now: at(9, 2) });
    const now = await getCompliance(readingAt(knex, at(9)), filter);
    const { days } = await ask(filter);
    const sums = now.results.reduce(
      (sum, { counts }) => ({
        fail: sum.fail + counts.fail,
        pass: sum.pass + counts.pass,
        exempt: sum.exempt + counts.exempt,
        error: sum.error + counts.error,
      }),
      { fail: 0, pass: 0, exempt: 0, error: 0 },
    );
    expect(days).toHaveLength(1);
    const { evaluated, expected } = now.evaluation;
    expect(days[0]).toMatchObject({
      evaluation: { evaluated, expected },
      counts: sums,
    });
    expect(days[0].percent).toBe(now.percent);
  });

  it('weighs results as it is configured now', async () => {
    await onDay(0, {
      prod: { a: 'fail', b: 'pass' },
      stage: { a: 'warn', b: 'pass' },
    });
    // Two of four that are as severe are kept; the warning counts by its share.
    const percentWith = async (warnShare: number) => {
      const { days } = await getComplianceTrend(
        readingAt(knex, at(9)),
        {},
        { settings: { ...DEFAULT_COMPLIANCE_SETTINGS, warnShare } },
      );
      return days[0].percent;
    };
    expect(await percentWith(0)).toBe(66.6);
    expect(await percentWith(1)).toBe(50);
  });

  it('tells what began and how it ended, and dates nothing of a first look', async () => {
    await onDay(0, { prod: { a: 'fail', b: 'fail', c: 'pass', d: 'pass' } });
    await onDay(1, { prod: { c: 'fail', d: 'fail' } });
    await onDay(2, { prod: { a: 'pass', c: 'error' } });
    await onDay(3, { prod: { c: 'fail' } });
    await onDay(5, { prod: { c: 'pass', d: 'exempt' } });
    const answer = await ask();
    expect(
      answer.days.map(({ day, changes }) => [
        day,
        Object.entries(changes)
          .filter(([, count]) => count > 0)
          .map(([name, count]) => `${name} ${count}`)
          .join(', '),
      ]),
    ).toEqual([
      [text(0), 'found 2'],
      [text(1), 'new 2'],
      // That it could not be evaluated ends nothing.
      [text(2), 'fixed 1'],
      [text(3), ''],
      [text(5), 'fixed 1, exempted 1'],
    ]);
    expect(answer.timeToRepair).toEqual([
      {
        severity: 'high',
        // From day 1 to day 5, and one of which nobody knows when it began.
        count: 1,
        medianSeconds: (4 * DAY_MS) / 1000,
        p90Seconds: (4 * DAY_MS) / 1000,
        undated: 1,
        open: 1,
      },
    ]);
    // What was fixed on other days is not in it.
    expect((await ask({ from: text(6) })).timeToRepair).toEqual([
      { severity: 'high', count: 0, undated: 0, open: 1 },
    ]);
  });

  it('keeps the past of a cluster that left, and its failures are not repaired', async () => {
    await onDay(0, { prod: { a: 'fail' }, stage: { a: 'pass' } });
    await knex('cluster')
      .where({ id: 'prod' })
      .update({ left_at: at(1) });
    await onDay(1, {});
    const answer = await ask();
    expect(said(answer)).toEqual([
      '11-20 50 % 2/2 2/2 fail 1 exempt 0 ? 0',
      '11-21 100 % 1/1 1/1 fail 0 exempt 0 ? 0',
    ]);
    expect(answer.days[1].changes).toMatchObject({ fixed: 0, unproven: 1 });
    expect(answer.timeToRepair).toEqual([]);
  });

  it('has no days of what was never there', async () => {
    await onDay(0, { prod: { a: 'fail' } });
    expect(await ask({ owner: ['group:default/nobody'] })).toMatchObject({
      days: [],
      since: text(0),
      timeToRepair: [],
    });
  });

  it('knows nothing before anything is kept, and nothing of days to come', async () => {
    expect(await ask()).toMatchObject({ days: [], gaps: [], timeToRepair: [] });
    expect(await ask()).not.toHaveProperty('since');
    await onDay(0, { prod: { a: 'fail' } });
    expect(await ask({ to: '2999-01-01' })).toMatchObject({ to: text(9) });
  });

  it.each<[ComplianceTrendQuery, RegExp]>([
    [{ from: '2026-02-30' }, /'from' has to be a day/],
    [{ to: 'now' }, /'to' has to be a day/],
    [{ from: '2026-11-21', to: '2026-11-20' }, /before 'to'/],
    [{ from: '2999-01-01' }, /before 'to'/],
    [{ from: '2025-01-01', to: '2026-11-20' }, /at most 400 days/],
  ])('refuses days that are none: %j', async (query, message) => {
    await expect(ask(query)).rejects.toThrow(message);
  });

  it('adds up for who may see a part that part alone', async () => {
    await onDay(0, { prod: { a: 'fail', b: 'pass' }, stage: { a: 'fail' } });
    await onDay(1, { prod: { a: 'pass' } });
    await knex('compliance_span')
      .where({ cluster_id: 'prod', result: 'fail' })
      .update({ owner: SHOP });
    await knex('failure').where({ cluster_id: 'prod' }).update({ owner: SHOP });
    const answer = await getComplianceTrend(
      {
        ...readingAt(knex, at(9)),
        things: new StatementScope({
          knex,
          clusters: new Map([
            ['prod', { cluster: ['prod'] }],
            ['stage', { cluster: ['stage'] }],
          ]),
          expression: {
            type: 'in',
            key: 'owner',
            values: [SHOP],
            isNegated: false,
            orUnknown: false,
          },
        }),
      },
      {},
    );
    expectDocumented('/compliance/trend', answer);
    expect(said(answer)).toEqual([
      '11-20 0 % 1/1 1/1 fail 1 exempt 0 ? 0',
      '11-21 – % 0/0 0/0 fail 0 exempt 0 ? 0',
    ]);
    expect(answer.days.map(({ changes }) => changes.fixed)).toEqual([0, 1]);
    expect(answer.limited).toEqual(['findings']);
    expect(answer.timeToRepair).toMatchObject([{ undated: 1, open: 0 }]);
  });

  it('adds up what was on a cluster that left for who could see it', async () => {
    await onDay(0, { prod: { a: 'fail' }, stage: { a: 'pass' } });
    await knex('cluster')
      .where({ id: 'prod' })
      .update({ left_at: at(1) });
    await onDay(1, {});
    const subjects = (...ids: string[]) =>
      new Map(ids.map(id => [id, { cluster: [id] }]));
    const things = new StatementScope({
      knex,
      clusters: subjects('stage'),
      past: subjects('prod', 'stage'),
      expression: {
        type: 'in',
        key: 'cluster',
        values: ['prod', 'stage'],
        isNegated: false,
        orUnknown: false,
      },
    });
    const view = {
      fleet: { limited: ['clusters'], byId: new Map([['stage', {}]]) },
      pastIds: new Set(['prod', 'stage']),
    } as never;
    for (const limits of [{ things }, { view }, { things, view }]) {
      const answer = await getComplianceTrend(
        { ...readingAt(knex, at(9)), ...limits },
        {},
      );
      expect(answer.days.map(({ counts }) => counts.fail)).toEqual([1, 0]);
      expect(answer.days[1].changes).toMatchObject({ unproven: 1 });
    }
  });

  it('counts once what several tell, for each reader by whom he may see', async () => {
    await onDay(0, { prod: { a: 'fail' } });
    const [own] = await knex('compliance_span').where({
      cluster_id: 'prod',
      about: 'result',
    });
    await knex('compliance_span').insert({
      ...own,
      id: undefined,
      thing: 'told by the hub',
      observer: 'hub',
      outranked_by: ' prod ',
      result: 'pass',
    });
    expect(said(await ask())[0]).toContain('fail 1');
    const answer = await getComplianceTrend(
      {
        ...readingAt(knex, at(9)),
        view: {
          fleet: { limited: ['clusters'] },
          pastIds: new Set(['prod']),
        } as never,
      },
      {},
    );
    expect(answer.days[0].counts).toMatchObject({ fail: 1, pass: 0 });
  });
});
