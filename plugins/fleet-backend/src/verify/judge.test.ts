import type { ClusterDetail } from '@fleetview/backstage-plugin-fleet-common';
import type { Asked, LiveSight } from './ask/LiveSight';
import { failed, passed } from './checks';
import { judgeBackups } from './judge/judgeBackups';
import { judgeClock } from './judge/judgeClock';
import { judgeCostAgent } from './judge/judgeCostAgent';
import { judgeIdentity } from './judge/judgeIdentity';
import { judgeLabels } from './judge/judgeLabels';
import { judgeMetrics } from './judge/judgeMetrics';
import { judgePolicies } from './judge/judgePolicies';
import { judgeReachability } from './judge/judgeReachability';
import { judgeRights, rightsToAsk } from './judge/judgeRights';
import { judgeVersion } from './judge/judgeVersion';
import { watchedKinds, type WatchedKind } from './watchedKinds';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const AT = new Date(NOW).toISOString();
const REFUSED = { cause: 'not-asked' as const, reason: 'no credentials' };

const asked = (over: Partial<LiveSight> = {}): Asked => ({
  sight: {
    at: NOW,
    tookMs: 12,
    version: { value: 'v1.36.2' },
    clock: REFUSED,
    uid: { value: 'uid-1' },
    groupNames: { value: [] },
    groups: { value: new Map() },
    backups: { value: 'not-served' },
    reviews: [],
    ...over,
  },
});

const detailOf = (over: object = {}) =>
  ({
    cluster: {
      reachability: { state: 'reachable', since: AT },
      currency: { current: true, confirmedAt: AT },
      attributes: {},
    },
    identities: [{ uid: 'uid-1' }],
    possibleDuplicates: [],
    coverage: [],
    ...over,
  } as unknown as ClusterDetail);

const reachable = (state: string, current = true) =>
  detailOf({
    cluster: {
      reachability: { state, since: AT, reason: 'as it is' },
      currency: { current, ...(current ? { confirmedAt: AT } : {}) },
    },
  });

describe('a check', () => {
  it('passes by evidence alone, and is as old as the oldest of it', () => {
    expect(passed('x', 'Good.', [])).toMatchObject({ status: 'unknown' });
    const dateless = [{ source: 'a', says: 'b' }];
    expect(passed('x', 'Good.', dateless)).toMatchObject({ status: 'unknown' });
    expect(
      passed('x', 'Good.', [
        { source: 'a', says: 'b', confirmedAt: '2026-11-30T12:00:00.000Z' },
        { source: 'a', says: 'b', confirmedAt: '2026-11-30T11:00:00.000Z' },
      ]),
    ).toMatchObject({
      status: 'passed',
      confirmedAt: '2026-11-30T11:00:00.000Z',
    });
    expect(failed('x', 'Bad.', dateless, 'Mend it.')).toMatchObject({
      status: 'failed',
      advice: 'Mend it.',
    });
  });
});

describe('reachability', () => {
  it.each([
    ['reachable', asked(), 'passed'],
    ['unreachable', asked(), 'passed'],
    ['reachable', { cause: 'unreachable', reason: 'cut' }, 'failed'],
    ['reachable', REFUSED, 'passed'],
    ['unauthorized', REFUSED, 'failed'],
    ['quarantined', REFUSED, 'failed'],
    ['not-asked', REFUSED, 'unknown'],
    ['pending', REFUSED, 'unknown'],
  ] as const)('of one that is %s', (state, now, status) => {
    expect(judgeReachability(reachable(state), now, NOW)).toMatchObject({
      status,
    });
  });

  it('is not known of one that was reached a while ago', () => {
    expect(
      judgeReachability(reachable('reachable', false), REFUSED, NOW),
    ).toMatchObject({ status: 'unknown', cause: 'stale' });
  });
});

