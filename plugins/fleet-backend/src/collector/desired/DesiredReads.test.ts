import {
  defineAdapter,
  defineDesired,
} from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient } from '@fleetview/kube-watch';
import { z } from 'zod';
import { answer, FakeCluster, refusal } from '../../__testUtils__/FakeCluster';
import { followingAdapter } from '../../__testUtils__/followUps';
import { TestClock } from '../../__testUtils__/TestClock';
import { settle, until } from '../../__testUtils__/waiting';
import type { ClusterReport } from '../ClusterCollector';
import type { ObjectChange } from '../messages';
import { ClusterPolls } from '../polls/ClusterPolls';
import { ThreadShare } from '../ThreadShare';
import type { ToldBefore } from '../wanted';
import { DesiredReads } from './DesiredReads';
import { toDesireLines, type Desire } from './desireLines';

jest.setTimeout(30_000);

const MINUTE = 60_000;
const IMAGE = 'spec.template.spec.containers[name=main].image';
const [watch] = followingAdapter.watches;

const work = z.object({ manifests: z.array(z.unknown()) });
const adapter = defineAdapter({
  ...followingAdapter,
  watches: [
    ...followingAdapter.watches,
    { ...watch, kind: 'Application', plural: 'applications' },
  ],
  desired: [
    defineDesired({
      of: { group: watch.group, kind: watch.kind },
      kind: 'Manifest',
      from: 'object',
      version: 'v1',
      plural: watch.plural,
      reads: 'what it brings',
      schema: work,
      read: ({ manifests: [desired] }) => ({ desired }),
    }),
    defineDesired({
      of: { group: watch.group, kind: 'Application' },
      kind: 'Compared',
      from: 'http',
      reads: 'what it compares',
      extension: { role: 'compared', grants: 'what is compared' },
      service: { name: 'server', port: 443, scheme: 'https' },
      maxBytes: 10_000,
      path: ({ name }, resource) => `/compared/${name}/${resource.name}`,
      schema: z.object({ desired: z.unknown(), live: z.unknown() }),
      read: each => each,
    }),
  ],
});

const deployment = (image: string, over: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { template: { spec: { containers: [{ name: 'main', image }] } } },
  ...over,
});

const desire = (name: string, over: Partial<Desire> = {}): Desire => ({
  uid: `desired:${name}`,
  of: { group: watch.group, kind: watch.kind, namespace: 'hub', name },
  subject: { type: 'reference', name: 'member' },
  resource: {
    group: 'apps',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
  },
  asked: [{ path: IMAGE, live: '"hotfix"' }],
  ...over,
});

const objectPath = (name: string) =>
  `/apis/${watch.group}/v1/namespaces/hub/${watch.plural}/${name}`;
const object = (name: string, ...manifests: object[]) => ({
  apiVersion: `${watch.group}/v1`,
  kind: watch.kind,
  metadata: { name, namespace: 'hub', uid: name, resourceVersion: '1' },
  manifests,
});

const endings: (() => Promise<unknown>)[] = [];
let clock: TestClock;

beforeEach(() => {
  clock = new TestClock();
});

afterEach(async () => {
  await Promise.all(endings.splice(0).map(end => end()));
});

/** Lets everything happen that has no reason to wait, to the end of a round. */
async function settleAsleep(): Promise<void> {
  await until(() => clock.sleeping > 0);
  await settle();
}

