import type { Knex } from 'knex';
import type {
  ComplianceQuery,
  FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CLUSTER_POLICIES,
  factsOf,
  POLICY_REPORTS,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { findingFact, policyFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { deriveCompliance } from '../../derive/compliance';
import { StatementScope } from '../../permissions/StatementScope';
import { getCompliance } from './getCompliance';

const CHECKOUT = 'component:default/checkout';
const SHOP = 'group:default/shop';

describeDatabases('getCompliance', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    for (const [id, region] of [
      ['prod', 'eu'],
      ['stage', 'us'],
    ]) {
      await insertCluster(knex, id, {
        name: `name-of-${id}`,
        region,
        owner: 'group:default/platform',
      });
      await insertCoverage(knex, id, POLICY_REPORTS.key);
      await insertCoverage(knex, id, CLUSTER_POLICIES.key);
      await write(
        knex,
        CLUSTER_POLICIES,
        [
          factsOf(
            policyFact({
              name: 'limits',
              severity: 'high',
              title: 'Memory is limited',
              standards: ['CIS'],
            }),
          ),
        ],
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

  async function found(
    observer: string,
    results: Record<string, FindingResult>,
    other: Parameters<typeof findingFact>[0] = {},
  ) {
    await write(
      knex,
      POLICY_REPORTS,
      Object.entries(results).map(([name, result]) =>
        factsOf(findingFact({ policy: 'limits', name, result, ...other })),
      ),
      { observer },
    );
    await deriveCompliance({ knex, clusterId: observer, now: 50_000 });
  }
  const ask = async (query: ComplianceQuery = {}) => {
    const answer = await getCompliance(readingAt(knex), query);
    expectDocumented('/compliance', answer);
    return answer;
  };
  const all = async () => {
    await found('prod', { a: 'pass', b: 'pass', c: 'pass', d: 'fail' });
    await found('stage', { a: 'pass' });
  };

  it('tells a score, and apart from it how much of what is expected was evaluated', async () => {
    await found('prod', { a: 'pass', b: 'pass', c: 'pass', d: 'fail' });
    await deriveCompliance({ knex, clusterId: 'stage', now: 50_000 });
    const answer = await ask();
    expect(answer).toMatchObject({
      percent: 75,
      evaluation: { evaluated: 1, expected: 2 },
      // Half of it is known: that is no grade, however good.
      grading: { noGrade: 'coverage' },
      results: [
        { severity: 'high', counts: { pass: 3, fail: 1, notEvaluated: 0 } },
      ],
      movers: [
        {
          policy: 'limits',
          title: 'Memory is limited',
          failing: 1,
          gain: 25,
          owner: 'group:default/platform',
        },
      ],
      policies: [
        {
          policy: 'limits',
          severity: 'high',
          standards: ['CIS Benchmarks'],
          percent: 75,
          evaluation: { evaluated: 1, expected: 2 },
        },
      ],
    });
    expect(answer.policies[0].failingSince).toBeDefined();
    expect(answer.heatmap).toMatchObject({
      of: 'cluster',
      rows: [
        { key: 'prod', name: 'name-of-prod', percent: 75 },
        { key: 'stage', name: 'name-of-stage' },
      ],
      columns: [{ engine: 'kyverno', policy: 'limits' }],
    });
    const { cells } = answer.heatmap;
    expect(
      cells.row.map((row, index) => [
        row,
        cells.percent[index],
        cells.failing[index],
        cells.evaluated[index],
        cells.expected[index],
      ]),
    ).toEqual(
      expect.arrayContaining([
        [0, 75, 1, 1, 1],
        [1, -1, 0, 0, 1],
      ]),
    );
  });

  it('has a grade where enough is known', async () => {
    await all();
    expect(await ask()).toMatchObject({
      percent: 80,
      evaluation: { evaluated: 2, expected: 2 },
      grading: { grade: 'C' },
    });
  });

  it('counts as not evaluated what was good and cannot be confirmed, and as bad what was bad', async () => {
    await all();
    await knex('coverage')
      .where({ cluster_id: 'prod', kind: POLICY_REPORTS.key.kind })
      .update({ state: 'unreachable', reason: 'connection refused' });
    expect(await ask()).toMatchObject({
      percent: 50,
      evaluation: { evaluated: 1, expected: 2 },
      results: [{ counts: { pass: 1, fail: 1, notEvaluated: 3 } }],
    });
  });

  it('names nothing to be repaired that is exempt', async () => {
    await found('prod', { a: 'pass', b: 'pass', c: 'fail', d: 'exempt' });
    const waived = { policy: 'waived', severity: 'critical' as const };
    await found('stage', { e: 'exempt', f: 'exempt' }, waived);
    expect(await ask()).toMatchObject({
      movers: [{ policy: 'limits', failing: 1, gain: 12.5 }],
      policies: [
        { policy: 'limits', counts: { exempt: 1 } },
        { policy: 'waived', counts: { exempt: 2 } },
      ],
    });
  });

  it('caps the grade while a critical failure is overdue', async () => {
    await found(
      'prod',
      Object.fromEntries(
        Array.from({ length: 99 }, (_, index) => [
          `p${index}`,
          'pass' as const,
        ]),
      ),
      { severity: 'critical' },
    );
    await found('stage', { a: 'fail' }, { severity: 'critical' });
    const at = (now: number) => getCompliance(readingAt(knex, now), {});
    expect((await at(100_000)).grading).toEqual({ grade: 'A' });
    await knex('compliance_sum')
      .where({ result: 'fail' })
      .update({ failing_since: 100_000 - 8 * 24 * 60 * 60_000 });
    expect((await at(100_000)).grading).toEqual({
      grade: 'C',
      cappedBy: 'overdue-critical',
    });
  });

  it('has no score where nothing was evaluated, and says so', async () => {
    for (const clusterId of ['prod', 'stage']) {
      await deriveCompliance({ knex, clusterId, now: 50_000 });
    }
    const answer = await ask();
    expect(answer.percent).toBeUndefined();
    expect(answer).toMatchObject({
      grading: { noGrade: 'no-score' },
      evaluation: { evaluated: 0, expected: 2 },
      movers: [],
    });
  });

  it('is narrowed to what somebody owns, and expects it where that runs', async () => {
    await knex('workload').delete();
    await all();
    await knex('compliance_sum')
      .where({ cluster_id: 'prod', result: 'fail' })
      .update({ entity_ref: CHECKOUT, owner: SHOP });
    expect(await ask({ owner: [SHOP] })).toMatchObject({
      percent: 0,
      evaluation: { evaluated: 1, expected: 1 },
      movers: [{ owner: SHOP, failing: 1 }],
    });
    // Evaluated there, with nothing of theirs that would have to keep it.
    const { cells } = (await ask({ owner: [SHOP], system: ['system:none'] }))
      .heatmap;
    expect(cells).toMatchObject({ percent: [], expected: [] });
    await knex('compliance_sum').where({ owner: SHOP }).update({ owner: 'o' });
    expect((await ask({ owner: [SHOP] })).heatmap.cells).toMatchObject({
      percent: [-1],
      evaluated: [1],
      expected: [1],
    });
    await knex('compliance_sum').where({ owner: 'o' }).update({ owner: SHOP });
    expect(await ask({ region: ['us'] })).toMatchObject({ percent: 100 });
    expect(await ask({ rows: 'owner' })).toMatchObject({
      heatmap: {
        of: 'owner',
        rows: [
          { key: SHOP, percent: 0 },
          { key: 'group:default/platform', percent: 100 },
        ],
      },
    });
  });

  it('expects a policy also where nothing was ever read, by whose the cluster is', async () => {
    await found('prod', { a: 'pass' });
    await deriveCompliance({ knex, clusterId: 'stage', now: 50_000 });
    await knex('cluster').update({ environment: 'production' });
    expect(await ask({ environment: ['production'] })).toMatchObject({
      evaluation: { evaluated: 1, expected: 2 },
    });
    const { heatmap } = await ask({ rows: 'region' });
    const stage = heatmap.rows.findIndex(({ key }) => key === 'us');
    const at = heatmap.cells.row.indexOf(stage);
    expect([heatmap.cells.evaluated[at], heatmap.cells.expected[at]]).toEqual([
      0, 1,
    ]);
  });

  it('adds up for who may see a part that part alone', async () => {
    await all();
    await knex('compliance_sum')
      .where({ cluster_id: 'prod', result: 'fail' })
      .update({ entity_ref: CHECKOUT, owner: SHOP });
    const answer = await getCompliance(
      {
        ...readingAt(knex),
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
    expectDocumented('/compliance', answer);
    expect(answer).toMatchObject({
      percent: 0,
      evaluation: { evaluated: 1, expected: 1 },
      results: [{ counts: { pass: 0, fail: 1 } }],
      limited: ['findings'],
    });
    expect(JSON.stringify(answer)).not.toContain('name-of-stage');
  });
});
