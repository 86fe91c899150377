import { forSeeds, randomUnits, unit } from '../__testUtils__/units';
import { scoreOf } from '../scores/scoreOf';
import {
  complianceSettingsSchema,
  DEFAULT_COMPLIANCE_SETTINGS,
} from '../settings';
import type { ComplianceUnit, PolicyOnCluster } from '../units/complianceUnit';
import { complianceResultOf } from '../units/results';
import { coverageOf, MISSING_REASONS } from './coverageOf';
import { evidenceOf } from './evidenceOf';
import { expectationsOf, expectedClusters } from './expectationsOf';
import { matchesName } from './matchesName';
import { placementOfPolicy } from './placementOfPolicy';

const pair = (cluster: string, policy = 'require-limits'): PolicyOnCluster => ({
  engine: 'kyverno',
  policy,
  cluster,
});

describe('evidenceOf', () => {
  it.each([
    ['pass', {}, 'evaluated'],
    ['fail', {}, 'evaluated'],
    ['warn', {}, 'evaluated'],
    ['exempt', {}, 'evaluated'],
    ['skip', {}, 'evaluated'],
    ['error', {}, 'error'],
    ['not-evaluated', {}, 'not-evaluated'],
    ['fail', { stale: true }, 'stale'],
    ['error', { stale: true }, 'stale'],
  ] as const)('of a %s that is %j is %s', (result, other, state) => {
    expect(evidenceOf([unit(result, other)])).toEqual([
      { ...pair('one'), state },
    ]);
  });

  it('is that of the worst unit, in any order', () => {
    const units = [
      unit('pass'),
      unit('not-evaluated'),
      unit('error'),
      unit('fail', { stale: true }),
    ];
    const states = units.map(
      (_, index) => evidenceOf(units.slice(0, index + 1))[0].state,
    );
    expect(states).toEqual(['evaluated', 'not-evaluated', 'error', 'stale']);
    expect(evidenceOf([...units].reverse())[0].state).toBe('stale');
  });
});

describe('coverageOf', () => {
  it('tells why what is expected is not evaluated', () => {
    const evidence = evidenceOf([
      unit('pass', { cluster: 'a' }),
      unit('error', { cluster: 'b' }),
      unit('not-evaluated', { cluster: 'c' }),
      unit('fail', { cluster: 'd', stale: true }),
      unit('fail', { cluster: 'e', stale: true }),
      unit('pass', { cluster: 'elsewhere' }),
    ]);
    const coverage = coverageOf({
      expected: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(id => pair(id)),
      evidence,
      unreachable: new Set(['a', 'b', 'e', 'g']),
      unnamed: 3,
    });
    expect(coverage).toEqual({
      evaluated: 1,
      expected: 10,
      ratio: 0.1,
      percent: 10,
      missing: {
        // What is current is, even where we do not reach the cluster: its hub does.
        unreachable: 2,
        stale: 1,
        error: 1,
        'not-evaluated': 1,
        'never-seen': 1,
        'not-named': 3,
      },
      unexpected: 1,
    });
  });

  it('is not known where nothing is expected', () => {
    const coverage = coverageOf({
      expected: [],
      evidence: evidenceOf([unit('pass')]),
    });
    expect(coverage).toMatchObject({
      evaluated: 0,
      expected: 0,
      unexpected: 1,
    });
    expect(coverage).not.toHaveProperty('ratio');
    expect(coverage).not.toHaveProperty('percent');
  });

  it('counts once what is expected twice', () => {
    const coverage = coverageOf({
      expected: [pair('one'), pair('one')],
      evidence: evidenceOf([unit('pass')]),
    });
    expect(coverage).toMatchObject({ evaluated: 1, expected: 1, ratio: 1 });
  });

  it('is never shown as all where it is not', () => {
    const expected = Array.from({ length: 3000 }, (_, index) =>
      pair(String(index)),
    );
    const evidence = expected
      .slice(1)
      .map(each => ({ ...each, state: 'evaluated' as const }));
    expect(coverageOf({ expected, evidence }).percent).toBe(99.9);
  });
});

