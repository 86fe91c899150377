import type { Knex } from 'knex';
import { APPLICATIONS, factsOf } from '../__testUtils__/changes';
import { insertCluster } from '../__testUtils__/cluster';
import {
  DEPLOYMENT_KEY,
  NODE_KEY,
  trackerAt,
  watched,
} from '../__testUtils__/coverage';
import { describeDatabases } from '../__testUtils__/databases';
import { deliveryFact } from '../__testUtils__/facts';
import {
  dirtyMarks,
  forgetMarks,
  resolverOf,
  write,
  writesOf,
} from '../__testUtils__/store';
import { CoverageTracker } from './CoverageTracker';

const START = 1_800_000_000_000;

async function rowOf(knex: Knex, kind: string, clusterId = 'c-1') {
  const row = await knex('coverage')
    .where({ cluster_id: clusterId, kind })
    .first();
  return (
    row && {
      state: row.state,
      reason: row.reason,
      current: Boolean(row.is_current),
      since: Number(row.since) - START,
      confirmedAt:
        row.confirmed_at === null ? null : Number(row.confirmed_at) - START,
      objects: row.objects,
      skipped: JSON.parse(row.skipped),
    }
  );
}

async function transitionsOf(knex: Knex) {
  const rows = await knex('transition').orderBy('id');
  return rows.map(row => ({
    scope: row.scope,
    name: row.name,
    change: `${row.from_value} → ${row.to_value}`,
    at: Number(row.at) - START,
    ...(row.not_before === null
      ? {}
      : { notBefore: Number(row.not_before) - START }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }));
}

async function begun(knex: Knex) {
  await insertCluster(knex, 'c-1', { reachability: 'pending' });
  const parts = await trackerAt(knex, START);
  parts.tracker.begin('c-1', 'prod-a', { state: 'pending' });
  return parts;
}

async function reading(knex: Knex) {
  const parts = await begun(knex);
  parts.tracker.connected('c-1', 'v1.34.2');
  watched(parts.tracker, 'c-1', DEPLOYMENT_KEY, NODE_KEY);
  await parts.tracker.judge();
  return parts;
}

describeDatabases('CoverageTracker', database => {
  it('writes how a cluster answers and what is covered', async () => {
    const knex = await database.open();
    const { tracker, changes } = await begun(knex);
    tracker.connected('c-1', 'v1.34.2+k3s1');
    tracker.discovered('c-1', [{ ...DEPLOYMENT_KEY, version: 'v1' }]);
    watched(tracker, 'c-1', DEPLOYMENT_KEY);
    tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 2 });
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toEqual({
      state: 'current',
      reason: null,
      current: true,
      since: 0,
      confirmedAt: 0,
      objects: 2,
      skipped: [],
    });
    const cluster = await knex('cluster').first();
    expect(cluster).toMatchObject({
      reachability: 'reachable',
      reachability_reason: null,
      kubernetes_version: 'v1.34.2+k3s1',
      kubernetes_minor: '1.34',
      kubernetes_minor_number: 34,
      coverage_asked: 1,
      coverage_current: 1,
      coverage_state: 'current',
    });
    expect(Number(cluster.last_seen_at)).toBe(START);
    expect(changes.count).toBe(1);
  });

  it('says that a cluster settles until its first lists are judged', async () => {
    const knex = await database.open();
    const { tracker, clock } = await begun(knex);
    expect(tracker.isSettling('c-1')).toBe(false);
    tracker.told('c-1', DEPLOYMENT_KEY, 'listing', undefined);
    tracker.told('c-1', NODE_KEY, 'forbidden', 'no list on nodes');
    expect(tracker.isSettling('c-1')).toBe(true);
    // As long as some of it comes.
    clock.now += 2_000;
    tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 500 });
    clock.now += 2_000;
    expect(tracker.isSettling('c-1')).toBe(true);
    tracker.told('c-1', DEPLOYMENT_KEY, 'current', undefined);
    tracker.confirmed('c-1', [DEPLOYMENT_KEY]);
    expect(tracker.isSettling('c-1')).toBe(true);
    await tracker.judge();
    expect(tracker.isSettling('c-1')).toBe(false);
    expect(await dirtyMarks(knex)).toContain('c-1/*');
    // What comes of it later is no first list.
    tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 501 });
    tracker.told('c-1', DEPLOYMENT_KEY, 'listing', undefined);
    expect(tracker.isSettling('c-1')).toBe(false);
  });

  it('waits for no first list that hangs, whatever comes of other kinds', async () => {
    const knex = await database.open();
    const { tracker, clock } = await begun(knex);
    watched(tracker, 'c-1', DEPLOYMENT_KEY);
    tracker.told('c-1', NODE_KEY, 'listing', undefined);
    await tracker.judge();
    expect(tracker.isSettling('c-1')).toBe(true);
    clock.now += 3_000;
    tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 1 });
    expect(tracker.isSettling('c-1')).toBe(false);
  });

  it('takes the first list for no news', async () => {
    const knex = await database.open();
    await reading(knex);
    expect(await transitionsOf(knex)).toEqual([]);
    expect(await dirtyMarks(knex)).toEqual(['c-1/', 'c-1/*']);
  });

  it('writes nothing while nothing changes, and a proof alone only now and then', async () => {
    const knex = await database.open();
    const { tracker, clock, changes } = await reading(knex);
    changes.count = 0;
    const judgeAt = async (ms: number) => {
      clock.now = START + ms;
      tracker.confirmed('c-1', [DEPLOYMENT_KEY, NODE_KEY]);
      return writesOf(knex, () => tracker.judge());
    };
    expect(await judgeAt(1_000)).toEqual([]);
    expect(await judgeAt(29_999)).toEqual([]);
    expect((await judgeAt(30_000)).length).toBeGreaterThan(0);
    expect((await rowOf(knex, 'Deployment'))?.confirmedAt).toBe(30_000);
    // A proof is nothing that pages have to hear of.
    expect(changes.count).toBe(0);
  });

  it('takes for stale what was not confirmed for 90 seconds, and not a moment before', async () => {
    const knex = await database.open();
    const { tracker, clock } = await reading(knex);
    await forgetMarks(knex);
    clock.now = START + 90_000;
    await tracker.judge();
    expect((await rowOf(knex, 'Deployment'))?.current).toBe(true);
    expect(tracker.currencyOf('c-1', DEPLOYMENT_KEY).current).toBe(true);
    clock.now += 1;
    await tracker.judge();
    expect((await rowOf(knex, 'Deployment'))?.current).toBe(false);
    expect(tracker.currencyOf('c-1', DEPLOYMENT_KEY)).toMatchObject({
      current: false,
      confirmedAt: START,
    });
    expect(await dirtyMarks(knex)).toContain('c-1/*');
    const transitions = await transitionsOf(knex);
    expect(transitions).toContainEqual({
      scope: 'coverage',
      name: 'Deployment',
      change: 'current → stale',
      at: 90_001,
      notBefore: 0,
    });
  });

  it('keeps what was interrupted a moment ago', async () => {
    const knex = await database.open();
    const { tracker, clock } = await reading(knex);
    clock.now += 5_000;
    tracker.told('c-1', DEPLOYMENT_KEY, 'interrupted', 'connection reset');
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toMatchObject({
      state: 'interrupted',
      reason: 'connection reset',
      current: true,
      since: 5_000,
    });
    expect(await transitionsOf(knex)).toEqual([]);
  });

  it.each(['unreachable', 'unauthorized', 'forbidden', 'invalid'] as const)(
    'takes for stale at once what is %s, and for current again with the next proof',
    async state => {
      const knex = await database.open();
      const { tracker, clock } = await reading(knex);
      await forgetMarks(knex);
      clock.now += 1_000;
      tracker.told('c-1', DEPLOYMENT_KEY, state, 'why');
      tracker.told('c-1', NODE_KEY, state, 'why');
      await tracker.judge();
      expect(await rowOf(knex, 'Deployment')).toMatchObject({
        state,
        reason: 'why',
        current: false,
      });
      expect(await knex('cluster').first()).toMatchObject({
        reachability: state,
        reachability_reason: 'why',
        coverage_asked: 2,
        coverage_current: 0,
        coverage_state: state,
        coverage_reason: expect.stringMatching(/^(Deployment|Node): why$/),
      });
      expect(await dirtyMarks(knex)).toEqual(['c-1/', 'c-1/*']);
      clock.now += 1_000;
      watched(tracker, 'c-1', DEPLOYMENT_KEY, NODE_KEY);
      await tracker.judge();
      const changes = (await transitionsOf(knex)).map(
        ({ scope, change, at }) => `${at} ${scope}: ${change}`,
      );
      expect([...changes].sort()).toEqual([
        `1000 cluster: reachable → ${state}`,
        `1000 coverage: current → ${state}`,
        `1000 coverage: current → ${state}`,
        `2000 cluster: ${state} → reachable`,
        '2000 coverage: stale → current',
        '2000 coverage: stale → current',
      ]);
    },
  );

  it('marks what a hub speaks of when the hub is lost', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'hub', { reachability: 'pending' });
    await write(
      knex,
      APPLICATIONS,
      ['https://a', 'https://b', 'https://nowhere'].map(server =>
        factsOf(
          deliveryFact({
            name: server.slice(8),
            subject: { type: 'reference', server },
          }),
        ),
      ),
      {
        observer: 'hub',
        resolver: resolverOf({ 'https://a': 'c-a', 'https://b': 'c-b' }),
      },
    );
    const { tracker, clock } = await trackerAt(knex, START);
    tracker.begin('hub', 'hub', { state: 'pending' });
    tracker.connected('hub', undefined);
    watched(tracker, 'hub', APPLICATIONS.key, DEPLOYMENT_KEY);
    await tracker.judge();
    await forgetMarks(knex);
    // Another kind than its deliveries concerns nobody else.
    tracker.told('hub', DEPLOYMENT_KEY, 'forbidden', 'no');
    await tracker.judge();
    expect(await dirtyMarks(knex)).toEqual(['hub/*']);
    await forgetMarks(knex);
    clock.now += 1_000;
    tracker.told('hub', APPLICATIONS.key, 'unreachable', 'refused');
    await tracker.judge();
    expect(await dirtyMarks(knex)).toEqual(['c-a/*', 'c-b/*', 'hub/', 'hub/*']);
  });

  it('is forbidden where nothing that says what runs may be read', async () => {
    const knex = await database.open();
    const { tracker } = await begun(knex);
    tracker.connected('c-1', 'v1.34.2');
    watched(tracker, 'c-1', NODE_KEY);
    tracker.told('c-1', DEPLOYMENT_KEY, 'forbidden', 'no list on deployments');
    await tracker.judge();
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'forbidden',
      reachability_reason: 'no list on deployments',
      coverage_asked: 2,
      coverage_current: 1,
      coverage_state: 'forbidden',
      coverage_reason: 'Deployment: no list on deployments',
    });
  });

  it('does not ask for what a cluster does not have', async () => {
    const knex = await database.open();
    const { tracker } = await reading(knex);
    tracker.told('c-1', APPLICATIONS.key, 'not-served', undefined);
    await tracker.judge();
    expect(await knex('cluster').first()).toMatchObject({
      coverage_asked: 2,
      coverage_current: 2,
    });
    tracker.connectionFailed('c-1', 'unreachable', 'refused');
    await tracker.judge();
    expect(await rowOf(knex, 'Application')).toMatchObject({
      state: 'not-served',
    });
  });

  it('takes states that come with what was discovered', async () => {
    const knex = await database.open();
    const { tracker, clock } = await begun(knex);
    const served = [
      { ...DEPLOYMENT_KEY, version: 'v1' },
      { ...NODE_KEY, state: 'not-served' as const },
    ];
    tracker.connected('c-1', 'v1.34.2');
    tracker.discovered('c-1', served);
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toMatchObject({ state: 'pending' });
    expect(await rowOf(knex, 'Node')).toMatchObject({
      state: 'not-served',
      reason: null,
      since: 0,
    });
    clock.now += 60_000;
    const refused = { state: 'forbidden' as const, reason: 'no rights' };
    tracker.discovered('c-1', [served[0], { ...NODE_KEY, ...refused }]);
    await tracker.judge();
    expect(await rowOf(knex, 'Node')).toMatchObject({
      ...refused,
      since: 60_000,
    });
  });

  it('tells a cluster that may not be asked, with what is missing', async () => {
    const knex = await database.open();
    const { tracker } = await reading(knex);
    tracker.begin('c-1', 'prod-a', {
      state: 'not-asked',
      reason: 'add a token',
    });
    await tracker.judge();
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'not-asked',
      reachability_reason: 'add a token',
      coverage_current: 0,
    });
    expect(await rowOf(knex, 'Deployment')).toMatchObject({
      state: 'not-asked',
      reason: 'add a token',
      current: false,
    });
  });

  it('holds a quarantined cluster back, whatever its watches say', async () => {
    const knex = await database.open();
    const { tracker } = await reading(knex);
    tracker.connectionFailed('c-1', 'quarantined', 'another UID');
    await tracker.judge();
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'quarantined',
      reachability_reason: 'another UID',
      coverage_current: 0,
    });
    expect(tracker.currencyOf('c-1', DEPLOYMENT_KEY).current).toBe(false);
  });

  it('lets a watch beat a failed attempt to connect anew', async () => {
    const knex = await database.open();
    const { tracker } = await reading(knex);
    tracker.connectionFailed('c-1', 'unreachable', 'refused');
    await tracker.judge();
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'reachable',
    });
    expect(await rowOf(knex, 'Deployment')).toMatchObject({ current: true });
  });

  it('counts objects, and tells what could not be read', async () => {
    const knex = await database.open();
    const { tracker } = await reading(knex);
    const skipped = [
      { reason: 'malformed' as const, count: 2, example: 'shop/a' },
    ];
    tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 4, skipped });
    tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 3 });
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toMatchObject({
      objects: 3,
      skipped,
    });
    tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 0, skipped: [] });
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toMatchObject({
      objects: 0,
      skipped: [],
    });
  });

  it('takes back no place to go on from, which is not its to write', async () => {
    const knex = await database.open();
    const { tracker } = await reading(knex);
    await knex('coverage').update({ resource_version: '7', fingerprint: 'f' });
    tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 5 });
    await tracker.judge();
    expect(
      await knex('coverage').where({ kind: 'Deployment' }).first(),
    ).toMatchObject({ objects: 5, resource_version: '7', fingerprint: 'f' });
  });

  it('forgets a cluster that is gone', async () => {
    const knex = await database.open();
    const { tracker, clock } = await reading(knex);
    tracker.forget('c-1');
    expect(tracker.currencyOf('c-1', DEPLOYMENT_KEY)).toEqual({
      current: false,
      reason: 'never read',
    });
    clock.now += 100_000;
    expect(await writesOf(knex, () => tracker.judge())).toEqual([]);
  });

  it('knows nothing of what was never read', async () => {
    const knex = await database.open();
    const { tracker } = await trackerAt(knex, START);
    expect(tracker.currencyOf('c-9', NODE_KEY)).toEqual({
      current: false,
      reason: 'never read',
    });
  });
});