/** A hub that is asked for what is stored, by what is asked. */
async function asking(
  stored: Record<string, { desires: Desire[]; told?: ToldBefore[] }>,
  prepare: (hub: FakeCluster) => void,
  polls: { namespace: string }[] = [],
) {
  const hub = await FakeCluster.start();
  prepare(hub);
  const client = KubernetesClient.create({ connection: { server: hub.url } });
  const reports: ClusterReport[] = [];
  const changes: ObjectChange[] = [];
  const ending = new AbortController();
  const share = new ThreadShare({ clock });
  const sink = {
    report: (report: ClusterReport) => reports.push(report),
    confirmed: () => undefined,
    batch: async (_: unknown, batch: { changes: ObjectChange[] }) => {
      changes.push(...batch.changes);
      return { refused: [] };
    },
    stored: async ({ kind }: { kind: string }) => ({
      lines: toDesireLines({
        desires: stored[kind]?.desires ?? [],
        told: stored[kind]?.told ?? [],
      }),
    }),
  };
  const asked = new ClusterPolls({
    clusterId: 'c-1',
    fingerprint: '',
    adapters: [adapter],
    polls: polls.map(each => ({
      adapter: adapter.id,
      kind: 'Compared',
      ...each,
    })),
    sink,
    clock,
    random: () => 0.5,
    share,
  });
  const reads = new DesiredReads({
    observer: 'c-1',
    adapters: [adapter],
    client,
    overHttp: asked.desiredSources(client),
    sink,
    clock,
    share,
    signal: ending.signal,
    random: () => 0.5,
    wallClock: () => Date.parse('2026-03-06T09:00:00Z'),
  });
  const running = reads.run();
  endings.push(async () => {
    ending.abort();
    await client.close();
    await running;
    await hub.stop();
  });
  const facts = () =>
    changes.flatMap(change =>
      change.type === 'facts'
        ? change.facts.map(({ data }) => JSON.parse(data))
        : [],
    );
  return { hub, changes, reports, stored, facts };
}