describe('identity', () => {
  it('is confirmed by the UID that it had, shown now', () => {
    expect(judgeIdentity(detailOf(), asked())).toMatchObject({
      status: 'passed',
      confirmedAt: AT,
    });
  });

  it('fails where it is another, or is in the fleet twice', () => {
    expect(
      judgeIdentity(detailOf(), asked({ uid: { value: 'uid-2' } })),
    ).toMatchObject({ status: 'failed' });
    const twins = [{ cluster: { id: 'c', name: 'other' }, uid: 'uid-1' }];
    expect(
      judgeIdentity(detailOf({ possibleDuplicates: twins }), REFUSED),
    ).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('other'),
    });
  });

  it('is not known where it may not be read, or never was', () => {
    expect(judgeIdentity(detailOf(), asked({ uid: REFUSED }))).toMatchObject({
      status: 'unknown',
      cause: 'not-asked',
    });
    expect(
      judgeIdentity(detailOf({ identities: [{}] }), asked()),
    ).toMatchObject({ status: 'unknown' });
  });
});

describe('the clock', () => {
  const read = (date: string, tookMs: number) =>
    judgeClock({ value: { date, sentAt: NOW, headAt: NOW + tookMs } }).status;
  const DATE = (offsetMs: number) => new Date(NOW + offsetMs).toUTCString();

  it('is told as closely as the answer took', () => {
    expect(read(DATE(0), 100)).toBe('passed');
    expect(read(DATE(-29_000), 100)).toBe('passed');
    expect(read(DATE(-29_000), 5_000)).toBe('unknown');
    expect(read(DATE(40_000), 5_000)).toBe('failed');
    expect(read(DATE(-3_600_000), 100)).toBe('failed');
    expect(read(DATE(29_500), 100)).toBe('passed');
    expect(read('yesterday', 100)).toBe('unknown');
    expect(judgeClock(REFUSED)).toMatchObject({ cause: 'not-asked' });
  });
});

describe('the version', () => {
  const of = (version: string, now = NOW) =>
    judgeVersion(
      { value: { version, source: 'API server', confirmedAt: AT } },
      now,
    );

  it('is judged by the calendar of Kubernetes', () => {
    expect(of('v1.36.2-eks-1234')).toMatchObject({ status: 'passed' });
    expect(of('v1.34.9')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('2026-10-27'),
    });
    expect(of('v1.19.0').status).toBe('failed');
    expect(of('v1.99.0').status).toBe('unknown');
    expect(of('v2.1.0').status).toBe('unknown');
    expect(of('{{ x }}').status).toBe('unknown');
    expect(of('v1.35.1', Date.parse('2027-02-01'))).toMatchObject({
      status: 'passed',
      advice: expect.stringContaining('soon'),
    });
    // The day itself is one of support.
    expect(of('v1.35.1', Date.parse('2027-02-28T23:00:00Z')).status).toBe(
      'passed',
    );
    expect(of('v1.35.1', Date.parse('2027-03-01T00:00:00Z')).status).toBe(
      'failed',
    );
  });
});

describe('labels', () => {
  const attribute = (value: string, source = 'configuration') => ({
    value,
    evidence: { source, value },
  });
  const all = {
    region: attribute('eu-west-1'),
    environment: attribute('production'),
    tier: attribute('critical'),
    owner: attribute('group:default/platform'),
  };
  const judge = (attributes: object) =>
    judgeLabels({ attributes } as ClusterDetail['cluster'], AT);

  it('are all needed', () => {
    expect(judge(all).status).toBe('passed');
    expect(
      judge({ ...all, tier: attribute('unassigned', 'none') }),
    ).toMatchObject({
      status: 'failed',
      reason: 'Nothing says its tier.',
    });
  });
});

describe('rights', () => {
  const kinds: WatchedKind[] = [
    { group: 'apps', plural: 'deployments', isRead: true, confirmedAt: AT },
    { group: '', plural: 'pods', isRead: false },
  ];
  const answered = (value: boolean) =>
    asked({
      reviews: rightsToAsk(kinds).map(attributes => ({
        attributes,
        answer: { value },
      })),
    });

  it('are proven by what is read, and asked for of the rest', () => {
    expect(rightsToAsk(kinds)).toEqual([
      { group: '', resource: 'pods', verb: 'list' },
      { group: '', resource: 'pods', verb: 'watch' },
    ]);
    expect(judgeRights(kinds, answered(true)).status).toBe('passed');
    expect(judgeRights(kinds, answered(false))).toMatchObject({
      status: 'failed',
      advice: 'Grant get, list and watch on pods.',
    });
    expect(judgeRights(kinds, REFUSED).status).toBe('unknown');
    expect(judgeRights([], answered(true)).status).toBe('unknown');
    expect(judgeRights(kinds.slice(0, 1), REFUSED).status).toBe('passed');
  });
});