describeDatabases('CoverageTracker after a restart', database => {
  it('keeps the last proof, and calls nothing current before it is seen', async () => {
    const knex = await database.open();
    const before = await reading(knex);
    before.tracker.told('c-1', APPLICATIONS.key, 'not-served', undefined);
    before.tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 1 });
    await before.tracker.judge();

    const { tracker, clock } = await trackerAt(knex, START + 100_000);
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toMatchObject({
      state: 'pending',
      current: false,
      confirmedAt: 0,
      objects: 1,
    });
    expect(await rowOf(knex, 'Application')).toMatchObject({
      state: 'not-served',
    });
    expect(tracker.currencyOf('c-1', DEPLOYMENT_KEY)).toMatchObject({
      current: false,
      confirmedAt: START,
    });
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'pending',
      coverage_asked: 2,
      coverage_current: 0,
      kubernetes_version: 'v1.34.2',
    });
    clock.now += 1_000;
    tracker.begin('c-1', 'prod-a', { state: 'pending' });
    tracker.connected('c-1', 'v1.34.2');
    watched(tracker, 'c-1', DEPLOYMENT_KEY, NODE_KEY);
    await tracker.judge();
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'reachable',
      coverage_current: 2,
    });
    // That the portal was away is nothing that happened to the cluster: it is kept
    // for what is said of that time, and not listed.
    expect(
      (await transitionsOf(knex)).map(({ scope, name, at, notBefore }) => [
        scope,
        name,
        at - START,
        notBefore! - START,
      ]),
    ).toEqual([
      ['watching', 'Node', 101_000 - START, -START],
      ['watching', 'Deployment', 101_000 - START, -START],
    ]);
  });

  it('goes on with what was proven a moment ago, until its time is over', async () => {
    const knex = await database.open();
    const before = await reading(knex);
    before.tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 1 });
    await before.tracker.judge();
    await forgetMarks(knex);

    const { tracker, clock } = await trackerAt(knex, START + 20_000);
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toMatchObject({
      state: 'interrupted',
      reason: 'being taken up again',
      current: true,
      confirmedAt: 0,
      objects: 1,
    });
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'reachable',
      coverage_current: 2,
    });
    // Nothing has to be derived again.
    expect(await dirtyMarks(knex)).toEqual([]);
    clock.now = START + 90_001;
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toMatchObject({ current: false });
    expect(await dirtyMarks(knex)).toEqual(['c-1/', 'c-1/*']);
    expect((await transitionsOf(knex)).map(({ change }) => change)).toContain(
      'current → interrupted',
    );
  });

  it('knows since when a cluster does not answer, whoever found that out', async () => {
    const knex = await database.open();
    const before = await reading(knex);
    before.clock.now += 5_000;
    before.tracker.connectionFailed('c-1', 'unreachable', 'refused');
    for (const key of [DEPLOYMENT_KEY, NODE_KEY]) {
      before.tracker.told('c-1', key, 'unreachable', 'refused');
    }
    await before.tracker.judge();
    const transitions = await transitionsOf(knex);

    const { tracker, clock } = await trackerAt(knex, START + 600_000);
    await tracker.judge();
    tracker.begin('c-1', 'prod-a', { state: 'pending' });
    clock.now += 1_000;
    tracker.connectionFailed('c-1', 'unreachable', 'refused');
    await tracker.judge();
    expect(await rowOf(knex, 'Deployment')).toMatchObject({
      state: 'unreachable',
      since: 5_000,
    });
    const cluster = await knex('cluster').first();
    expect(cluster.reachability).toBe('unreachable');
    expect(Number(cluster.reachability_since)).toBe(START + 5_000);
    expect(await transitionsOf(knex)).toEqual(transitions);
  });

  it('leaves clusters that have left as they are', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { left_at: START });
    const { tracker } = await trackerAt(knex, START);
    await tracker.judge();
    expect(await knex('cluster').first()).toMatchObject({
      reachability: 'reachable',
    });
  });
});