describe('a cluster that cannot be read any more', () => {
  const stale = (units: readonly ComplianceUnit[], cluster: string) =>
    units.map(each =>
      each.cluster === cluster
        ? {
            ...each,
            stale: true,
            result:
              each.result === 'not-evaluated'
                ? each.result
                : complianceResultOf(each.result, { stale: true }),
          }
        : each,
    );

  it('never raises coverage nor score, and is expected as before', () => {
    let lower = 0;
    forSeeds(300, random => {
      const units = randomUnits(random, 30);
      const clusters = ['one', 'two', 'three', 'four'];
      const expected = clusters.flatMap(cluster =>
        ['p', 'q'].flatMap(policy =>
          random.chance(0.7) ? [pair(cluster, policy)] : [],
        ),
      );
      const lost = random.of(clusters);
      const after = stale(units, lost);
      const was = coverageOf({ expected, evidence: evidenceOf(units) });
      const is = coverageOf({
        expected,
        evidence: evidenceOf(after),
        unreachable: new Set([lost]),
      });
      expect(is.expected).toBe(was.expected);
      expect(is.evaluated).toBeLessThanOrEqual(was.evaluated);
      for (const { missing, evaluated, expected: all } of [was, is]) {
        const sum = MISSING_REASONS.reduce(
          (total, reason) => total + missing[reason],
          0,
        );
        expect(sum + evaluated).toBe(all);
      }
      const { score: before, weight } = scoreOf(units);
      const { score: now, weight: left } = scoreOf(after);
      // What is not kept counts as before: without a score before there is none now.
      expect(left.counted - left.kept).toBe(weight.counted - weight.kept);
      expect(now ?? -1).toBeLessThanOrEqual(before ?? -1);
      if (is.evaluated < was.evaluated) lower += 1;
    });
    expect(lower).toBeGreaterThan(20);
  });

  it('leaves no score where all that was kept is not known any more and nothing else is there', () => {
    expect(scoreOf(stale([unit('pass')], 'one'))).not.toHaveProperty('score');
  });
});

