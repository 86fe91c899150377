import type { Knex } from 'knex';
import {
  complianceSettingsSchema,
  StandardsIndex,
  type ComplianceQuery,
  type FindingFact,
  type PolicyFact,
  type StandardsMappingEntry,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CLUSTER_POLICIES,
  factsOf,
  MANAGED_CLUSTERS,
  POLICY_REPORTS,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import {
  clusterFact,
  findingFact,
  policyFact,
} from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { resolverOf, write } from '../../__testUtils__/store';
import { deriveCompliance } from '../../derive/compliance';
import { StatementScope } from '../../permissions/StatementScope';
import { asUsual, type ComplianceBasis } from './basis';
import { getCompliance } from './getCompliance';

const HUB_POLICIES = {
  key: {
    adapter: 'ocm-policy',
    group: 'policy.open-cluster-management.io',
    kind: 'Policy',
  },
  tables: ['fact' as const],
};

const configured = (
  settings: object,
  entries: StandardsMappingEntry[] = [],
): ComplianceBasis => ({
  settings: complianceSettingsSchema.parse(settings),
  origin: 'configured',
  mapping: new StandardsIndex({ entries }),
});

describeDatabases('compliance by what is configured', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    for (const [id, tier, region] of [
      ['p1', 'production', 'eu'],
      ['p2', 'production', 'us'],
      ['s1', 'staging', 'eu'],
    ]) {
      await insertCluster(knex, id, { tier, region, owner: 'group:default/p' });
      await insertCoverage(knex, id, POLICY_REPORTS.key);
      await insertCoverage(knex, id, CLUSTER_POLICIES.key);
    }
  });

  /** Policies of a cluster, and what they found there, added up. */
  async function on(
    observer: string,
    policies: Partial<PolicyFact>[],
    findings: Parameters<typeof findingFact>[0][],
  ) {
    await write(
      knex,
      CLUSTER_POLICIES,
      policies.map(each => factsOf(policyFact(each))),
      { observer },
    );
    await write(
      knex,
      POLICY_REPORTS,
      findings.map((each, index) =>
        factsOf(findingFact({ name: `thing-${index}`, ...each })),
      ),
      { observer },
    );
    await deriveCompliance({ knex, clusterId: observer, now: 50_000 });
  }
  const ask = async (
    query: ComplianceQuery = {},
    basis: ComplianceBasis = asUsual,
    context: Partial<ReturnType<typeof readingAt>> = {},
  ) => {
    const answer = await getCompliance(
      { ...readingAt(knex), ...context },
      query,
      basis,
    );
    expectDocumented('/compliance', answer);
    return answer;
  };
  const cells = ({ heatmap }: Awaited<ReturnType<typeof ask>>) =>
    heatmap.cells.row.map((row, index) =>
      [
        heatmap.rows[row].key,
        heatmap.columns[heatmap.cells.column[index]].name,
        heatmap.cells.percent[index],
        `${heatmap.cells.evaluated[index]}/${heatmap.cells.expected[index]}`,
      ].join(' '),
    );

  it('expects a policy on all clusters of its tiers, those that cannot be read among them', async () => {
    await on(
      'p1',
      [{ name: 'limits' }],
      [{ policy: 'limits', result: 'pass' }],
    );
    await on(
      's1',
      [{ name: 'limits' }],
      [{ policy: 'limits', result: 'pass' }],
    );
    await knex('cluster')
      .where({ id: 'p2' })
      .update({ reachability: 'unreachable' });
    const basis = configured({
      expectations: [{ policies: ['lim*'], tiers: ['production'] }],
    });
    const answer = await ask({}, basis);
    expect(answer).toMatchObject({
      // What is in staging is known, and counts; nobody expects it there.
      percent: 100,
      evaluation: {
        evaluated: 1,
        expected: 2,
        missing: [{ reason: 'unreachable', count: 1 }],
      },
      grading: { noGrade: 'coverage' },
      expectedBy: { placement: 0, tiers: 2, lastKnown: 0 },
      unexpected: 1,
      policies: [{ policy: 'limits', expectedBy: 'tiers' }],
    });
    expect(cells(answer)).toEqual([
      'p1 limits 100 1/1',
      'p2 limits -1 0/1',
      's1 limits 100 0/0',
    ]);
    expect(await ask({ region: ['us'] }, basis)).toMatchObject({
      evaluation: { evaluated: 0, expected: 1 },
    });
    // Without configuration it is expected where it was last seen.
    expect(await ask()).toMatchObject({
      evaluation: { evaluated: 2, expected: 2 },
      expectedBy: { placement: 0, tiers: 0, lastKnown: 2 },
      unexpected: 0,
    });
  });

  it('expects a policy that nobody has ever seen, and tells of one that no cluster is meant by', async () => {
    await on('p1', [], []);
    const answer = await ask(
      {},
      configured({
        expectations: [
          { policies: ['audit-logs'], engine: 'kyverno', regions: ['eu'] },
          { policies: ['lost'], engine: 'kyverno', tiers: ['productoin'] },
        ],
      }),
    );
    expect(answer).toMatchObject({
      evaluation: {
        evaluated: 0,
        expected: 2,
        missing: [{ reason: 'never-seen', count: 2 }],
      },
      grading: { noGrade: 'no-score' },
      formula: { expectations: 2, expectationsOfNoCluster: 1 },
    });
    expect(answer.percent).toBeUndefined();
    expect(
      answer.policies.map(({ policy, expectedBy, evaluation }) => [
        policy,
        expectedBy,
        evaluation.expected,
      ]),
    ).toEqual([
      ['audit-logs', 'tiers', 2],
      ['lost', 'none', 0],
    ]);
  });

  const placed = (
    observer: string,
    names: string[],
    other: Partial<PolicyFact> = {},
  ) =>
    write(
      knex,
      HUB_POLICIES,
      [
        factsOf(
          policyFact({
            engine: 'ocm-policy',
            kind: 'Policy',
            namespace: 'policies',
            name: 'limits',
            subject: { type: 'none' },
            clusters: names.map(name => ({ name, compliance: 'compliant' })),
            clustersTotal: names.length,
            ...other,
          }),
        ),
      ],
      { observer },
    );
  const LIMITS = {
    engine: 'ocm-policy',
    policy: 'policies.limits',
    result: 'pass' as const,
  };
  /** What hubs call clusters. */
  const resolver = {
    resolve: (_: string, reference: { type: string; name?: string }) => ({
      subject:
        { 'm-p1': 'p1', 'm-p2': 'p2', 'm-left': 'left' }[
          reference.name ?? ''
        ] ?? null,
      reference: null,
    }),
  };

  it('expects a policy where its hub places it, and counts what the hub does not name', async () => {
    await placed('p1', ['m-p1', 'm-p2', 'm-lost'], {
      standards: ['NIST SP 800-53'],
      severity: 'high',
      clustersTotal: 4,
    });
    await on('p1', [], [LIMITS]);
    const answer = await ask({}, asUsual, { resolver });
    expect(answer).toMatchObject({
      evaluation: {
        evaluated: 1,
        expected: 4,
        missing: [
          { reason: 'never-seen', count: 1 },
          { reason: 'not-named', count: 2 },
        ],
      },
      expectedBy: { placement: 4, tiers: 0, lastKnown: 0 },
      policies: [{ expectedBy: 'placement', standards: ['NIST SP 800-53'] }],
    });
    // Of clusters that nobody names it is not known whether they are asked about.
    expect(await ask({ cluster: ['p2'] }, asUsual, { resolver })).toMatchObject(
      {
        evaluation: { evaluated: 0, expected: 1 },
      },
    );
    // Nor is it of another severity there.
    expect(
      await ask({ severity: ['low'] }, asUsual, { resolver }),
    ).toMatchObject({ evaluation: { evaluated: 0, expected: 0 } });
  });

  it('takes the word of a hub for the clusters that it knows, and for no others', async () => {
    await placed('p1', ['m-p1', 'm-p2']);
    await on('p1', [], [LIMITS]);
    await on('s1', [], [LIMITS]);
    // Of s1 the hub has never heard: what was seen there is expected there.
    expect(await ask({}, asUsual, { resolver })).toMatchObject({
      evaluation: {
        evaluated: 2,
        expected: 3,
        missing: [{ reason: 'never-seen', count: 1 }],
      },
      expectedBy: { placement: 2, tiers: 0, lastKnown: 1 },
      unexpected: 0,
      policies: [{ expectedBy: 'placement' }],
    });
    await write(
      knex,
      MANAGED_CLUSTERS,
      [
        factsOf(
          clusterFact({
            subject: { type: 'reference', name: 'm-s1', server: 'https://s1' },
          }),
        ),
      ],
      { observer: 'p1', resolver: resolverOf({ 'https://s1': 's1' }) },
    );
    expect(await ask({}, asUsual, { resolver })).toMatchObject({
      evaluation: { evaluated: 1, expected: 2 },
      expectedBy: { placement: 2, tiers: 0, lastKnown: 0 },
      unexpected: 1,
    });
  });

  it('lets a cluster that is no hub say nothing of what is expected elsewhere', async () => {
    await on('s1', [], [{ ...LIMITS, result: 'error' }]);
    const before = await ask({}, asUsual, { resolver });
    expect(before.evaluation).toMatchObject({ evaluated: 0, expected: 1 });
    // It says that the policy is nowhere, and then that it is on a million clusters.
    await placed('p2', []);
    expect((await ask({}, asUsual, { resolver })).evaluation).toEqual(
      before.evaluation,
    );
    await placed('p2', ['nobody'], {
      clustersTotal: 1_000_000,
      standards: ['ours'],
      severity: 'critical',
    });
    const after = await ask({}, asUsual, { resolver });
    expect(after.evaluation).toEqual(before.evaluation);
    // Nor what the policy is.
    expect(after.policies).toEqual(before.policies);
  });

  it('expects what is configured on clusters that no hub knows, whoever places the policy', async () => {
    const basis = configured({
      expectations: [
        { policies: ['policies.limits'], tiers: ['production', 'staging'] },
      ],
    });
    await on('s1', [], [LIMITS]);
    expect(await ask({}, basis, { resolver })).toMatchObject({
      evaluation: { evaluated: 1, expected: 3 },
      expectedBy: { placement: 0, tiers: 3, lastKnown: 0 },
    });
    // A member has one of this name that is placed nowhere: of itself, too, it is expected.
    await placed('p2', []);
    expect(await ask({}, basis, { resolver })).toMatchObject({
      evaluation: { evaluated: 1, expected: 3 },
      expectedBy: { placement: 0, tiers: 3, lastKnown: 0 },
      policies: [{ expectedBy: 'tiers' }],
    });
    // A hub decides for itself and p2, of which it speaks, and not for s1.
    await placed('p1', ['m-p2']);
    expect(await ask({}, basis, { resolver })).toMatchObject({
      evaluation: { evaluated: 1, expected: 2 },
      expectedBy: { placement: 1, tiers: 1, lastKnown: 0 },
      policies: [{ expectedBy: 'placement' }],
    });
    // What is expected of s1 by configuration is so where nothing was ever seen there, too.
    await knex('policy_place').delete();
    await knex('fact').where({ type: 'finding' }).delete();
    expect(await ask({ cluster: ['s1'] }, basis, { resolver })).toMatchObject({
      expectedBy: { placement: 0, tiers: 1, lastKnown: 0 },
    });
    // Where another tier is meant, last seen does not count: configuration says where.
    expect(
      await ask(
        {},
        configured({
          expectations: [
            { policies: ['policies.limits'], tiers: ['production'] },
          ],
        }),
        { resolver },
      ),
    ).toMatchObject({ expectedBy: { placement: 1, tiers: 0, lastKnown: 0 } });
  });

  it('expects nothing of a cluster that has left, whoever still counts it', async () => {
    await insertCluster(knex, 'left');
    await knex('cluster').where({ id: 'left' }).update({ left_at: 1 });
    await placed('p1', ['m-p1', 'm-p2', 'm-left']);
    await on('p1', [], [LIMITS]);
    expect(await ask({}, asUsual, { resolver })).toMatchObject({
      evaluation: {
        evaluated: 1,
        expected: 2,
        missing: [{ reason: 'never-seen', count: 1 }],
      },
    });
  });

  it('counts a cluster once that two hubs place a policy on', async () => {
    await placed('p1', ['m-p1', 'm-p2']);
    await placed('s1', ['m-p2', 'm-p2']);
    await on('p1', [], [LIMITS]);
    await on('p2', [], [LIMITS]);
    expect((await ask({}, asUsual, { resolver })).evaluation).toEqual({
      evaluated: 2,
      expected: 2,
    });
  });

  it('expects a policy where it was last seen once nobody places it any more', async () => {
    await placed('p1', ['m-p1', 'm-p2']);
    await on('p1', [], [LIMITS]);
    await knex('fact').where({ type: 'policy' }).delete();
    expect(await ask({}, asUsual, { resolver })).toMatchObject({
      evaluation: { evaluated: 1, expected: 1 },
      expectedBy: { placement: 0, tiers: 0, lastKnown: 1 },
    });
  });

  const mapping: StandardsMappingEntry[] = [
    {
      policy: 'lim*',
      rule: 'memory-limit',
      standards: [{ standard: 'PCI DSS', controls: ['2.2.6'] }],
    },
  ];

  async function twoPolicies() {
    await on(
      'p1',
      [
        {
          name: 'limits',
          severity: 'high',
          annotations: { 'fleet.backstage.io/standards': 'CIS, acme' },
        },
        { name: 'owner', severity: 'low', controls: ['CM-2'] },
      ],
      [
        { policy: 'limits', result: 'fail', severity: 'high' },
        { policy: 'limits', result: 'pass', severity: 'high' },
        { policy: 'owner', result: 'pass', severity: 'low' },
      ],
    );
    await on('p2', [{ name: 'limits', severity: 'high' }], []);
  }

  it('is told by standard, as policies, their annotations and a mapping say', async () => {
    await twoPolicies();
    const answer = await ask({ columns: 'standard' }, configured({}, mapping));
    expect(answer.heatmap).toMatchObject({ of: 'cluster', by: 'standard' });
    // What a cluster says of a policy holds there alone; what is mapped, everywhere.
    expect(cells(answer)).toEqual([
      'p1 CIS Benchmarks 50 1/1',
      'p1 acme 50 1/1',
      'p1 PCI DSS 50 1/1',
      'p1  100 1/1',
      'p2 PCI DSS -1 0/1',
    ]);
    // In the column of each, and once in the total.
    expect(answer.percent).toBe(54.5);
    expect(answer.evaluation).toMatchObject({ evaluated: 2, expected: 3 });
  });

  it('is told by control, and by severity in its order', async () => {
    await twoPolicies();
    expect(
      cells(await ask({ columns: 'control' }, configured({}, mapping))),
    ).toEqual([
      'p1 PCI DSS 2.2.6 50 1/1',
      'p1 CM-2 100 1/1',
      'p2 PCI DSS 2.2.6 -1 0/1',
    ]);
    const bySeverity = await ask({ columns: 'severity', rows: 'region' });
    expect(cells(bySeverity)).toEqual([
      'eu high 50 1/1',
      'eu low 100 1/1',
      'us high -1 0/1',
    ]);
  });

  it('puts results that name controls themselves there, and not into those of others', async () => {
    const test = (
      name: string,
      result: FindingFact['result'],
    ): Parameters<typeof findingFact>[0] => ({
      engine: 'kube-bench',
      policy: 'cis-1.9',
      rule: name,
      name,
      controls: [name],
      resource: { kind: 'Node', name: 'n' },
      result,
    });
    await on('p1', [], [test('1.1.1', 'pass'), test('4.2.6', 'fail')]);
    const answer = await ask({ columns: 'control' });
    // One resource and one policy are one unit: it is of both controls.
    expect(cells(answer)).toEqual(['p1 1.1.1 0 1/1', 'p1 4.2.6 0 1/1']);
    await on(
      's1',
      [],
      [
        { ...test('1.1.1', 'pass'), resource: undefined },
        { ...test('4.2.6', 'fail'), resource: undefined },
      ],
    );
    expect(cells(await ask({ columns: 'control', cluster: ['s1'] }))).toEqual([
      's1 4.2.6 0 1/1',
      's1 1.1.1 100 1/1',
    ]);
    expect(
      (await ask({ columns: 'standard', cluster: ['s1'] })).heatmap.columns,
    ).toMatchObject([{ key: 'cis', name: 'CIS Benchmarks' }]);
  });

  it('tells the formula in use, and computes with it', async () => {
    await on(
      'p1',
      [{ name: 'limits' }],
      [
        { policy: 'limits', result: 'warn', severity: 'high' },
        { policy: 'limits', result: 'pass', severity: 'high' },
        { policy: 'limits', result: 'pass', severity: 'low' },
        { policy: 'limits', result: 'fail', severity: 'low' },
      ],
    );
    const answer = await ask(
      {},
      configured({ warnShare: 1, weights: { low: 5 } }),
    );
    expect(answer.percent).toBe(50);
    expect(answer.formula).toMatchObject({
      origin: 'configured',
      warnShare: 1,
      weights: { low: 5, high: 5 },
      repairWithinDays: { info: 'unlimited' },
      expectations: 0,
    });
    const usual = await ask();
    // (5 + 1) / (5 + 1 + 1 + 2.5)
    expect(usual.percent).toBe(63.1);
    expect(usual.formula?.origin).toBe('default');
  });

  it('tells who may see a part of what policies say where he sees a result, and nowhere else', async () => {
    await twoPolicies();
    const things = new StatementScope({
      knex,
      clusters: new Map(['p1', 'p2', 's1'].map(id => [id, { cluster: [id] }])),
      expression: {
        type: 'in',
        key: 'namespace',
        values: ['shop'],
        isNegated: false,
        orUnknown: false,
      },
    });
    const answer = await ask(
      { columns: 'standard' },
      configured(
        { expectations: [{ policies: ['*'], regions: ['eu', 'us'] }] },
        mapping,
      ),
      { things },
    );
    expect(answer.evaluation).toEqual({ evaluated: 2, expected: 2 });
    expect(answer.expectedBy).toEqual({ placement: 0, tiers: 0, lastKnown: 2 });
    expect(answer.heatmap.columns.map(({ name }) => name)).toEqual([
      'CIS Benchmarks',
      'acme',
      'PCI DSS',
      '',
    ]);
    expect(JSON.stringify(answer)).not.toContain('name-of-p2');
    expect(answer.formula).not.toHaveProperty('expectationsOfNoCluster');
  });
});