describeDatabases('CoverageTracker with time passing', database => {
  it('writes a proof once a minute where one comes once a minute, and never lets it look stale', async () => {
    const knex = await database.open();
    const { tracker, clock } = await reading(knex);
    let writes = 0;
    let oldest = 0;
    for (let second = 1; second <= 300; second += 1) {
      clock.now = START + second * 1_000;
      if (second % 60 === 0) {
        tracker.confirmed('c-1', [DEPLOYMENT_KEY, NODE_KEY]);
      }
      const statements = await writesOf(knex, () => tracker.judge());
      if (statements.length > 0) writes += 1;
      const row = await rowOf(knex, 'Deployment');
      oldest = Math.max(oldest, second * 1_000 - (row?.confirmedAt ?? 0));
    }
    expect(writes).toBe(5);
    expect(oldest).toBe(59_000);
  });

  it('takes a proof for as old as it is', async () => {
    const knex = await database.open();
    const { tracker, clock } = await reading(knex);
    clock.now = START + 80_000;
    tracker.confirmed('c-1', [DEPLOYMENT_KEY], 59_999.25);
    await tracker.judge();
    expect((await rowOf(knex, 'Deployment'))?.confirmedAt).toBe(20_000);
    clock.now = START + 110_001;
    await tracker.judge();
    expect((await rowOf(knex, 'Deployment'))?.current).toBe(false);
  });

  it('writes with few statements, however many clusters there are', async () => {
    const knex = await database.open();
    for (let index = 0; index < 40; index += 1) {
      await insertCluster(knex, `c-${index}`, { reachability: 'pending' });
    }
    const { tracker } = await trackerAt(knex, START);
    for (let index = 0; index < 40; index += 1) {
      tracker.connected(`c-${index}`, 'v1.34.2');
      watched(tracker, `c-${index}`, DEPLOYMENT_KEY, NODE_KEY);
    }
    const statements = await writesOf(knex, () => tracker.judge());
    // One each for coverage, clusters and both sorts of marks, where the database takes that.
    expect(statements.length).toBe(database.isPostgres ? 4 : 43);
  });
});

