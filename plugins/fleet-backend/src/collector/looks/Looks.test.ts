import { defineAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient } from '@fleetview/kube-watch';
import { answer, FakeCluster, refusal } from '../../__testUtils__/FakeCluster';
import { followingAdapter } from '../../__testUtils__/followUps';
import { TestClock } from '../../__testUtils__/TestClock';
import { settle, until } from '../../__testUtils__/waiting';
import type { ClusterReport } from '../ClusterCollector';
import type { ObjectChange } from '../messages';
import { ThreadShare } from '../ThreadShare';
import type { ToldBefore } from '../wanted';
import { uidOf } from './look';
import { fromLookLines, toLookLines, type Wish } from './lookLines';
import { Looks } from './Looks';

jest.setTimeout(30_000);

const MINUTE = 60_000;

const adapter = defineAdapter({
  ...followingAdapter,
  looks: [
    {
      group: '',
      version: 'v1',
      kind: 'ConfigMap',
      plural: 'configmaps',
      namespaced: true,
      extension: { role: 'differences', grants: 'some kinds' },
    },
  ],
});

const wish = (name: string, isUrgent = true): Wish => ({
  group: '',
  kind: 'ConfigMap',
  namespace: 'shop',
  name,
  isUrgent,
});

let clock: TestClock;
const endings: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  clock = new TestClock();
});

afterEach(async () => {
  await Promise.all(endings.splice(0).map(end => end()));
});

/** A cluster of which some objects are to be looked at. */
async function looking(
  stored: { wishes: Wish[]; told?: ToldBefore[]; isGranted?: boolean },
  prepare: (cluster: FakeCluster) => void = () => undefined,
) {
  const cluster = await FakeCluster.start();
  prepare(cluster);
  const client = KubernetesClient.create({
    connection: { server: cluster.url },
  });
  const reports: ClusterReport[] = [];
  const changes: ObjectChange[] = [];
  const ending = new AbortController();
  let rounds = 0;
  const timed: boolean[] = [];
  const batches: number[] = [];
  const looks = new Looks({
    observer: 'c-1',
    extensions:
      stored.isGranted === false
        ? []
        : [{ role: 'differences', namespaces: [] }],
    adapters: [adapter],
    client,
    clock,
    share: new ThreadShare({ clock }),
    signal: ending.signal,
    random: () => 0.5,
    wallClock: () => Date.parse('2026-03-06T09:00:00Z'),
    sink: {
      report: report => reports.push(report),
      confirmed: () => undefined,
      batch: async (_, batch) => {
        batches.push(batch.changes.length);
        changes.push(...batch.changes);
        return { refused: [] };
      },
      stored: async (_, { withTimes = false }) => {
        rounds += 1;
        timed.push(withTimes);
        return {
          lines: toLookLines({
            wishes: stored.wishes,
            told: (stored.told ?? []).map(({ uid, ...times }) => ({
              uid,
              ...(withTimes && times),
            })),
          }),
        };
      },
    },
  });
  const running = looks.run();
  endings.push(async () => {
    ending.abort();
    await client.close();
    await running;
    await cluster.stop();
  });
  return {
    cluster,
    changes,
    reports,
    stored,
    rounds: () => rounds,
    timed,
    batches,
    facts: () =>
      changes.flatMap(change =>
        change.type === 'facts'
          ? change.facts.map(({ data }) => JSON.parse(data))
          : [],
      ),
  };
}

const path = (name: string) => `/api/v1/namespaces/shop/configmaps/${name}`;

const object = (name: string, manager: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name,
    namespace: 'shop',
    uid: `uid-${name}`,
    resourceVersion: '1',
    managedFields: [
      {
        manager: 'kustomize-controller',
        operation: 'Apply',
        fieldsV1: { 'f:data': { 'f:kept': {} } },
      },
      {
        manager,
        operation: 'Update',
        time: '2026-03-06T08:00:00Z',
        fieldsV1: { 'f:data': { 'f:mode': {} } },
      },
    ],
  },
  data: { kept: 'yes', mode: 'fast', password: 'hunter2' },
});

const refusing =
  (...how: Parameters<typeof refusal>) =>
  (cluster: FakeCluster) => {
    for (const name of ['a', 'b']) {
      cluster.instead.set(path(name), refusal(...how));
    }
  };