describe('matchesName', () => {
  it.each([
    ['require-limits', 'require-limits', true],
    ['require-limits', 'require-limits-too', false],
    ['*', '', true],
    ['*', 'anything/at all', true],
    ['pss-*', 'pss-baseline', true],
    ['pss-*', 'pss-', true],
    ['pss-*', 'psp-baseline', false],
    ['*-strict', 'seccomp-strict', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['aa*aa', 'aaa', false],
    ['a*ab', 'ab', false],
    ['**', 'x', true],
    ['a.c', 'abc', false],
    ['', '', true],
    ['', 'a', false],
  ])('of %s and %s is %s', (pattern, name, expected) => {
    expect(matchesName(pattern, name)).toBe(expected);
  });

  it('does not try all ways to match what is made to have many', () => {
    // With backtracking this would not end.
    expect(matchesName(`${'*a'.repeat(120)}*b`, 'a'.repeat(250))).toBe(false);
  });
});

describe('expectedClusters', () => {
  const clusters = [
    { id: 'p1', tier: 'production' },
    { id: 'p2', tier: 'production' },
    { id: 's1', tier: 'staging' },
    { id: 'n1' },
  ];
  const settings = complianceSettingsSchema.parse({
    expectations: [
      { policies: ['require-*', 'pss-restricted'], tiers: ['production'] },
      {
        policies: ['*'],
        engine: 'gatekeeper',
        tiers: ['unassigned', 'staging'],
      },
      { policies: ['lost'], tiers: ['productoin'] },
    ],
  });
  const policy = {
    engine: 'kyverno',
    policy: 'require-limits',
    lastKnown: ['s1'],
  };

  it('are those that it is placed on, those without a name among them', () => {
    expect(
      expectedClusters(
        { ...policy, placement: ['s1', 'p1', 's1'], placementTotal: 5 },
        clusters,
        settings,
      ),
    ).toEqual({ basis: 'placement', clusters: ['s1', 'p1'], unnamed: 3 });
  });

  it('are none where it is placed nowhere', () => {
    expect(
      expectedClusters({ ...policy, placement: [] }, clusters, settings),
    ).toEqual({ basis: 'placement', clusters: [], unnamed: 0 });
  });

  it('are else those of the tiers that are configured first', () => {
    expect(expectedClusters(policy, clusters, settings)).toEqual({
      basis: 'tiers',
      clusters: ['p1', 'p2'],
      unnamed: 0,
    });
    expect(
      expectedClusters(
        { ...policy, engine: 'gatekeeper', policy: 'x' },
        clusters,
        settings,
      ).clusters,
    ).toEqual(['s1', 'n1']);
  });

  it('are those that meet all that is configured, what nobody says of them being unassigned', () => {
    const found = (expectation: object) =>
      expectedClusters(
        policy,
        [
          { id: 'a', tier: 'production', region: 'eu', provider: 'aws' },
          { id: 'b', tier: 'production', region: 'us', environment: 'live' },
          { id: 'c', region: 'eu' },
        ],
        complianceSettingsSchema.parse({
          expectations: [{ policies: ['*'], ...expectation }],
        }),
      ).clusters;
    expect(found({ regions: ['eu'] })).toEqual(['a', 'c']);
    expect(found({ regions: ['eu'], tiers: ['production'] })).toEqual(['a']);
    expect(found({ environments: ['live'] })).toEqual(['b']);
    expect(found({ providers: ['unassigned'] })).toEqual(['b', 'c']);
    expect(found({ providers: ['gcp'] })).toEqual([]);
  });

  it('are else those where it was last seen', () => {
    expect(
      expectedClusters(
        { ...policy, policy: 'x', lastKnown: ['s1', 'gone', 's1'] },
        clusters,
        settings,
      ),
    ).toEqual({ basis: 'last-known', clusters: ['s1', 'gone'], unnamed: 0 });
    expect(
      expectedClusters(
        { ...policy, policy: 'x', lastKnown: [] },
        clusters,
        settings,
      ),
    ).toEqual({ basis: 'none', clusters: [], unnamed: 0 });
  });

  it('of all policies are pairs, and some policies are expected nowhere', () => {
    const of = (name: string, other: object = {}) => ({
      engine: 'kyverno',
      policy: name,
      lastKnown: [],
      ...other,
    });
    expect(
      expectationsOf(
        [
          of('require-limits'),
          of('seen', { lastKnown: ['n1'] }),
          of('lost'),
          of('unseen'),
          of('placed', { placement: [], placementTotal: 2 }),
        ],
        clusters,
        settings,
      ),
    ).toEqual({
      expected: [
        { ...pair('p1'), basis: 'tiers' },
        { ...pair('p2'), basis: 'tiers' },
        { ...pair('n1', 'seen'), basis: 'last-known' },
      ],
      unnamed: 2,
      nowhere: [
        { engine: 'kyverno', policy: 'lost' },
        { engine: 'kyverno', policy: 'unseen' },
      ],
    });
    expect(expectationsOf([], clusters, DEFAULT_COMPLIANCE_SETTINGS)).toEqual({
      expected: [],
      unnamed: 0,
      nowhere: [],
    });
  });
});

describe('placementOfPolicy', () => {
  const placed = {
    engine: 'ocm-policy',
    namespace: 'policies',
    name: 'limits',
    enforcement: 'audit' as const,
    health: 'healthy' as const,
    clusters: [
      { name: 'm-1', compliance: 'compliant' as const },
      { name: 'm-2', compliance: 'unknown' as const },
    ],
    references: [],
  };

  it('has the name that results have, and all clusters that are counted', () => {
    expect(placementOfPolicy({ ...placed, clustersTotal: 5 })).toEqual({
      engine: 'ocm-policy',
      policy: 'policies.limits',
      clusters: ['m-1', 'm-2'],
      total: 5,
    });
    const [first] = placed.clusters;
    // A cluster that is named twice is one.
    expect(
      placementOfPolicy({ ...placed, clusters: [first, first] }),
    ).toMatchObject({ clusters: ['m-1'], total: 1 });
    expect(placementOfPolicy({ ...placed, clusters: [] })).toMatchObject({
      clusters: [],
      total: 0,
    });
  });

  it.each([
    ['that is switched off', { enforcement: 'none' as const }],
    ['that is suspended', { health: 'suspended' as const }],
    ['that no hub counts', { clusters: undefined }],
    [
      'that is a set',
      { references: [{ role: 'policy' as const, kind: 'Policy', name: 'a' }] },
    ],
  ])('is none of one %s', (_, other) => {
    expect(placementOfPolicy({ ...placed, ...other })).toBeUndefined();
  });
});
