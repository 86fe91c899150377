import type { ComplianceResult } from '@fleetview/backstage-plugin-fleet-common';
import { failuresOf, type FoundUnit } from './failuresOf';
import type { OpenFailure } from './types';

const NOW = 9_000;
const LIMITS = 'limits';

const found = (
  unit: string,
  result: ComplianceResult,
  over: Partial<FoundUnit> = {},
): FoundUnit => ({
  unit,
  observer: 'prod',
  result,
  policyKey: LIMITS,
  // What is seen to begin fails from now on.
  ...(result === 'fail' ? { failingSince: NOW } : {}),
  row: {
    namespace: 'shop',
    entityRef: '',
    region: 'eu',
    environment: 'production',
    owner: 'o',
    system: 's',
    engine: 'kyverno',
    policy: LIMITS,
    severity: 'high',
    observer: over.observer ?? 'prod',
  },
  ...over,
});

const open = (over: Partial<OpenFailure> = {}): OpenFailure => ({
  observer: 'prod',
  policyKey: LIMITS,
  seenAt: 1_000,
  firstFailedAt: 1_000,
  ...over,
});

function failures(
  units: FoundUnit[],
  known: Record<string, OpenFailure> = {},
  over: {
    isFirst?: boolean;
    knownPolicies?: string[];
    counts?: [string, 'all' | 'part'][];
    recent?: Record<string, OpenFailure & { id: number }>;
  } = {},
) {
  const {
    open: still,
    ended,
    reopened,
    settled,
  } = failuresOf(
    {
      clusterId: 'prod',
      now: NOW,
      isFirst: over.isFirst ?? false,
      knownPolicies: new Set(over.knownPolicies ?? [LIMITS]),
      openFailures: new Map(Object.entries(known)),
      recentFailures: new Map(Object.entries(over.recent ?? {})),
    },
    units,
    new Map(over.counts ?? []),
  );
  return {
    open: Object.fromEntries(
      [...still].map(([unit, { seenAt, firstFailedAt }]) => [
        unit,
        { seenAt, firstFailedAt },
      ]),
    ),
    ended: Object.fromEntries(ended),
    ...(over.recent && { reopened, settled: Object.fromEntries(settled) }),
  };
}

describe('failuresOf', () => {
  it('dates what is seen to begin', () => {
    expect(failures([found('a', 'fail'), found('b', 'pass')])).toEqual({
      open: { a: { seenAt: NOW, firstFailedAt: NOW } },
      ended: {},
    });
  });

  it.each([
    ['the first look at a cluster', { isFirst: true }],
    ['the first that is known of a policy', { knownPolicies: [] }],
    [
      'a list that is a part of what is counted',
      { counts: [[LIMITS, 'part'] as [string, 'part']] },
    ],
  ])('dates nothing of %s', (_, over) => {
    expect(failures([found('a', 'fail')], {}, over).open).toEqual({
      a: { seenAt: NOW, firstFailedAt: undefined },
    });
  });

  it('dates nothing of what was known to fail before it was kept', () => {
    expect(
      failures([found('a', 'fail', { failingSince: 5_000 })]).open,
    ).toEqual({ a: { seenAt: 5_000, firstFailedAt: undefined } });
  });

  it('dates nothing that was perhaps counted before without being listed', () => {
    const before = { a: open({ firstFailedAt: undefined }) };
    const now = [found('a', 'fail'), found('b', 'fail')];
    expect(failures(now, before, { counts: [[LIMITS, 'all']] }).open.b).toEqual(
      { seenAt: NOW, firstFailedAt: undefined },
    );
    // Where nobody counts, what was undated was there at the first look.
    expect(failures(now, before).open.b.firstFailedAt).toBe(NOW);
  });

  it('keeps the date of what fails on, whatever else begins to', () => {
    expect(failures([found('a', 'fail')], { a: open() })).toEqual({
      open: { a: { seenAt: 1_000, firstFailedAt: 1_000 } },
      ended: {},
    });
  });

  it.each([
    ['pass', 'fixed'],
    ['exempt', 'exempted'],
    ['warn', 'eased'],
    ['skip', 'gone'],
  ] as const)('says of what is %s now that it is %s', (result, fate) => {
    expect(failures([found('a', result)], { a: open() })).toEqual({
      open: {},
      ended: { a: fate },
    });
  });

  it.each(['error', 'not-evaluated'] as const)(
    'ends nothing that is %s now',
    result => {
      expect(failures([found('a', result)], { a: open() })).toEqual({
        open: {},
        ended: {},
      });
    },
  );

  it('says how what vanished ended only as far as that is proven', () => {
    expect(failures([], { a: open() }).ended).toEqual({ a: 'gone' });
    // What others told may have been told of another cluster.
    expect(failures([], { a: open({ observer: 'hub' }) }).ended).toEqual({
      a: 'unproven',
    });
    const counted = (how: 'all' | 'part') =>
      failures([], { a: open() }, { counts: [[LIMITS, how]] }).ended;
    // All that breaks it is named, and it is not.
    expect(counted('all')).toEqual({ a: 'fixed' });
    // Another one may be named in its place.
    expect(counted('part')).toEqual({ a: 'unproven' });
  });

  it("believes the cluster's own word before that of others", () => {
    const told = [
      found('a', 'fail', { observer: 'hub' }),
      found('a', 'pass'),
      found('b', 'pass', { observer: 'hub' }),
      found('b', 'fail', { observer: 'hub-2' }),
    ];
    expect(failures(told, { a: open() })).toEqual({
      open: { b: { seenAt: NOW, firstFailedAt: NOW } },
      ended: { a: 'fixed' },
    });
  });

  it.each([
    ['first', [found('a', 'fail'), found('a', 'pass')]],
    ['last', [found('a', 'pass'), found('a', 'fail')]],
  ])('takes the worst of several own words, also read %s', (_, told) => {
    expect(failures(told)).toEqual({
      open: { a: { seenAt: NOW, firstFailedAt: NOW } },
      ended: {},
    });
  });

  it('goes on with what vanished and is told of again, from when it was seen', () => {
    const recent = {
      a: { ...open(), id: 7 },
      b: { ...open({ firstFailedAt: undefined }), id: 8 },
      c: { ...open(), id: 9 },
    };
    expect(
      failures([found('a', 'fail'), found('b', 'fail')], {}, { recent }),
    ).toEqual({
      open: {
        a: { seenAt: 1_000, firstFailedAt: 1_000 },
        b: { seenAt: 1_000, firstFailedAt: undefined },
      },
      ended: {},
      reopened: [7, 8],
      settled: {},
    });
  });

  it.each([
    ['pass', { 7: 'fixed' }],
    ['exempt', { 7: 'exempted' }],
    ['warn', { 7: 'eased' }],
    ['skip', {}],
    ['error', {}],
    ['not-evaluated', {}],
  ] as const)(
    'says how what vanished ended once it is told that it is %s',
    (result, settled) => {
      const recent = { a: { ...open(), id: 7 } };
      expect(failures([found('a', result)], {}, { recent })).toEqual({
        open: {},
        ended: {},
        reopened: [],
        settled,
      });
    },
  );
});
