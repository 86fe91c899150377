import type { Health } from '@fleetview/backstage-plugin-fleet-common';
import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient, type KubernetesObject } from '@fleetview/kube-watch';
import { answer, FakeCluster, refusal } from '../../__testUtils__/FakeCluster';
import { ailingObject, followingAdapter } from '../../__testUtils__/followUps';
import { TestClock } from '../../__testUtils__/TestClock';
import { settle, until } from '../../__testUtils__/waiting';
import type { ClusterReport } from '../ClusterCollector';
import type { ObjectChange } from '../messages';
import { ThreadShare } from '../ThreadShare';
import { FollowUps } from './FollowUps';
import { toLines, type StoredFollowUps } from './storedLines';

jest.setTimeout(30_000);

const [watch] = followingAdapter.watches;
const MINUTE = 60_000;

let clock: TestClock;
const endings: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  clock = new TestClock();
});

afterEach(async () => {
  await Promise.all(endings.splice(0).map(end => end()));
});

/** A cluster that has pods and events, and what follows its Deployments up. */
async function follow(
  options: {
    share?: ThreadShare;
    stored?: StoredFollowUps;
    most?: number;
    headersTimeoutMs?: number;
  } = {},
) {
  const cluster = await FakeCluster.start();
  const client = KubernetesClient.create({
    connection: { server: cluster.url },
    limits: { headersTimeoutMs: options.headersTimeoutMs ?? 15_000 },
  });
  const reports: ClusterReport[] = [];
  const changes: ObjectChange[] = [];
  let confirmed = 0;
  const ending = new AbortController();
  const followUps = new FollowUps({
    observer: 'c-1',
    adapters: [followingAdapter],
    client,
    clock,
    share: options.share ?? new ThreadShare({ clock }),
    signal: ending.signal,
    random: () => 0.5,
    wallClock: () => Date.parse('2026-03-06T09:00:00Z'),
    ...(options.most ? { most: options.most } : {}),
    sink: {
      report: report => reports.push(report),
      confirmed: () => {
        confirmed += 1;
      },
      batch: async (_, batch) => {
        changes.push(...batch.changes);
        return { refused: [] };
      },
      stored: async () => ({
        lines: options.stored ? toLines(options.stored) : '',
      }),
    },
  });
  const followed = followUps.of('kubernetes', watch, 'v1');
  const running = followUps.run();
  endings.push(async () => {
    ending.abort();
    // What hangs is ended with the client.
    await client.close();
    await running;
    await cluster.stop();
  });
  const put = (object: KubernetesObject) => {
    const { namespace, name } = object.metadata;
    cluster.lists.set(
      `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
      answer(object),
    );
    for (const [plural, kind] of [
      ['pods', 'Pod'],
      ['events', 'Event'],
    ]) {
      cluster.lists.set(
        `/api/v1/namespaces/${namespace}/${plural}`,
        answer({
          apiVersion: 'v1',
          kind: `${kind}List`,
          metadata: { resourceVersion: '1' },
          items: [
            {
              metadata: {
                name: 'a',
                namespace,
                uid: 'a',
                resourceVersion: '1',
              },
            },
          ],
        }),
      );
    }
  };
  const see = (object: KubernetesObject) => {
    put(object);
    const mapped = mapObject(watch, 'v1', object);
    if ('skipped' in mapped) throw new Error(mapped.detail);
    followed?.seen({
      uid: object.metadata.uid,
      facts: mapped.facts,
      hash: JSON.stringify(object.spec),
    });
  };
  return {
    cluster,
    changes,
    reports,
    put,
    see,
    gone: (uid: string) => followed?.gone(uid),
    confirmed: () => confirmed,
    /** The objects that were read, by their requests. */
    read: () =>
      cluster.seen.flatMap(path => /deployments\/(.+)$/.exec(path)?.[1] ?? []),
    said: () => changes.map(({ type, uid }) => `${type} ${uid}`),
  };
}

describe('FollowUps', () => {
  it('reads at once why something is degraded: the object, then what is asked for', async () => {
    const { see, cluster, changes, confirmed, reports } = await follow();
    see(ailingObject('cart'));
    await until(() => changes.length === 1);
    expect(cluster.asked).toEqual([
      '/apis/apps/v1/namespaces/shop/deployments/cart',
      '/api/v1/namespaces/shop/pods?limit=3&labelSelector=app%3Dcart',
      '/api/v1/namespaces/shop/events?limit=3&fieldSelector=involvedObject.name%3Dcart',
    ]);
    const [change] = changes;
    expect(change).toMatchObject({
      type: 'facts',
      uid: 'uid-cart',
      isNew: true,
    });
    expect(
      change.type === 'facts' && JSON.parse(change.facts[0].data),
    ).toMatchObject({
      type: 'diagnosis',
      name: 'cart',
      readAt: '2026-03-06T09:00:00.000Z',
      findings: [{ reason: 'crash-loop', pods: 1 }],
    });
    expect(confirmed()).toBe(1);
    expect(reports).toMatchObject([
      { type: 'coverage', state: 'current', key: { kind: 'Diagnosis' } },
    ]);
  });

  it('lets what progresses be on its way for a minute', async () => {
    const { see, read } = await follow();
    see(ailingObject('cart', 'progressing'));
    see(ailingObject('ledger', 'progressing'));
    await clock.advance(59_000);
    await settle();
    expect(read()).toEqual([]);
    see(ailingObject('ledger', 'healthy'));
    await clock.advance(2_000);
    await until(() => read().length > 0);
    await settle();
    expect(read()).toEqual(['cart']);
  });

  it.each<Health>(['healthy', 'suspended', 'unknown', 'missing'])(
    'asks nothing of what is %s',
    async health => {
      const { see, cluster } = await follow();
      see(ailingObject('cart', health));
      await clock.advance(10 * MINUTE);
      await settle();
      expect(cluster.seen).toEqual([]);
    },
  );

  it('reads again after five minutes, and a minute after it changed', async () => {
    const { see, changes } = await follow();
    see(ailingObject('cart'));
    await until(() => changes.length === 1);
    await clock.advance(30_000);
    see(ailingObject('cart'));
    await clock.advance(4 * MINUTE);
    await settle();
    expect(changes).toHaveLength(1);
    await clock.advance(31_000);
    await until(() => changes.length === 2);
    expect(changes[1]).toMatchObject({ isNew: false });
    see(ailingObject('cart', 'degraded', { version: '2' }));
    await clock.advance(59_000);
    await settle();
    expect(changes).toHaveLength(2);
    await clock.advance(2_000);
    await until(() => changes.length === 3);
  });

  it.each(['healthy', 'gone'])('ends when it is %s', async how => {
    const { see, gone, said } = await follow();
    see(ailingObject('cart'));
    await until(() => said().length === 1);
    if (how === 'gone') gone('uid-cart');
    else see(ailingObject('cart', 'healthy'));
    await until(() => said().length === 2);
    expect(said()).toEqual(['facts uid-cart', 'deleted uid-cart']);
    await clock.advance(10 * MINUTE);
    await settle();
    expect(said()).toHaveLength(2);
  });

  it('keeps what it found of what is unknown meanwhile', async () => {
    const { see, said } = await follow();
    see(ailingObject('cart'));
    await until(() => said().length === 1);
    see(ailingObject('cart', 'unknown'));
    await settle();
    expect(said()).toEqual(['facts uid-cart']);
  });

  it('goes on from what the store knows, and takes out what is over', async () => {
    const lost = ailingObject('ledger');
    const { put, said, read } = await follow({
      stored: {
        ailing: [
          {
            uid: 'uid-cart',
            isGrave: true,
            version: 'v1',
            kind: 'Deployment',
            namespace: 'shop',
            name: 'cart',
          },
          {
            uid: 'uid-of-before',
            isGrave: true,
            version: 'v1',
            kind: 'Deployment',
            namespace: 'shop',
            name: 'ledger',
          },
        ],
        diagnosed: [
          { uid: 'uid-cart', isOver: false },
          { uid: 'uid-well', isOver: true },
        ],
      },
    });
    put(ailingObject('cart'));
    put(lost);
    await until(() => said().length === 2);
    await settle();
    expect(said()).toEqual(['deleted uid-well', 'facts uid-cart']);
    expect(read()).toEqual(['cart', 'ledger']);
  });

  it('takes out what turns out to be well when it is read', async () => {
    const { see, put, said } = await follow();
    see(ailingObject('cart'));
    await until(() => said().length === 1);
    put(ailingObject('cart', 'healthy'));
    await clock.advance(6 * MINUTE);
    await until(() => said().length === 2);
    expect(said()[1]).toBe('deleted uid-cart');
  });

  it('reads twelve of ten thousand in a minute, and lets namespaces take turns', async () => {
    const { see, read, changes, cluster } = await follow();
    for (let index = 0; index < 10_000; index += 1) {
      see(ailingObject(`broken-${index}`));
    }
    see(ailingObject('cart', 'degraded', { namespace: 'other' }));
    await until(() => changes.length === 12);
    await settle();
    expect(read()).toHaveLength(12);
    expect(read().slice(0, 3)).toContain('cart');
    expect(cluster.seen).toHaveLength(36);
    await clock.advance(MINUTE);
    await until(() => changes.length === 24);
    await settle();
    expect(read()).toHaveLength(24);
    expect(new Set(read()).size).toBe(24);
  });

  it('says what it may not read, and what to grant; the rest is told', async () => {
    const { see, cluster, changes, reports } = await follow();
    cluster.instead.set(
      '/api/v1/namespaces/shop/events',
      refusal(403, 'Forbidden', 'events is forbidden: User "fleet"'),
    );
    see(ailingObject('cart'));
    await until(() => changes.length === 1);
    const [change] = changes;
    expect(
      change.type === 'facts' && JSON.parse(change.facts[0].data),
    ).toMatchObject({
      findings: [{ pods: 1 }],
      unread: [
        { what: 'events', reason: expect.stringContaining('forbidden') },
      ],
    });
    expect(reports).toMatchObject([
      {
        state: 'forbidden',
        reason: expect.stringContaining('grant get and list on pods, events'),
      },
    ]);
  });

  it('says nothing of what it may read nothing of', async () => {
    const { see, cluster, changes, reports } = await follow();
    for (const plural of ['pods', 'events']) {
      cluster.instead.set(
        `/api/v1/namespaces/shop/${plural}`,
        refusal(403, 'Forbidden', `${plural} is forbidden`),
      );
    }
    see(ailingObject('cart'));
    await until(() => reports.length === 1);
    await settle();
    expect(changes).toEqual([]);
    expect(reports).toMatchObject([{ state: 'forbidden' }]);
  });

  it('leaves a cluster alone that hangs, for longer each time, and holds up no other', async () => {
    const share = new ThreadShare({ clock });
    const dead = await follow({ share, headersTimeoutMs: 100 });
    const alive = await follow({ share });
    for (let index = 0; index < 100; index += 1) {
      const object = ailingObject(`broken-${index}`);
      dead.see(object);
      dead.cluster.instead.set(
        `/apis/apps/v1/namespaces/shop/deployments/broken-${index}`,
        () => {},
      );
    }
    alive.see(ailingObject('cart'));
    await until(() => alive.changes.length === 1);
    await until(() => dead.reports.length === 1);
    await settle();
    expect(dead.reports).toMatchObject([{ state: 'unreachable' }]);
    expect(dead.cluster.seen.length).toBe(2);
    // Two failures: one minute.
    await clock.advance(59_000);
    await settle();
    expect(dead.cluster.seen.length).toBe(2);
    await clock.advance(2_000);
    await until(() => dead.cluster.seen.length === 4);
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });
    // Four: four minutes.
    await clock.advance(3 * MINUTE);
    await settle();
    expect(dead.cluster.seen.length).toBe(4);
  });

  it('asks the store again once there is room for what was not kept', async () => {
    const stored: StoredFollowUps = { ailing: [], diagnosed: [] };
    const { see, said, read } = await follow({ most: 2, stored });
    for (const name of ['a', 'b', 'c']) see(ailingObject(name));
    await until(() => said().length === 2);
    expect(read().sort()).toEqual(['a', 'b']);
    stored.ailing.push({
      uid: 'uid-c',
      isGrave: true,
      version: 'v1',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'c',
    });
    see(ailingObject('a', 'healthy'));
    see(ailingObject('b', 'healthy'));
    await clock.advance(4 * MINUTE);
    await settle();
    expect(read()).not.toContain('c');
    await clock.advance(2 * MINUTE);
    await until(() => read().includes('c'));
  });

  it('is told nothing of kinds that nobody follows up', () => {
    const followUps = new FollowUps({
      observer: 'c-1',
      adapters: [followingAdapter],
      client: {} as KubernetesClient,
      clock,
      share: new ThreadShare({ clock }),
      signal: new AbortController().signal,
      sink: {} as never,
    });
    expect(followUps.of('kubernetes', { kind: 'Node' }, 'v1')).toBeUndefined();
    expect(followUps.of('argocd', watch, 'v1')).toBeUndefined();
  });
});