describe('DesiredReads', () => {
  it('reads what brings an object, and keeps what is desired where it differs', async () => {
    const { facts, changes, reports, hub } = await asking(
      { Manifest: { desires: [desire('cart')] } },
      each =>
        each.lists.set(
          objectPath('cart'),
          answer(
            object(
              'cart',
              deployment('cart:2', { data: { password: 'hunter2' } }),
            ),
          ),
        ),
    );
    await until(() => facts().length === 1);
    expect(facts()).toMatchObject([
      {
        type: 'difference',
        part: 'difference-desired',
        subject: { type: 'reference', name: 'member' },
        source: { group: 'apps', version: 'v1', uid: 'desired:cart' },
        basis: 'desired',
        readAt: '2026-03-06T09:00:00.000Z',
        asked: [IMAGE],
        total: 1,
        differences: [
          {
            path: IMAGE,
            desired: { text: '"cart:2"' },
            live: { text: '"hotfix"' },
          },
        ],
      },
    ]);
    expect(JSON.stringify(changes)).not.toContain('hunter2');
    expect(reports).toContainEqual(
      expect.objectContaining({ state: 'current' }),
    );
    expect(hub.seen).toEqual([objectPath('cart')]);
  });

  it('asks again after a time, and at once where it differs otherwise', async () => {
    const { facts, hub, stored } = await asking(
      { Manifest: { desires: [desire('cart')] } },
      each =>
        each.lists.set(
          objectPath('cart'),
          answer(object('cart', deployment('cart:2'))),
        ),
    );
    await until(() => facts().length === 1);
    await settleAsleep();
    await clock.advance(2 * MINUTE);
    await settleAsleep();
    expect(hub.seen).toHaveLength(1);
    stored.Manifest.desires = [
      desire('cart', { asked: [{ path: IMAGE, live: '"cart:2"' }] }),
    ];
    await clock.advance(2 * MINUTE);
    await until(() => facts().length === 2);
    expect(facts()[1]).toMatchObject({ asked: [IMAGE], total: 0 });
    await settleAsleep();
    for (let minute = 0; minute < 16; minute += 1) {
      await clock.advance(MINUTE);
      await settleAsleep();
    }
    expect(hub.seen).toHaveLength(3);
  });

  it('takes out what nobody wants to know any more', async () => {
    const { changes } = await asking(
      { Manifest: { desires: [], told: [{ uid: 'desired:old' }] } },
      () => undefined,
    );
    await until(() => changes.length === 1);
    expect(changes).toEqual([{ type: 'deleted', uid: 'desired:old' }]);
  });

  it('says of what is gone, and of what is no answer, that nothing is known', async () => {
    const { facts } = await asking(
      { Manifest: { desires: [desire('gone'), desire('odd')] } },
      hub => {
        hub.instead.set(objectPath('gone'), refusal(404, 'NotFound', 'gone'));
        hub.lists.set(
          objectPath('odd'),
          answer({ ...object('odd'), manifests: 7 }),
        );
      },
    );
    await until(() => facts().length === 2);
    const problems = Object.fromEntries(
      facts().map(({ source, problem, total }) => [
        source.uid,
        [problem, total],
      ]),
    );
    expect(problems).toEqual({
      'desired:gone': [expect.stringContaining('is not there any more'), 0],
      'desired:odd': [expect.stringContaining('the answer: '), 0],
    });
  });

  it('says what it may not read, and what to grant, and asks for the others', async () => {
    const { hub, reports } = await asking(
      { Manifest: { desires: [desire('a'), desire('b')] } },
      each => {
        for (const name of ['a', 'b']) {
          each.instead.set(objectPath(name), refusal(403, 'Forbidden', 'no'));
        }
      },
    );
    await until(() => hub.seen.length === 2);
    await settleAsleep();
    expect(reports).toContainEqual(
      expect.objectContaining({
        state: 'forbidden',
        reason: expect.stringContaining(
          `grant get on ${watch.plural}.${watch.group}`,
        ),
      }),
    );
  });

  it('leaves a hub alone that does not answer until the next round', async () => {
    const { hub } = await asking(
      { Manifest: { desires: [desire('a'), desire('b')] } },
      each => {
        for (const name of ['a', 'b']) {
          each.instead.set(
            objectPath(name),
            refusal(503, 'ServiceUnavailable', 'not now'),
          );
        }
      },
    );
    await until(() => hub.seen.length === 1);
    await settleAsleep();
    expect(hub.seen).toHaveLength(1);
  });

  it('asks so many a round', async () => {
    const desires = Array.from({ length: 60 }, (_, index) =>
      desire(`w-${index}`),
    );
    const { hub } = await asking({ Manifest: { desires } }, each => {
      for (const { of } of desires) {
        each.lists.set(objectPath(of.name), answer(object(of.name, {})));
      }
    });
    await until(() => hub.seen.length >= 24);
    await settleAsleep();
    expect(hub.seen).toHaveLength(24);
    await clock.advance(2 * MINUTE);
    await until(() => hub.seen.length >= 48);
    expect(new Set(hub.seen).size).toBe(48);
  });

  describe('over HTTP', () => {
    const proxied = (namespace: string) =>
      `/api/v1/namespaces/${namespace}/services/https:server:443/proxy/compared/cart/cart`;
    const compared = {
      Compared: { desires: [desire('cart', { asked: [] })] },
    };

    it('takes the comparison as a whole, with who wrote it', async () => {
      const { facts } = await asking(
        compared,
        hub =>
          hub.lists.set(
            proxied('argocd'),
            answer({
              desired: deployment('cart:2'),
              live: deployment('hotfix', {
                metadata: {
                  name: 'cart',
                  namespace: 'shop',
                  labels: { by: 'hand' },
                },
              }),
            }),
          ),
        [{ namespace: 'argocd' }],
      );
      await until(() => facts().length === 1);
      const [fact] = facts();
      expect(fact).toMatchObject({ basis: 'desired', total: 2 });
      expect(fact).not.toHaveProperty('asked');
      expect(
        fact.differences.map(({ kind, path }: any) => `${kind} ${path}`).sort(),
      ).toEqual([`changed ${IMAGE}`, 'extra metadata.labels']);
    });

    it('asks the next one where one does not know of it', async () => {
      const { facts, hub } = await asking(
        compared,
        each => {
          each.instead.set(proxied('one'), refusal(404, 'NotFound', 'no'));
          each.lists.set(
            proxied('two'),
            answer({ desired: deployment('a'), live: deployment('b') }),
          );
        },
        [{ namespace: 'one' }, { namespace: 'two' }],
      );
      await until(() => facts().length === 1);
      expect(hub.seen).toEqual([proxied('one'), proxied('two')]);
    });

    it('asks nothing that is not configured', async () => {
      const { hub } = await asking(compared, () => undefined);
      await settleAsleep();
      expect(hub.seen).toEqual([]);
    });
  });
});
