import { defineAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient } from '@fleetview/kube-watch';
import { answer, FakeCluster, refusal } from '../../__testUtils__/FakeCluster';
import { ailingObject } from '../../__testUtils__/followUps';
import { runningAdapter } from '../../__testUtils__/runningAdapter';
import { TestClock } from '../../__testUtils__/TestClock';
import { settle, until } from '../../__testUtils__/waiting';
import type { ClusterReport } from '../ClusterCollector';
import type { ObjectChange } from '../messages';
import { ThreadShare } from '../ThreadShare';
import type { ToldBefore } from '../wanted';
import {
  fromRunningLines,
  toRunningLines,
  type RunningWish,
} from './runningLines';
import { RunningReads } from './RunningReads';

jest.setTimeout(30_000);

const MINUTE = 60_000;
const PODS = '/api/v1/namespaces/shop/pods';

const wish = (name: string, of = '1'): RunningWish => ({
  uid: `uid-${name}`,
  kind: 'Deployment',
  version: 'v1',
  namespace: 'shop',
  name,
  of,
});

let clock: TestClock;
const endings: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  clock = new TestClock();
});

afterEach(async () => {
  await Promise.all(endings.splice(0).map(end => end()));
});

async function reading(stored: { wishes: RunningWish[]; told?: ToldBefore[] }) {
  const cluster = await FakeCluster.start();
  for (const { name } of stored.wishes) {
    cluster.lists.set(
      `/apis/apps/v1/namespaces/shop/deployments/${name}`,
      answer(ailingObject(name, 'healthy')),
    );
  }
  cluster.lists.set(
    PODS,
    answer({
      apiVersion: 'v1',
      kind: 'PodList',
      metadata: { resourceVersion: '1' },
      items: [],
    }),
  );
  const client = KubernetesClient.create({
    connection: { server: cluster.url },
  });
  const reports: ClusterReport[] = [];
  const changes: ObjectChange[] = [];
  const ending = new AbortController();
  const reads = new RunningReads({
    observer: 'c-1',
    adapters: [
      runningAdapter,
      defineAdapter({ ...runningAdapter, id: 'other', running: undefined }),
    ],
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
        changes.push(...batch.changes);
        return { refused: [] };
      },
      stored: async () => ({
        lines: toRunningLines({ told: [], ...stored }),
      }),
    },
  });
  const running = reads.run();
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
    /** The objects that were read, by their requests. */
    read: () =>
      cluster.seen.flatMap(path => /deployments\/(.+)$/.exec(path)?.[1] ?? []),
  };
}

describe('RunningReads', () => {
  it('reads the pods of what is wanted, and takes out what is not', async () => {
    const { changes, reports } = await reading({
      wishes: [wish('cart')],
      told: [{ uid: 'uid-cart' }, { uid: 'uid-gone' }],
    });
    await until(() => changes.length === 2);
    expect(changes).toEqual([
      { type: 'deleted', uid: 'uid-gone' },
      expect.objectContaining({ type: 'facts', uid: 'uid-cart', isNew: false }),
    ]);
    const [, told] = changes;
    expect(
      told.type === 'facts' && JSON.parse(told.facts[0].data),
    ).toMatchObject({
      type: 'running',
      name: 'cart',
      readAt: '2026-03-06T09:00:00.000Z',
    });
    expect(reports).toContainEqual(
      expect.objectContaining({
        state: 'current',
        key: { adapter: 'kubernetes', group: '', kind: 'RunningImages' },
      }),
    );
  });

  it('reads so many a minute, again after a while, and at once what has another template', async () => {
    const stored = {
      wishes: Array.from({ length: 50 }, (_, index) => wish(`w-${index}`)),
    };
    const { read } = await reading(stored);
    await until(() => read().length === 40);
    await settle();
    expect(read()).toHaveLength(40);
    await clock.advance(MINUTE);
    await until(() => read().length === 50);
    await settle();
    stored.wishes[3] = wish('w-3', '2');
    await clock.advance(MINUTE);
    await until(() => read().length === 51);
    await settle();
    expect(read().at(-1)).toBe('w-3');
    expect(read()).toHaveLength(51);
    for (let minute = 0; minute < 12; minute += 1) {
      await clock.advance(MINUTE);
      await settle();
    }
    expect(read()).toHaveLength(51);
    await clock.advance(MINUTE);
    await until(() => read().length > 51);
    await settle();
    expect(read().slice(51)).not.toContain('w-3');
  });

  it('reads what was read before this began when its time has come, or at once of another template', async () => {
    const readAt = Date.parse('2026-03-06T08:50:00Z');
    const { read } = await reading({
      wishes: [wish('cart'), wish('ledger', '2')],
      told: [
        { uid: 'uid-cart', readAt, of: wish('cart').of },
        { uid: 'uid-ledger', readAt, of: wish('ledger').of },
      ],
    });
    await until(() => read().length === 1);
    await settle();
    expect(read()).toEqual(['ledger']);
    for (let minute = 0; minute < 6; minute += 1) {
      await clock.advance(MINUTE);
      await settle();
    }
    expect(read()).toEqual(['ledger', 'cart']);
  });

  it('keeps what it told where pods may not be listed, and says what to grant', async () => {
    const { cluster, changes, reports, read } = await reading({
      wishes: [wish('cart'), wish('ledger')],
      told: [{ uid: 'uid-cart' }],
    });
    cluster.lists.delete(PODS);
    cluster.instead.set(PODS, refusal(403, 'Forbidden', 'pods is forbidden'));
    await until(() => read().length === 2);
    await until(() => reports.length > 0);
    expect(reports.at(-1)).toMatchObject({
      state: 'forbidden',
      reason: expect.stringContaining('grant get and list on pods'),
    });
    expect(changes.filter(({ type }) => type === 'deleted')).toEqual([]);
  });

  it('says in lines what is read from them', () => {
    const stored = {
      wishes: [wish('a'), wish('b', '\t"\n')],
      told: [
        { uid: 'c' },
        { uid: 'd', readAt: 5, of: JSON.stringify(['\t', '\n']) },
        { uid: 'e', readAt: 6, of: '' },
      ],
    };
    expect(fromRunningLines(toRunningLines(stored))).toEqual(stored);
    expect(fromRunningLines('')).toEqual({ wishes: [], told: [] });
  });
});