describeDatabases('CoverageTracker with several replicas', database => {
  const lease = (clusterId: string, holder: string, epoch: number) => ({
    cluster_id: clusterId,
    holder,
    epoch,
    expires_at: 0,
  });

  it('writes nothing of a cluster that another replica holds by now', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1', { reachability: 'pending' });
    await insertCluster(knex, 'c-2', { reachability: 'pending' });
    await knex('cluster_lease').insert([
      lease('c-1', 'me', 1),
      lease('c-2', 'other', 2),
    ]);
    const fenced: string[] = [];
    const tracker = CoverageTracker.create({
      knex,
      tellsWhatRuns: () => true,
      onChanged: () => {},
      now: () => START,
      fenceOf: clusterId => ({ clusterId, holder: 'me', epoch: 1 }),
      onFenced: ids => fenced.push(...ids),
    });
    await tracker.acquire(['c-1', 'c-2']);
    for (const id of ['c-1', 'c-2']) {
      tracker.connected(id, undefined);
      watched(tracker, id, DEPLOYMENT_KEY);
    }
    await tracker.judge();
    expect(fenced).toEqual(['c-2']);
    expect(await knex('cluster').orderBy('id').pluck('reachability')).toEqual([
      'reachable',
      'pending',
    ]);
    expect(await rowOf(knex, 'Deployment', 'c-2')).toBeUndefined();
    expect(await dirtyMarks(knex)).toEqual(['c-1/', 'c-1/*']);
  });

  it('knows of a hub that another replica reads what that one wrote, and derives again when it is lost', async () => {
    const knex = await database.open();
    for (const id of ['hub', 'c-a']) {
      await insertCluster(knex, id, { reachability: 'pending' });
    }
    await write(
      knex,
      APPLICATIONS,
      [
        factsOf(
          deliveryFact({ subject: { type: 'reference', server: 'https://a' } }),
        ),
      ],
      { observer: 'hub', resolver: resolverOf({ 'https://a': 'c-a' }) },
    );
    const theirs = await trackerAt(knex, START);
    theirs.tracker.connected('hub', undefined);
    watched(theirs.tracker, 'hub', APPLICATIONS.key);
    await theirs.tracker.judge();

    const clock = { now: START + 1_000 };
    const ours = CoverageTracker.create({
      knex,
      tellsWhatRuns: () => true,
      onChanged: () => {},
      now: () => clock.now,
    });
    await ours.acquire(['c-a']);
    // Known before anything is derived.
    expect(ours.currencyOf('hub', APPLICATIONS.key)).toEqual({
      current: true,
      confirmedAt: START,
      watchedSince: START,
    });
    await forgetMarks(knex);
    // It falls silent: its replica is gone too, and nobody writes that down.
    clock.now = START + 90_001;
    await ours.judge();
    expect(ours.currencyOf('hub', APPLICATIONS.key)).toMatchObject({
      current: false,
      reason: 'no sign of life for more than 90 seconds',
      gap: { from: START },
    });
    expect(await dirtyMarks(knex)).toEqual(expect.arrayContaining(['c-a/*']));
    // And one that nobody knew of is read, and derived by, as soon as it is asked for.
    await forgetMarks(knex);
    expect(ours.currencyOf('unknown', NODE_KEY).reason).toBe('never read');
  });

  it('writes everything that it knows before a cluster is handed over', async () => {
    const knex = await database.open();
    const { tracker, clock } = await reading(knex);
    clock.now += 5_000;
    tracker.confirmed('c-1', [DEPLOYMENT_KEY]);
    expect(await writesOf(knex, () => tracker.judge())).toEqual([]);
    await tracker.flush(['c-1']);
    expect((await rowOf(knex, 'Deployment'))?.confirmedAt).toBe(5_000);
  });
});