describe('Looks', () => {
  it('reads what is to be looked at by its name', async () => {
    const { changes, facts, reports } = await looking(
      { wishes: [wish('settings'), wish('gone'), wish('own')] },
      cluster => {
        cluster.lists.set(
          path('settings'),
          answer(object('settings', 'kubectl')),
        );
        cluster.lists.set(
          path('own'),
          answer(object('own', 'kustomize-controller')),
        );
        cluster.instead.set(
          path('gone'),
          refusal(404, 'NotFound', 'configmaps "gone" not found'),
        );
      },
    );
    await until(() => facts().length === 3);
    const byName = new Map(facts().map(fact => [fact.name, fact]));
    expect(byName.get('settings')).toMatchObject({
      type: 'difference',
      part: 'difference-read',
      readAt: '2026-03-06T09:00:00.000Z',
      total: 1,
      differences: [{ path: 'data.mode', author: { manager: 'kubectl' } }],
    });
    expect(byName.get('gone')).toMatchObject({ isMissing: true, total: 0 });
    expect(byName.get('own')).toMatchObject({ total: 0 });
    expect(byName.get('own')).not.toHaveProperty('isMissing');
    expect(JSON.stringify(changes)).not.toContain('hunter2');
    expect(reports).toContainEqual(
      expect.objectContaining({ state: 'current' }),
    );
  });

  it('looks at so many a minute, those that are said to differ first', async () => {
    const wishes = [
      ...Array.from({ length: 50 }, (_, index) => wish(`idle-${index}`, false)),
      ...Array.from({ length: 50 }, (_, index) => wish(`urgent-${index}`)),
    ];
    const { cluster } = await looking({ wishes });
    await until(() => cluster.seen.length >= 16);
    await settle();
    expect(cluster.seen).toHaveLength(16);
    expect(
      cluster.seen.slice(0, 12).every(each => each.includes('urgent')),
    ).toBe(true);
    await clock.advance(MINUTE);
    await until(() => cluster.seen.length >= 32);
    await settle();
    expect(new Set(cluster.seen).size).toBe(32);
  });

  it('looks at what it never looked at with what is left, and then a few a minute', async () => {
    const wishes = Array.from({ length: 24 }, (_, index) =>
      wish(`idle-${index}`, false),
    );
    const { cluster } = await looking({ wishes });
    const after = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        await clock.advance(MINUTE);
        await settle();
      }
      return cluster.seen.length;
    };
    await until(() => cluster.seen.length >= 16);
    await settle();
    expect(cluster.seen).toHaveLength(16);
    expect(await after(1)).toBe(24);
    expect(await after(13)).toBe(24);
    // The first ones are due again, at the pace of all others.
    expect(await after(2)).toBeLessThanOrEqual(32);
    expect(cluster.seen.length).toBeGreaterThan(24);
  });

  it('hands over together what was read in a round, also where the rest is not answered', async () => {
    const { cluster, batches, facts } = await looking(
      { wishes: [wish('a'), wish('b'), wish('c'), wish('d')] },
      ({ lists, instead }) => {
        for (const name of ['a', 'b', 'd']) {
          lists.set(path(name), answer(object(name, 'kubectl')));
        }
        instead.set(path('c'), refusal(503, 'ServiceUnavailable', 'not now'));
      },
    );
    await until(() => batches.length > 0);
    await settle();
    expect(batches).toEqual([2]);
    expect(facts().map(({ name }) => name)).toEqual(['a', 'b']);
    // Who does not answer is left alone for the rest of the round.
    expect(cluster.seen).not.toContain(path('d'));
  });

  it('asks for nothing that no extension names', async () => {
    const { cluster, rounds } = await looking({
      wishes: [wish('a')],
      isGranted: false,
    });
    await settle();
    await clock.advance(10 * MINUTE);
    await settle();
    expect(cluster.seen).toEqual([]);
    expect(rounds()).toBe(0);
  });

  it('takes out what nobody wants to know of any more', async () => {
    const { changes } = await looking({
      wishes: [],
      told: [{ uid: uidOf(wish('settings')) }],
    });
    await until(() => changes.length === 1);
    expect(changes).toEqual([
      { type: 'deleted', uid: uidOf(wish('settings')) },
    ]);
  });

  it('says what it may not read, and what to grant, and goes on', async () => {
    const { cluster, reports } = await looking(
      { wishes: [wish('a'), wish('b')] },
      refusing(403, 'Forbidden', 'configmaps is forbidden'),
    );
    await until(() => cluster.seen.length === 2);
    await clock.advance(6 * MINUTE);
    await until(() => cluster.seen.length === 4);
    expect(reports).toContainEqual(
      expect.objectContaining({
        state: 'forbidden',
        reason: expect.stringContaining('grant get on configmaps'),
      }),
    );
  });

  it('leaves a cluster alone that does not answer until the next round', async () => {
    const { cluster, rounds } = await looking(
      { wishes: [wish('a'), wish('b')] },
      refusing(503, 'ServiceUnavailable', 'not now'),
    );
    await until(() => cluster.seen.length === 1);
    await settle();
    expect(cluster.seen).toHaveLength(1);
    expect(rounds()).toBe(1);
  });

  it('asks nothing where no adapter has anything to look at', async () => {
    const looks = new Looks({
      observer: 'c-1',
      adapters: [followingAdapter],
      client: {} as KubernetesClient,
      clock,
      share: new ThreadShare({ clock }),
      signal: new AbortController().signal,
      sink: {} as never,
    });
    await expect(looks.run()).resolves.toBeUndefined();
  });
});