describe('what is read of coverage', () => {
  const adapters = [
    {
      id: 'engine',
      watches: [
        { group: 'e.io', kind: 'Rule', plural: 'rules', facts: ['policy'] },
        { group: '', kind: 'Namespace', facts: ['namespace', 'policy'] },
      ],
      polls: [{ group: 'p.io', kind: 'Cost', facts: ['allocation'] }],
    },
  ] as unknown as Parameters<typeof judgePolicies>[1];
  const entry = (kind: string, state: string, over: object = {}) => ({
    adapter: 'engine',
    adapterTitle: 'Engine',
    group: { Rule: 'e.io', Cost: 'p.io' }[kind] ?? '',
    kind,
    scope: 'cluster',
    state,
    currency: {
      current: state === 'current',
      ...(state === 'current' ? { confirmedAt: AT } : {}),
    },
    objects: 3,
    ...over,
  });
  const policies = (coverage: object[], limited?: string[]) =>
    judgePolicies({ coverage, limited } as unknown as ClusterDetail, adapters);
  const costs = (coverage: object[]) =>
    judgeCostAgent({ coverage } as unknown as ClusterDetail, adapters);

  it('is where policies are', () => {
    expect(policies([entry('Rule', 'current')]).status).toBe('passed');
    expect(policies([entry('Rule', 'current', { objects: 0 })]).status).toBe(
      'failed',
    );
    expect(policies([entry('Rule', 'not-served')]).status).toBe('failed');
    expect(policies([entry('Rule', 'forbidden')])).toMatchObject({
      status: 'unknown',
      cause: 'stale',
    });
    expect(policies([entry('Namespace', 'current')]).status).toBe('unknown');
    expect(policies([]).status).toBe('unknown');
    expect(policies([entry('Rule', 'current')], ['instances'])).toMatchObject({
      status: 'unknown',
      cause: 'hidden',
    });
  });

  it('is who tells costs', () => {
    expect(costs([entry('Cost', 'current')]).status).toBe('passed');
    expect(costs([entry('Cost', 'current', { objects: 0 })]).status).toBe(
      'failed',
    );
    expect(costs([entry('Cost', 'unreachable')]).status).toBe('unknown');
    expect(costs([entry('Cost', 'not-asked')])).toMatchObject({
      status: 'unknown',
      cause: 'not-asked',
    });
    expect(costs([])).toMatchObject({ status: 'unknown' });
  });

  it('is what has to be readable', () => {
    const kinds = watchedKinds(
      [
        entry('Rule', 'forbidden', { scope: 'namespace/shop' }),
        entry('Cost', 'current'),
        entry('Namespace', 'not-served'),
      ] as never,
      adapters,
    );
    expect(kinds).toEqual([
      { group: 'e.io', plural: 'rules', namespace: 'shop', isRead: false },
    ]);
  });
});

describe('what is asked now', () => {
  it('is whether use is told', () => {
    const of = (groups: [string, 'served' | 'broken'][]) =>
      judgeMetrics(asked({ groups: { value: new Map(groups) } })).status;
    expect(of([['metrics.k8s.io', 'served']])).toBe('passed');
    expect(of([['metrics.k8s.io', 'broken']])).toBe('failed');
    expect(of([])).toBe('failed');
    expect(judgeMetrics(REFUSED)).toMatchObject({ cause: 'not-asked' });
    expect(judgeMetrics(asked({ groups: REFUSED })).status).toBe('unknown');
  });

  it('is whether backups are scheduled', () => {
    const of = (value: { schedules: number; enabled: number; more: boolean }) =>
      judgeBackups(asked({ backups: { value } })).status;
    expect(of({ schedules: 2, enabled: 1, more: false })).toBe('passed');
    expect(of({ schedules: 2, enabled: 0, more: false })).toBe('failed');
    expect(of({ schedules: 200, enabled: 0, more: true })).toBe('unknown');
    // Something else may back it up.
    expect(judgeBackups(asked()).status).toBe('unknown');
    expect(judgeBackups(asked({ backups: REFUSED })).status).toBe('unknown');
  });
});