describeDatabases('CoverageTracker when the clock goes back', database => {
  it('shows no time that is later than now, and no negative age', async () => {
    const knex = await database.open();
    const { tracker, clock } = await reading(knex);
    clock.now = START - 3_600_000;
    await tracker.judge();
    expect(tracker.currencyOf('c-1', DEPLOYMENT_KEY).current).toBe(true);
    tracker.told('c-1', DEPLOYMENT_KEY, 'unreachable', 'refused');
    await tracker.judge();
    const [{ at, notBefore }] = await transitionsOf(knex);
    expect(notBefore).toBeLessThanOrEqual(at);
  });

  it('regression: a proof from the future does not vouch until then', async () => {
    const knex = await database.open();
    const { tracker, clock } = await reading(knex);
    clock.now = START - 3_600_000;
    await tracker.judge();
    clock.now += 90_001;
    await tracker.judge();
    expect(tracker.currencyOf('c-1', DEPLOYMENT_KEY).current).toBe(false);
    expect((await rowOf(knex, 'Deployment'))?.confirmedAt).toBe(-3_600_000);
  });
});

describeDatabases('CoverageTracker when the database fails', database => {
  it('regression: writes everything with the next judgement', async () => {
    const knex = await database.open();
    const { tracker, clock, changes } = await reading(knex);
    await forgetMarks(knex);
    changes.count = 0;
    clock.now += 1_000;
    tracker.told('c-1', DEPLOYMENT_KEY, 'unreachable', 'refused');
    await knex.schema.renameTable('dirty', 'dirty_away');
    await expect(tracker.judge()).rejects.toThrow();
    expect(changes.count).toBe(0);
    // The marks of what was judged are still to come.
    expect(tracker.isSettling('c-1')).toBe(true);
    await knex.schema.renameTable('dirty_away', 'dirty');
    clock.now += 1_000;
    await tracker.judge();
    expect(tracker.isSettling('c-1')).toBe(false);
    expect(await rowOf(knex, 'Deployment')).toMatchObject({
      state: 'unreachable',
      current: false,
    });
    // Without these, what was read from it would stay healthy for ever.
    expect(await dirtyMarks(knex)).toContain('c-1/*');
    expect(await transitionsOf(knex)).toEqual([
      {
        scope: 'coverage',
        name: 'Deployment',
        change: 'current → unreachable',
        at: 1_000,
        notBefore: 0,
        reason: 'refused',
      },
    ]);
    expect(changes.count).toBe(1);
    expect(await writesOf(knex, () => tracker.judge())).toEqual([]);
  });

  it('goes on when looking for what a hub speaks of fails', async () => {
    const knex = await database.open();
    const { tracker } = await reading(knex);
    await forgetMarks(knex);
    tracker.told('c-1', DEPLOYMENT_KEY, 'unreachable', 'refused');
    await knex.schema.renameTable('delivery', 'delivery_away');
    await expect(tracker.judge()).rejects.toThrow();
    await knex.schema.renameTable('delivery_away', 'delivery');
    await tracker.judge();
    expect(await dirtyMarks(knex)).toContain('c-1/*');
  });
});

