import {
  delivery,
  member,
  START,
  Watching,
  workload,
} from './__testUtils__/world';
import { configuredWaves, placementWaves } from './planWaves';
import type { DeliveryEvidence, PlacementEvidence } from './types';

const WAVES = configuredWaves({
  waves: [
    { name: 'canary', clusters: ['a'] },
    { name: 'europe', clusters: ['b', 'c'] },
  ],
});

/** An operation of an engine that applies a revision. */
function applying(revision: string, from = 'a1') {
  return delivery(revision, {
    applied: { type: 'commit', value: from },
    sync: 'out-of-sync',
    operation: { phase: 'running', message: 'waiting for completion' },
  });
}

const rolling = (version: string, from: string) =>
  workload(version, {
    settled: false,
    settledVersion: from,
    health: 'progressing',
    replicas: { desired: 2, updated: 1, ready: 1, available: 1 },
  });

describe('deriveRollouts', () => {
  it('takes what is well when watching begins for no rollout', () => {
    const watching = new Watching();
    watching.look(0, [member('a'), member('b')]);
    expect(watching.newest).toEqual({
      version: '1.0.0',
      lifeCycle: 'completed',
      states: {},
    });
    expect(watching.rollouts[0].beganIsLowerBound).toBe(true);
  });

  it.each([
    ['ill', { health: 'degraded' as const }],
    ['not seen', { isCurrent: false }],
  ])(
    'takes one cluster that is %s when watching begins for no rollout either',
    (_, more) => {
      const watching = new Watching();
      watching.look(0, [
        member('a'),
        member('b', {
          workload: workload('1.0.0', more),
          ...('health' in more ? more : {}),
        }),
      ]);
      expect(watching.newest).toMatchObject({
        lifeCycle: 'completed',
        states: {},
      });
    },
  );

  it('takes one that is half done when watching begins for a rollout', () => {
    const watching = new Watching();
    watching.look(0, [
      member('a', { workload: workload('1.1.0') }),
      member('b'),
    ]);
    expect(watching.newest).toMatchObject({
      lifeCycle: 'running',
      states: { a: 'soaking', b: 'queued' },
    });
    expect(watching.rollouts[0]).toMatchObject({ lifeCycle: 'completed' });
  });

  it('follows a release from cluster to cluster, and ends it once all have held', () => {
    const watching = new Watching([WAVES]);
    watching.look(0, [member('a'), member('b'), member('c')]);
    watching.look(10, [
      member('a', {
        workload: rolling('1.1.0', '1.0.0'),
        deliveries: [applying('b2')],
      }),
      member('b'),
      member('c'),
    ]);
    expect(watching.newest).toEqual({
      version: '1.1.0',
      lifeCycle: 'running',
      states: { a: 'applying', b: 'queued', c: 'queued' },
    });
    expect(watching.reasonOf('b')).toMatchObject({
      link: 'wave-gate',
      message: "wave 'europe' comes after 'canary', which is not done",
    });
    const done = (name: string) =>
      member(name, {
        workload: workload('1.1.0'),
        deliveries: [delivery('b2')],
      });
    watching.look(10, [done('a'), member('b'), member('c')]);
    expect(watching.newest.states).toMatchObject({ a: 'soaking' });
    watching.look(60, [done('a'), member('b'), member('c')]);
    expect(watching.newest.states).toMatchObject({ a: 'succeeded' });
    watching.look(1, [done('a'), done('b'), done('c')]);
    watching.look(59, [done('a'), done('b'), done('c')]);
    expect(watching.newest.states).toEqual({
      a: 'succeeded',
      b: 'soaking',
      c: 'soaking',
    });
    watching.look(1, [done('a'), done('b'), done('c')]);
    expect(watching.newest).toEqual({
      version: '1.1.0',
      lifeCycle: 'completed',
      states: { a: 'succeeded', b: 'succeeded', c: 'succeeded' },
    });
  });

  it('does not take the green of the release before for its own', () => {
    const watching = new Watching();
    watching.look(0, [member('a')]);
    // The engine wants the new one; what runs is the old one, and is well.
    watching.look(5, [member('a', { deliveries: [applying('b2')] })]);
    expect(watching.newest.states).toEqual({ a: 'applying' });
    watching.look(600, [member('a', { deliveries: [applying('b2')] })]);
    expect(watching.newest.states.a).not.toBe('succeeded');
  });

  it('soaks anew after a gap in what is seen', () => {
    const watching = new Watching();
    watching.look(0, [member('a')]);
    const there = (isCurrent: boolean) =>
      member('a', {
        workload: workload('1.1.0', { isCurrent }),
        deliveries: [delivery('b2', { isCurrent })],
      });
    watching.look(5, [there(true)]);
    watching.look(50, [there(false)]);
    expect(watching.newest.states).toEqual({ a: 'unknown' });
    expect(watching.rollouts.at(-1)?.members.get('a')?.lastKnown).toBe(
      'soaking',
    );
    watching.look(600, [there(true)]);
    expect(watching.newest.states).toEqual({ a: 'soaking' });
    watching.look(60, [there(true)]);
    expect(watching.newest.states).toEqual({ a: 'succeeded' });
  });

  it('never counts what is not seen any more as done, and stays open for it', () => {
    const watching = new Watching();
    const at = (version: string, isCurrent = true) =>
      [
        workload(version, { isCurrent }),
        [delivery(version, { isCurrent })],
      ] as const;
    const one = (name: string, [w, d]: ReturnType<typeof at>) =>
      member(name, { workload: w, deliveries: [...d] });
    watching.look(0, [one('a', at('1.0.0')), one('b', at('1.0.0'))]);
    watching.look(5, [one('a', at('1.1.0')), one('b', at('1.0.0'))]);
    watching.look(60, [one('a', at('1.1.0')), one('b', at('1.1.0'))]);
    expect(watching.newest.states).toEqual({ a: 'succeeded', b: 'soaking' });
    watching.look(60, [one('a', at('1.1.0', false)), one('b', at('1.1.0'))]);
    expect(watching.newest).toMatchObject({
      lifeCycle: 'running',
      states: { a: 'unknown', b: 'succeeded' },
    });
    watching.look(60, [one('a', at('1.1.0')), one('b', at('1.1.0'))]);
    expect(watching.newest).toMatchObject({
      lifeCycle: 'completed',
      states: { a: 'succeeded', b: 'succeeded' },
    });
  });

  it('says which link fails where an engine is refused', () => {
    const watching = new Watching();
    watching.look(0, [member('a')]);
    const refused = delivery('b2', {
      applied: { type: 'commit', value: 'a1' },
      sync: 'out-of-sync',
      operation: {
        phase: 'failed',
        finishedAt: new Date(START + 5_000).toISOString(),
        message: 'one or more objects failed to apply',
        failures: [
          {
            kind: 'Deployment',
            name: 'checkout',
            message:
              'admission webhook "validate.kyverno.svc-fail" denied the request: require-limits',
          },
        ],
      },
    });
    watching.look(6, [member('a', { deliveries: [refused] })]);
    // No cluster shows yet which version it brings.
    expect(watching.newest).toEqual({
      version: undefined,
      lifeCycle: 'completed',
      states: { a: 'failed' },
    });
    expect(watching.reasonOf('a')).toMatchObject({
      link: 'admission',
      state: 'failed',
      remedy: 'change-policy-or-manifest',
    });
    watching.look(60, [
      member('a', {
        workload: rolling('1.1.0', '1.0.0'),
        deliveries: [applying('b2')],
      }),
    ]);
    expect(watching.rollouts.at(-1)).toMatchObject({ version: '1.1.0' });
    expect(watching.newest.states).toEqual({ a: 'applying' });
  });

  it('waits for windows with their end, and for whoever suspended a delivery', () => {
    const watching = new Watching();
    watching.look(0, [member('a'), member('b'), member('c')]);
    const asked = {
      applied: { type: 'commit' as const, value: 'a1' },
      sync: 'out-of-sync' as const,
    };
    watching.look(5, [
      member('a', { deliveries: [applying('b2')] }),
      member('b', {
        deliveries: [
          delivery('b2', {
            ...asked,
            window: { isOpen: false, until: START + 3_600_000 },
          }),
        ],
      }),
      member('c', {
        deliveries: [delivery('b2', { ...asked, suspended: true })],
      }),
    ]);
    expect(watching.newest.states).toEqual({
      a: 'applying',
      b: 'window-closed',
      c: 'paused',
    });
    expect(watching.rollouts.at(-1)?.members.get('b')?.until).toBe(
      START + 3_600_000,
    );
  });

  describe('waiting for a person', () => {
    const asked = {
      applied: { type: 'commit' as const, value: 'a1' },
      sync: 'out-of-sync' as const,
      isByHand: true,
    };
    const OFF = 'automated sync is off; somebody has to sync it';

    it('says so of what nobody but a person syncs, and that a sync can be done', () => {
      const watching = new Watching();
      watching.look(0, [member('a'), member('b')]);
      watching.look(5, [
        member('a', { deliveries: [delivery('b2', asked)] }),
        member('b'),
      ]);
      // No cluster has it yet: that it is held back begins the release.
      expect(watching.newest).toMatchObject({
        version: undefined,
        lifeCycle: 'running',
        states: { a: 'awaiting-approval', b: 'queued' },
      });
      expect(watching.reasonOf('a')).toMatchObject({
        link: 'approval',
        state: 'waiting',
        message: OFF,
        remedy: 'sync',
        evidence: { kind: 'Application', name: 'checkout' },
      });
      // However long it takes, it is not stuck: nobody has begun.
      watching.look(90_000, [
        member('a', { deliveries: [delivery('b2', asked)] }),
        member('b'),
      ]);
      expect(watching.newest.states).toMatchObject({ a: 'awaiting-approval' });
    });

    it('waits no longer once somebody has synced, whatever comes of it', () => {
      const watching = new Watching();
      watching.look(0, [member('a')]);
      const at = (more: object) => [
        member('a', { deliveries: [delivery('b2', { ...asked, ...more })] }),
      ];
      watching.look(5, at({}));
      expect(watching.newest.states).toEqual({ a: 'awaiting-approval' });
      watching.look(5, at({ operation: { phase: 'running' } }));
      expect(watching.newest.states).toEqual({ a: 'applying' });
      watching.look(
        5,
        at({
          operation: {
            phase: 'failed',
            finishedAt: new Date(watching.now).toISOString(),
            message: 'the manifests are no YAML',
          },
        }),
      );
      expect(watching.newest.states).toEqual({ a: 'failed' });
    });

    it('says so also where the release is there, and something else of it is not', () => {
      const watching = new Watching();
      watching.look(0, [member('a'), member('b')]);
      watching.look(5, [
        member('a', {
          workload: workload('1.1.0'),
          deliveries: [delivery('b2', asked)],
        }),
        member('b'),
      ]);
      expect(watching.newest.states).toEqual({
        a: 'awaiting-approval',
        b: 'queued',
      });
    });

    it.each([
      ['is suspended', { suspended: true }, 'paused'],
      ['is not seen now', { isCurrent: false }, 'unknown'],
      ['syncs by itself', { isByHand: false }, 'applying'],
    ])('does not say so of what %s', (_, more, state) => {
      const watching = new Watching();
      watching.look(0, [member('a'), member('b')]);
      watching.look(5, [
        member('a', { deliveries: [delivery('b2', { ...asked, ...more })] }),
        member('b', { deliveries: [applying('b2')] }),
      ]);
      expect(watching.newest.states).toMatchObject({ a: state });
    });

    it('takes what was changed by hand while automated sync is off for no release', () => {
      const watching = new Watching();
      watching.look(0, [member('a')]);
      watching.look(5, [
        member('a', {
          deliveries: [delivery('b2', { ...asked, suspended: true })],
        }),
      ]);
      expect(watching.rollouts).toHaveLength(1);
    });

    it.each([
      ['a person', { approval: 'manual' as const }, 'awaiting-approval'],
      [
        'time',
        {
          approval: 'automatic' as const,
          pausedUntil: new Date(START + 600_000).toISOString(),
        },
        'verifying',
      ],
      ['nobody says what', {}, 'awaiting-approval'],
    ])('tells a canary that waits for %s', (_, end, state) => {
      const watching = new Watching();
      watching.look(0, [member('a')]);
      watching.look(5, [
        member('a', {
          workload: workload('1.1.0', {
            settledVersion: '1.0.0',
            strategy: {
              type: 'canary',
              paused: true,
              aborted: false,
              reason: 'CanaryPauseStep',
              ...end,
            },
          }),
          deliveries: [delivery('b2')],
        }),
      ]);
      expect(watching.newest.states).toEqual({ a: state });
      expect(watching.reasonOf('a')?.until).toBe(
        'pausedUntil' in end ? end.pausedUntil : undefined,
      );
    });
  });

  it('tells how much of the traffic a canary has, where its router confirms it', () => {
    const watching = new Watching();
    watching.look(0, [member('a')]);
    const servingAt = (actualWeight?: number) => {
      watching.look(5, [
        member('a', {
          workload: workload('1.1.0', {
            settled: false,
            settledVersion: '1.0.0',
            health: 'progressing',
            replicas: { desired: 10, updated: 1, ready: 11, available: 11 },
            strategy: {
              type: 'canary',
              paused: false,
              aborted: false,
              ...(actualWeight === undefined ? {} : { actualWeight }),
            },
          }),
          deliveries: [delivery('b2')],
        }),
      ]);
      return watching.rollouts.at(-1)?.members.get('a')?.serving;
    };
    expect(servingAt(40)).toEqual({
      replicas: 10,
      released: 4,
      byTraffic: true,
    });
    expect(servingAt()).toEqual({ replicas: 10, released: 1 });
  });

  it('remembers the same of a member that is as it was, however often it is confirmed', () => {
    const watching = new Watching();
    watching.look(0, [member('a')]);
    const slow = member('a', {
      workload: rolling('1.1.0', '1.0.0'),
      deliveries: [applying('b2')],
    });
    watching.look(5, [slow]);
    watching.look(5, [slow]);
    const before = watching.rollouts.at(-1)?.members.get('a');
    watching.look(5, [slow]);
    expect(before?.reason?.evidence).toBeDefined();
    expect(watching.rollouts.at(-1)?.members.get('a')).toEqual(before);
  });

  it('calls stuck what is past its time and does not move', () => {
    const watching = new Watching([], [900_000, 900_000, 1_000_000]);
    watching.look(0, [member('a')]);
    const slow = member('a', {
      workload: rolling('1.1.0', '1.0.0'),
      deliveries: [delivery('b2')],
    });
    watching.look(5, [slow]);
    // 1.5 times what 95 of 100 took is more than what is waited anyway.
    watching.look(1_400, [slow]);
    expect(watching.newest.states).toEqual({ a: 'applying' });
    expect(watching.nextLookAt).toBeLessThanOrEqual(watching.now + 101_000);
    watching.look(101, [slow]);
    expect(watching.newest.states).toEqual({ a: 'stuck' });
    // It moves, and is not stuck any more, until it has not moved for two intervals.
    const moved = {
      ...slow,
      workload: { ...rolling('1.1.0', '1.0.0'), replicas: { desired: 2 } },
    };
    watching.look(1, [moved]);
    expect(watching.newest.states).toEqual({ a: 'applying' });
    watching.look(120, [moved]);
    expect(watching.newest.states).toEqual({ a: 'stuck' });
  });

  it('tells a release that is taken back, and one that another came before', () => {
    const watching = new Watching();
    const at = (name: string, version: string) =>
      member(name, {
        workload: workload(version),
        deliveries: [delivery(version)],
      });
    watching.look(0, [at('a', '1.0.0'), at('b', '1.0.0')]);
    watching.look(5, [at('a', '1.1.0'), at('b', '1.0.0')]);
    watching.look(5, [at('a', '1.0.0'), at('b', '1.0.0')]);
    expect(watching.newest).toMatchObject({
      lifeCycle: 'rolled-back',
      states: { a: 'rolled-back', b: 'skipped' },
    });
    // Somebody wants it again after all.
    watching.look(5, [at('a', '1.1.0'), at('b', '1.0.0')]);
    watching.look(5, [at('a', '1.1.0'), at('b', '1.0.0')]);
    expect(watching.newest).toMatchObject({
      lifeCycle: 'running',
      states: { a: 'soaking', b: 'queued' },
    });
    watching.look(5, [at('a', '1.2.0'), at('b', '1.2.0')]);
    const [, before, newest] = watching.rollouts;
    expect([...before.members.values()].map(({ state }) => state)).toEqual([
      'skipped',
      'skipped',
    ]);
    expect(before.lifeCycle).toBe('superseded');
    expect(newest).toMatchObject({
      version: '1.2.0',
      previousVersion: '1.1.0',
      lifeCycle: 'running',
    });
  });

  it('takes a change by hand for no release', () => {
    const watching = new Watching();
    watching.look(0, [member('a'), member('b')]);
    watching.look(5, [
      member('a', {
        workload: workload('1.0.0-hotfix.1'),
        deliveries: [delivery('a1', { sync: 'out-of-sync' })],
      }),
      member('b'),
    ]);
    expect(watching.rollouts).toHaveLength(1);
  });

  it('takes a repository that moves on for no release, where nothing differs', () => {
    const watching = new Watching();
    watching.look(0, [member('a')]);
    watching.look(5, [
      member('a', {
        deliveries: [
          delivery('c9', { applied: { type: 'commit', value: 'a1' } }),
        ],
      }),
    ]);
    expect(watching.rollouts).toHaveLength(1);
    expect(watching.rollouts[0].revisions.configuration).toEqual(['a1', 'c9']);
  });

  it('takes an engine that applies each commit for no release, until something else runs', () => {
    const watching = new Watching();
    watching.look(0, [member('a')]);
    watching.look(5, [
      member('a', { deliveries: [{ ...applying('b2'), isCompared: false }] }),
    ]);
    expect(watching.rollouts).toHaveLength(1);
    // It has applied what brings the next one, and the cluster does not show it yet.
    watching.look(1, [member('a', { deliveries: [delivery('c3')] })]);
    expect(watching.rollouts[0].revisions.configuration).toContain('c3');
    watching.look(1, [
      member('a', {
        workload: workload('1.1.0'),
        deliveries: [delivery('c3')],
      }),
    ]);
    expect(watching.rollouts.map(({ revisions }) => revisions)).toEqual([
      { configuration: ['a1'] },
      { configuration: ['c3'] },
    ]);
  });

  it('takes a revision that brings a cluster another version for none that it waits for', () => {
    const watching = new Watching();
    watching.look(0, [member('a'), member('b')]);
    // One path for all, with a version of its own for each cluster.
    watching.look(5, [
      member('a', {
        workload: workload('1.1.0'),
        deliveries: [delivery('b2')],
      }),
      member('b', { deliveries: [delivery('b2')] }),
    ]);
    expect(watching.newest.states).toEqual({ a: 'soaking', b: 'queued' });
  });

  it('takes an older version that is found later for none that is new', () => {
    const watching = new Watching();
    watching.look(0, [member('a')]);
    watching.look(60, [
      member('a'),
      member('late', {
        isAsFirstSeen: true,
        workload: workload('0.9.0'),
        deliveries: [delivery('old')],
      }),
    ]);
    expect(watching.rollouts.map(({ version }) => version)).toEqual([
      '0.9.0',
      '1.0.0',
    ]);
    expect(watching.rollouts.map(({ lifeCycle }) => lifeCycle)).toEqual([
      'completed',
      'completed',
    ]);
  });

  it('goes by the steps of an engine where no waves are configured', () => {
    const watching = new Watching([placementWaves]);
    const step = (index: number, status: string): PlacementEvidence => ({
      observer: 'hub',
      kind: 'ApplicationSet',
      name: 'checkout',
      health: 'progressing',
      isCurrent: true,
      isRolling: true,
      steps: ['canary', 'rest'],
      step: index,
      status,
    });
    const asked = (name: string, index: number, status: string) =>
      member(name, {
        deliveries: [
          delivery('b2', {
            applied: { type: 'commit', value: 'a1' },
            sync: 'out-of-sync',
            placement: step(index, status),
          }),
        ],
      });
    const still = (name: string, index: number) =>
      member(name, {
        deliveries: [delivery('a1', { placement: step(index, 'Healthy') })],
      });
    watching.look(0, [still('a', 0), still('b', 1)]);
    watching.look(5, [asked('a', 0, 'Pending'), asked('b', 1, 'Waiting')]);
    watching.look(1, [asked('a', 0, 'Pending'), asked('b', 1, 'Waiting')]);
    expect(watching.rollouts.at(-1)).toMatchObject({
      waves: [
        { name: 'canary', source: 'ApplicationSet checkout' },
        { name: 'rest', source: 'ApplicationSet checkout' },
      ],
    });
    expect(watching.newest.states).toEqual({ a: 'applying', b: 'queued' });
    expect(watching.reasonOf('b')?.message).toBe(
      "wave 'rest' comes after 'canary', which is not done",
    );
  });

  it('follows what is on its way to its end, however many releases came after it', () => {
    const watching = new Watching();
    const run = (version: string) => workload(version);
    watching.look(0, [
      member('a', { deliveries: [] }),
      member('b', { deliveries: [] }),
    ]);
    for (let minor = 1; minor <= 12; minor += 1) {
      const a = member('a', {
        workload: run(`1.${minor}.0`),
        deliveries: [],
      });
      const b = member('b', {
        workload: rolling('1.1.0', '1.0.0'),
        deliveries: [],
      });
      watching.look(5, [a, b]);
      watching.look(100, [a, b]);
    }
    const open = () =>
      watching.rollouts.filter(({ endedAt }) => endedAt === undefined);
    expect(open().map(({ version }) => version)).toEqual(['1.1.0', '1.12.0']);
    const both = ['a', 'b'].map(name =>
      member(name, { workload: run('1.12.0'), deliveries: [] }),
    );
    watching.look(5, both);
    watching.look(100, both);
    expect(open()).toEqual([]);
  });

  it('ends a release that others came after, and keeps of it what cannot be seen as not known', () => {
    const watching = new Watching();
    const look = (version: string) => {
      const members = [
        member('a', { workload: workload(version), deliveries: [] }),
        member('b', {
          workload: workload('1.0.0', { isCurrent: version === '1.0.0' }),
          deliveries: [],
        }),
      ];
      watching.look(5, members);
      watching.look(100, members);
    };
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) look(version);
    const [, before, newest] = watching.rollouts;
    expect(before).toMatchObject({ version: '1.1.0', lifeCycle: 'superseded' });
    expect(before.endedAt).toBeDefined();
    expect(before.members.get('a')?.state).toBe('succeeded');
    expect(before.members.get('b')?.state).toBe('unknown');
    // Nothing came after it: it waits for what it cannot see.
    expect(newest).toMatchObject({ version: '1.2.0', lifeCycle: 'running' });
    expect(newest.members.get('b')?.state).toBe('unknown');
  });

  it('takes what an engine without revisions names for asked for until it is applied', () => {
    const watching = new Watching();
    const work = (more: Partial<DeliveryEvidence>) =>
      delivery('', {
        kind: 'ManifestWork',
        desired: undefined,
        applied: undefined,
        versions: ['1.1.0'],
        ...more,
      });
    const look = (version: string, more: Partial<DeliveryEvidence>) =>
      watching.look(5, [
        member('a', { workload: workload('1.1.0'), deliveries: [] }),
        member('b', { workload: workload(version), deliveries: [work(more)] }),
      ]);
    watching.look(0, [member('a', { deliveries: [] })]);
    look('1.0.0', { sync: 'out-of-sync' });
    expect(watching.newest.states.b).toBe('applying');
    look('1.0.0', {
      sync: 'out-of-sync',
      operation: { phase: 'failed', message: 'no such field' },
    });
    expect(watching.newest.states.b).toBe('failed');
    look('1.0.0', { operation: { phase: 'running' } });
    expect(watching.newest.states.b).toBe('applying');
    look('1.1.0', { operation: { phase: 'succeeded' } });
    expect(watching.newest.states.b).toBe('soaking');
  });
});