describe('Looks of what was looked at before', () => {
  const at = Date.parse('2026-03-06T09:00:00Z');
  const lookedAt = (name: string, agoMs: number): ToldBefore => ({
    uid: uidOf(wish(name)),
    readAt: at - agoMs,
  });

  it('looks at each when its time has come, as whoever looked before would have', async () => {
    const { cluster, reports, timed, rounds } = await looking(
      {
        wishes: [wish('settings'), wish('flags')],
        told: [lookedAt('settings', MINUTE), lookedAt('flags', 4 * MINUTE)],
      },
      ({ lists }) => {
        lists.set(path('settings'), answer(object('settings', 'kubectl')));
        lists.set(path('flags'), answer(object('flags', 'kubectl')));
      },
    );
    const seen = () =>
      cluster.seen.filter(each => each.includes('/configmaps/'));
    await until(() => rounds() === 1);
    await settle();
    expect(seen()).toEqual([]);
    // Whether they may be read now is not known.
    expect(reports).toEqual([]);
    await clock.advance(MINUTE);
    await until(() => seen().length === 1);
    expect(seen()).toEqual([path('flags')]);
    for (let minute = 0; minute < 3; minute += 1) {
      await clock.advance(MINUTE);
      await settle();
    }
    expect(seen()).toEqual([path('flags'), path('settings')]);
    // When each was read has to be known once.
    expect(timed.slice(0, 2)).toEqual([true, false]);
  });

  it('looks at once at what was never looked at, and says nothing before', async () => {
    const { cluster, reports } = await looking(
      {
        wishes: [wish('settings'), wish('flags')],
        told: [lookedAt('settings', MINUTE)],
      },
      ({ instead }) => {
        instead.set(path('flags'), refusal(403, 'Forbidden', 'not this one'));
      },
    );
    await until(() => reports.length > 0);
    expect(reports).toMatchObject([{ state: 'forbidden' }]);
    expect(cluster.seen).not.toContain(path('settings'));
  });

  it('takes a time that lies ahead as now', async () => {
    const { cluster, rounds } = await looking({
      wishes: [wish('settings')],
      told: [lookedAt('settings', -60 * MINUTE)],
    });
    await until(() => rounds() === 1);
    await settle();
    for (let minute = 0; minute < 5; minute += 1) {
      expect(cluster.seen).not.toContain(path('settings'));
      await clock.advance(MINUTE);
      await settle();
    }
    await until(() => cluster.seen.includes(path('settings')));
  });
});

describe('toLookLines', () => {
  it('says what is read from it', () => {
    const looks = {
      wishes: [wish('a'), { ...wish('b', false), namespace: '' }],
      told: [
        { uid: 'look:/ConfigMap/shop/a' },
        { uid: 'look:/ConfigMap/shop/b', readAt: 1_772_787_600_000 },
      ],
    };
    expect(fromLookLines(toLookLines(looks))).toEqual(looks);
    expect(fromLookLines('')).toEqual({ wishes: [], told: [] });
  });
});