describeDatabases(
  'regression: what a hostile cluster says of itself',
  database => {
    it.each([
      ['v1.99999999999999999999', { kubernetes_minor_number: null }],
      [`v1.${'9'.repeat(200)}`, { kubernetes_minor_number: null }],
      ['v1.34.0\u0000', { kubernetes_minor: '1.34' }],
      ['nonsense', { kubernetes_minor: null, kubernetes_minor_number: null }],
    ])(
      'does not keep coverage from being written: %j',
      async (version, expected) => {
        const knex = await database.open();
        const { tracker } = await begun(knex);
        tracker.connected('c-1', version);
        watched(tracker, 'c-1', DEPLOYMENT_KEY);
        tracker.counted('c-1', DEPLOYMENT_KEY, { objects: 1 });
        await tracker.judge();
        expect(await knex('cluster').first()).toMatchObject({
          reachability: 'reachable',
          ...expected,
        });
        expect(await rowOf(knex, 'Deployment')).toMatchObject({
          current: true,
        });
      },
    );
  },
);

describeDatabases(
  'the kinds of a group of which every one is read',
  database => {
    const LABELS = {
      adapter: 'rules',
      group: 'rules.example.com',
      kind: 'Labels',
    };
    const QUOTAS = { ...LABELS, kind: 'Quotas' };
    const EVERY = { ...LABELS, kind: '*' };
    const OTHERS = { adapter: 'rules', group: 'rules.example.com' };

    async function readingBoth(knex: Knex) {
      const parts = await begun(knex);
      parts.tracker.connected('c-1', 'v1.34.2');
      parts.tracker.discovered(
        'c-1',
        [EVERY, { ...LABELS, version: 'v1' }, { ...QUOTAS, version: 'v1' }],
        [{ ...OTHERS, state: 'not-served' }],
      );
      parts.tracker.told('c-1', EVERY, 'not-served', undefined);
      watched(parts.tracker, 'c-1', LABELS, QUOTAS, DEPLOYMENT_KEY);
      parts.tracker.counted('c-1', QUOTAS, { objects: 4 });
      await parts.tracker.judge();
      return parts;
    }

    it('are covered each by itself, and one that vanished is not current', async () => {
      const knex = await database.open();
      const { tracker } = await readingBoth(knex);
      expect(await rowOf(knex, 'Quotas')).toMatchObject({ current: true });
      tracker.discovered(
        'c-1',
        [EVERY, { ...LABELS, version: 'v1' }],
        [{ ...OTHERS, state: 'not-served' }],
      );
      await tracker.judge();
      expect(await rowOf(knex, 'Quotas')).toMatchObject({
        state: 'not-served',
        current: false,
        // What was read of it is there still.
        objects: 4,
      });
      expect(await rowOf(knex, 'Labels')).toMatchObject({ current: true });
      expect(await rowOf(knex, 'Deployment')).toMatchObject({ current: true });
      expect(await knex('cluster').first()).toMatchObject({
        coverage_asked: 2,
        coverage_current: 2,
      });
    });

    it('are known to have vanished while the portal was away', async () => {
      const knex = await database.open();
      await readingBoth(knex);
      const { tracker } = await trackerAt(knex, START + 10_000);
      tracker.connected('c-1', 'v1.34.2');
      tracker.discovered(
        'c-1',
        [EVERY, { ...LABELS, version: 'v1' }],
        [{ ...OTHERS, state: 'not-served' }],
      );
      await tracker.judge();
      expect(await rowOf(knex, 'Quotas')).toMatchObject({
        state: 'not-served',
        current: false,
      });
    });

    it('are as they were while nobody can tell which there are, where they are watched', async () => {
      const knex = await database.open();
      const { tracker } = await readingBoth(knex);
      const failed = {
        ...OTHERS,
        state: 'unreachable' as const,
        reason: 'a moment',
        unlessWatched: true,
      };
      tracker.discovered('c-1', [EVERY], [failed]);
      await tracker.judge();
      expect(await rowOf(knex, 'Quotas')).toMatchObject({ current: true });

      const later = await trackerAt(knex, START + 10_000);
      later.tracker.discovered('c-1', [EVERY], [failed]);
      await later.tracker.judge();
      expect(await rowOf(knex, 'Quotas')).toMatchObject({
        state: 'unreachable',
        reason: 'a moment',
        current: false,
      });
    });

    it('are not asked for where there are too many, with why', async () => {
      const knex = await database.open();
      const { tracker } = await readingBoth(knex);
      tracker.discovered(
        'c-1',
        [EVERY, { ...LABELS, version: 'v1' }],
        [{ ...OTHERS, state: 'not-asked', reason: '201 kinds are served' }],
      );
      await tracker.judge();
      expect(await rowOf(knex, 'Quotas')).toMatchObject({
        state: 'not-asked',
        reason: '201 kinds are served',
        current: false,
      });
      expect(await knex('cluster').first()).toMatchObject({
        coverage_asked: 3,
        coverage_current: 2,
      });
    });
  },
);
