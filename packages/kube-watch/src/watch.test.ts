import { KubernetesClient } from './KubernetesClient';
import { FakeServer } from './testing/FakeServer';
import { failureOf } from './testing/failureOf';
import { ManualClock } from './testing/ManualClock';
import { bookmark, deployment, deployments, event } from './testing/objects';
import {
  answer,
  LiveReply,
  silence,
  status,
  statusObject,
} from './testing/replies';
import type { KubernetesLimits, WatchEvent, WatchOptions } from './types';

let server: FakeServer;
let clock: ManualClock;
let client: KubernetesClient | undefined;

beforeEach(async () => {
  server = await FakeServer.start();
  clock = new ManualClock();
});

afterEach(async () => {
  await client?.close();
  client = undefined;
  await server.stop();
});

function connect(limits: Partial<KubernetesLimits> = {}) {
  client = KubernetesClient.create({
    connection: { server: server.url },
    limits,
    clock,
    random: () => 0.5,
  });
  return client;
}

/** A watch from resource version 10, and what it has told. */
function follow(
  options: Partial<WatchOptions> & { limits?: Partial<KubernetesLimits> } = {},
) {
  const { limits, ...watchOptions } = options;
  const batches: WatchEvent[][] = [];
  const bookmarks: string[] = [];
  const arrivals = new Set<() => void>();
  const ended = connect(limits).watch(deployments, {
    resourceVersion: '10',
    onEvents: events => {
      batches.push(events);
      arrivals.forEach(look => look());
    },
    onBookmark: resourceVersion => {
      bookmarks.push(resourceVersion);
      arrivals.forEach(look => look());
    },
    ...watchOptions,
  });
  const seen = () =>
    batches.flat().map(({ type, object }) => `${type} ${object.metadata.name}`);
  const until = (done: () => boolean) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (done()) {
          arrivals.delete(look);
          resolve();
        }
      };
      arrivals.add(look);
      look();
    });
  return { ended, batches, bookmarks, seen, until };
}

function open() {
  const live = new LiveReply();
  server.reply(live.reply);
  return live;
}

describe('watch', () => {
  it('asks for changes since a version, with bookmarks, for a bounded time', async () => {
    server.reply(answer(''));
    await follow({
      namespace: 'shop',
      labelSelector: 'app=cart',
      fieldSelector: 'metadata.name=cart',
    }).ended;
    expect(server.seen[0].path).toBe(
      '/apis/apps/v1/namespaces/shop/deployments',
    );
    expect(Object.fromEntries(server.seen[0].query)).toEqual({
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion: '10',
      timeoutSeconds: '300',
      labelSelector: 'app=cart',
      fieldSelector: 'metadata.name=cart',
    });
  });

  it.each([
    [0, '240'],
    [0.999999, '360'],
  ])('varies that time (random %p)', async (random, expected) => {
    server.reply(answer(''));
    client = KubernetesClient.create({
      connection: { server: server.url },
      random: () => random,
    });
    await client.watch(deployments, {
      resourceVersion: '1',
      onEvents: () => {},
    });
    expect(server.seen[0].query.get('timeoutSeconds')).toBe(expected);
  });

  it('asks for metadata only', async () => {
    const live = open();
    const watching = follow({ metadataOnly: true });
    await live.opened;
    live.lines(
      event('ADDED', {
        ...deployment('cart', '11'),
        apiVersion: 'meta.k8s.io/v1',
        kind: 'PartialObjectMetadata',
      }),
    );
    live.end();
    await watching.ended;
    expect(watching.seen()).toEqual(['ADDED cart']);
    expect(server.seen[0].headers.accept).toBe(
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=1,application/json',
    );
  });

  it('hands events on in order, together when they come together, and ends where it can be resumed', async () => {
    const live = open();
    const onOpen = jest.fn();
    const watching = follow({ onOpen });
    await live.opened;
    live.lines(
      event('ADDED', deployment('cart', '11')),
      event('MODIFIED', deployment('cart', '12')),
    );
    await watching.until(() => watching.batches.length === 1);
    live.lines(event('DELETED', deployment('cart', '13')));
    live.end();
    expect(await watching.ended).toEqual({
      reason: 'closed',
      resourceVersion: '13',
    });
    expect(watching.batches.map(batch => batch.length)).toEqual([2, 1]);
    expect(watching.seen()).toEqual([
      'ADDED cart',
      'MODIFIED cart',
      'DELETED cart',
    ]);
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('ends where it began when nothing came', async () => {
    server.reply(answer(''));
    expect(await follow().ended).toEqual({
      reason: 'closed',
      resourceVersion: '10',
    });
  });

  it('moves on with bookmarks', async () => {
    const live = open();
    const watching = follow();
    await live.opened;
    live.lines(event('ADDED', deployment('cart', '11')), bookmark('50'));
    live.end();
    expect(await watching.ended).toMatchObject({ resourceVersion: '50' });
    expect(watching.bookmarks).toEqual(['50']);
  });

  it('does not go back to a bookmark from before an event', async () => {
    const live = open();
    const watching = follow();
    await live.opened;
    live.lines(bookmark('50'), event('ADDED', deployment('cart', '51')));
    live.end();
    expect(await watching.ended).toMatchObject({ resourceVersion: '51' });
    expect(watching.bookmarks).toEqual([]);
  });

  it('reads nothing more while the caller works, and counts what it works on as reached only then', async () => {
    const live = open();
    let release: () => void = () => {};
    const working = new Promise<void>(resolve => {
      release = resolve;
    });
    const calls: string[][] = [];
    let arrived: () => void = () => {};
    const firstCall = new Promise<void>(resolve => {
      arrived = resolve;
    });
    const watching = follow({
      onEvents: events => {
        calls.push(events.map(({ object }) => object.metadata.name));
        arrived();
        return calls.length === 1 ? working : undefined;
      },
    });
    await live.opened;
    live.lines(event('ADDED', deployment('cart', '11')));
    await firstCall;
    live.lines(event('ADDED', deployment('checkout', '12')));
    // Silence that the caller causes is no silence of the server.
    await clock.advance(400_000);
    expect(calls).toEqual([['cart']]);
    release();
    live.end();
    expect(await watching.ended).toMatchObject({ resourceVersion: '12' });
    expect(calls).toEqual([['cart'], ['checkout']]);
  });

  it('holds the server back while the caller works', async () => {
    const live = open();
    let release: () => void = () => {};
    const working = new Promise<void>(resolve => {
      release = resolve;
    });
    let arrived: () => void = () => {};
    const firstCall = new Promise<void>(resolve => {
      arrived = resolve;
    });
    let count = 0;
    const watching = follow({
      onEvents: events => {
        count += events.length;
        arrived();
        return working;
      },
    });
    await live.opened;
    const padded = event(
      'MODIFIED',
      deployment('cart', '11', { pad: 'x'.repeat(1024 * 1024) }),
    );
    live.lines(padded);
    await firstCall;
    for (let sent = 0; sent < 40; sent += 1) {
      live.lines(padded);
    }
    for (let turn = 0; turn < 50; turn += 1) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(count).toBe(1);
    expect(live.waitingBytes()).toBeGreaterThan(20 * 1024 * 1024);
    release();
    live.end();
    await watching.ended;
    expect(count).toBe(41);
  }, 30_000);

  it('passes an error of the caller through as it is, and has not reached what it failed on', async () => {
    const live = open();
    const ours = new TypeError('ours');
    const watching = follow({ onEvents: () => Promise.reject(ours) });
    await live.opened;
    live.lines(event('ADDED', deployment('cart', '11')));
    await expect(watching.ended).rejects.toBe(ours);
    await live.closed;
  });

  describe('cuts lines out of bytes', () => {
    const line = (name: string, version: string) =>
      JSON.stringify(event('ADDED', deployment(name, version)));

    it('that are split anywhere, within characters too', async () => {
      const live = open();
      const watching = follow();
      await live.opened;
      const bytes = Buffer.from(`${line('größe-日本-🚀', '11')}\n`);
      for (const byte of bytes) {
        live.write(Buffer.from([byte]));
        await new Promise(resolve => setImmediate(resolve));
      }
      live.end();
      await watching.ended;
      expect(watching.seen()).toEqual(['ADDED größe-日本-🚀']);
    });

    it('with CRLF, empty lines and a byte order mark', async () => {
      const live = open();
      const watching = follow();
      await live.opened;
      live.write(`\ufeff${line('a', '11')}\r\n\r\n\n${line('b', '12')}\r\n`);
      live.end();
      await watching.ended;
      expect(watching.seen()).toEqual(['ADDED a', 'ADDED b']);
    });

    it('and ignores a last line that is cut off', async () => {
      const live = open();
      const watching = follow();
      await live.opened;
      live.write(`${line('a', '11')}\n${line('b', '12').slice(0, 40)}`);
      live.end();
      expect(await watching.ended).toMatchObject({ resourceVersion: '11' });
      expect(watching.seen()).toEqual(['ADDED a']);
    });

    it('up to a length', async () => {
      const live = open();
      const watching = follow({ limits: { maxLineBytes: 1000 } });
      await live.opened;
      live.write(`${line('a', '11')}\n`);
      await watching.until(() => watching.batches.length === 1);
      live.write(`{"type":"ADDED","object":"${'x'.repeat(1000)}`);
      expect(await failureOf(watching.ended)).toMatchObject({
        kind: 'invalid',
        reason: 'sent a watch line of more than 1000 bytes',
      });
      await live.closed;
    });

    it('of exactly that length', async () => {
      const live = open();
      const text = line('a', '11');
      const watching = follow({ limits: { maxLineBytes: text.length } });
      await live.opened;
      live.write(text);
      live.write('\n');
      live.end();
      await watching.ended;
      expect(watching.seen()).toEqual(['ADDED a']);
    });
  });

  describe('believes nothing that is not valid', () => {
    const cases: Array<[string, string, string]> = [
      ['no JSON', '<html>', 'a watch line is not JSON, or truncated (6 bytes)'],
      [
        'two objects in one line',
        JSON.stringify(event('ADDED', deployment('b', '12'))).repeat(2),
        'a watch line is not JSON, or truncated',
      ],
      ['an array', '[]', 'a watch line is not a JSON object'],
      [
        'an unknown type',
        JSON.stringify(event('CHANGED', deployment('b', '12'))),
        'sent a watch event of unknown type',
      ],
      [
        'no object',
        '{"type":"ADDED"}',
        'sent ADDED of something that is no Deployment',
      ],
      [
        'an object of another kind',
        JSON.stringify(
          event('MODIFIED', { ...deployment('b', '12'), kind: 'Pod' }),
        ),
        'sent MODIFIED of something that is no Deployment',
      ],
      [
        'an object without metadata',
        JSON.stringify(
          event('DELETED', { ...deployment('b', '12'), metadata: null }),
        ),
        'sent DELETED of something that is no Deployment',
      ],
      [
        'an object without resource version',
        JSON.stringify(
          event('ADDED', {
            ...deployment('b', '12'),
            metadata: { name: 'b', uid: 'u' },
          }),
        ),
        'sent ADDED of something that is no Deployment',
      ],
      [
        'a bookmark without resource version',
        JSON.stringify(bookmark('')),
        'sent a bookmark without resource version',
      ],
      [
        'an error without a code',
        JSON.stringify(event('ERROR', { kind: 'Status' })),
        'sent an error event that does not say which',
      ],
    ];

    it.each(cases)('%s', async (_name, text, reason) => {
      const live = open();
      const watching = follow();
      await live.opened;
      live.write(
        `${JSON.stringify(event('ADDED', deployment('a', '11')))}\n${text}\n`,
      );
      const error = await failureOf(watching.ended);
      expect(error.kind).toBe('invalid');
      expect(error.reason).toContain(reason);
      // What came before it was good.
      expect(watching.seen()).toEqual(['ADDED a']);
    });

    it('a list, or a part of a line, instead of a stream', async () => {
      server.reply(answer({ kind: 'DeploymentList', items: [] }));
      expect(await failureOf(follow().ended)).toMatchObject({
        kind: 'invalid',
        reason: 'ended within its first line',
      });
    });

    it('HTML instead of a stream', async () => {
      server.reply(
        answer('<html/>', { headers: { 'content-type': 'text/html' } }),
      );
      const onOpen = jest.fn();
      expect((await failureOf(follow({ onOpen }).ended)).reason).toBe(
        'answered text/html instead of JSON (HTTP 200)',
      );
      expect(onOpen).not.toHaveBeenCalled();
    });

    it('a resource version that cannot be one, before it asks', async () => {
      expect(
        (await failureOf(follow({ resourceVersion: '' }).ended)).kind,
      ).toBe('invalid');
      expect(server.seen).toHaveLength(0);
    });
  });

  describe('that reaches back too far is expired', () => {
    it('when the server refuses it', async () => {
      server.reply(status(410, 'Expired', 'too old resource version'));
      expect((await failureOf(follow().ended)).kind).toBe('expired');
    });

    it('when it lies in the future of a server that was restored', async () => {
      server.reply(
        status(504, 'Timeout', 'Too large resource version: 900, current: 9'),
      );
      expect((await failureOf(follow().ended)).kind).toBe('expired');
    });

    it('when the server accepts it and then says so', async () => {
      server.reply(
        answer(
          `${JSON.stringify(
            event(
              'ERROR',
              statusObject(410, 'Expired', 'too old resource version: 1 (9)'),
            ),
          )}\n`,
        ),
      );
      expect(await failureOf(follow().ended)).toMatchObject({
        kind: 'expired',
        status: 410,
        reason:
          'the resource version is too old (HTTP 410): too old resource version: 1 (9)',
      });
    });
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [429, 'throttled'],
    [500, 'unreachable'],
  ])('takes an error event with %i for %s', async (code, kind) => {
    server.reply(
      answer(
        `${JSON.stringify(event('ERROR', statusObject(code, 'x', 'y')))}\n`,
      ),
    );
    expect((await failureOf(follow().ended)).kind).toBe(kind);
  });

  it('ends as idle after silence, where it can be resumed', async () => {
    const live = open();
    const watching = follow();
    await live.opened;
    live.lines(event('ADDED', deployment('cart', '11')));
    await watching.until(() => watching.batches.length === 1);
    await clock.untilPending(75_000);
    await clock.advance(75_000);
    expect(await watching.ended).toEqual({
      reason: 'idle',
      resourceVersion: '11',
    });
    await live.closed;
  });

  it('is not silent while anything comes', async () => {
    const live = open();
    const watching = follow();
    await live.opened;
    await clock.untilPending(75_000);
    await clock.advance(70_000);
    live.lines(bookmark('20'));
    await watching.until(() => watching.bookmarks.length === 1);
    await clock.advance(70_000);
    live.lines(bookmark('30'));
    await watching.until(() => watching.bookmarks.length === 2);
    live.end();
    expect(await watching.ended).toEqual({
      reason: 'closed',
      resourceVersion: '30',
    });
  });

  it('ends a watch that the server keeps open far beyond its time', async () => {
    const live = open();
    const watching = follow({
      limits: { watchTimeoutSeconds: 10, watchIdleMs: 300_000 },
    });
    await live.opened;
    await clock.untilPending(40_000);
    await clock.advance(40_000);
    expect(await watching.ended).toMatchObject({ reason: 'closed' });
    await live.closed;
  });

  it('ends a watch that sends a byte a second at its time, and takes that for no progress', async () => {
    const live = open();
    const watching = follow({ limits: { watchTimeoutSeconds: 60 } });
    await live.opened;
    const line = JSON.stringify(event('ADDED', deployment('cart', '11')));
    for (let second = 0; second < 90; second += 1) {
      live.write(line[second]);
      await new Promise(resolve => setTimeout(resolve, 2));
      await clock.advance(1_000);
    }
    expect(await watching.ended).toEqual({
      reason: 'closed',
      resourceVersion: '10',
    });
    expect(watching.batches).toEqual([]);
  });

  it('takes resource versions as they are: backwards, or no numbers', async () => {
    const live = open();
    const watching = follow();
    await live.opened;
    live.lines(
      event('ADDED', deployment('a', '900')),
      event('MODIFIED', deployment('a', '8')),
      event('MODIFIED', deployment('a', 'x/y')),
      event('ADDED', deployment('a', '900')),
      event('MODIFIED', deployment('a', 'x/y')),
    );
    live.end();
    expect(await watching.ended).toMatchObject({ resourceVersion: 'x/y' });
    expect(watching.batches.flat()).toHaveLength(5);
  });

  it('is given up when no headers come', async () => {
    server.reply(silence);
    const failing = failureOf(follow().ended);
    await server.untilSeen(1);
    await clock.untilPending(15_000);
    await clock.advance(15_000);
    expect(await failing).toMatchObject({
      kind: 'unreachable',
      reason: 'did not answer within 15 s',
    });
  });

  it('hands on what came before the connection broke', async () => {
    const live = open();
    const watching = follow();
    await live.opened;
    live.lines(event('ADDED', deployment('cart', '11')));
    await watching.until(() => watching.batches.length === 1);
    live.cut();
    expect((await failureOf(watching.ended)).kind).toBe('unreachable');
    expect(watching.seen()).toEqual(['ADDED cart']);
  });

  it('stops at the signal of the caller', async () => {
    const live = open();
    const stopping = new AbortController();
    const watching = follow({ signal: stopping.signal });
    await live.opened;
    stopping.abort();
    expect((await failureOf(watching.ended)).kind).toBe('aborted');
    await live.closed;
  });

  it('takes no place of a list', async () => {
    const live = open();
    const watching = follow({ limits: { connections: 1 } });
    await live.opened;
    server.reply(answer({ major: '1', minor: '36', gitVersion: 'v1.36.1' }));
    await expect(client?.version()).resolves.toMatchObject({ minor: '36' });
    live.end();
    await watching.ended;
  });

  it('hands on no more than 500 changes at a time', async () => {
    const live = open();
    const watching = follow();
    await live.opened;
    live.lines(
      ...Array.from({ length: 1_200 }, (_, index) =>
        event('ADDED', { ...deployment('a', String(index + 11)) }),
      ),
    );
    live.end();
    expect(await watching.ended).toMatchObject({ resourceVersion: '1210' });
    const sizes = watching.batches.map(batch => batch.length);
    expect(sizes.reduce((sum, each) => sum + each)).toBe(1_200);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  });

  it('leaves out managed fields, wherever the line is cut', async () => {
    const live = open();
    const watching = follow();
    await live.opened;
    const object = deployment('cart', '11', {
      spec: { pad: 'x'.repeat(2_000) },
    });
    const line = JSON.stringify(
      event('MODIFIED', {
        ...object,
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': '{"secret":1}',
          },
          managedFields: [{ fieldsV1: { 'f:a"]}': {} } }],
          ...object.metadata,
        },
      }),
    );
    for (const at of [1, 30, 150, 400]) {
      live.write(line.slice(0, at));
      await new Promise(resolve => setImmediate(resolve));
      live.write(`${line.slice(at)}\n`);
    }
    live.end();
    await watching.ended;
    const objects = watching.batches.flat().map(each => each.object);
    expect(objects).toHaveLength(4);
    for (const each of objects) {
      expect(each).toEqual({
        ...object,
        metadata: { annotations: {}, ...object.metadata },
      });
    }
  });

  it('keeps them where it is told to', async () => {
    const live = open();
    const watching = follow({ keepManagedFields: true });
    await live.opened;
    const object = deployment('cart', '11', { pad: 'x'.repeat(2_000) });
    const metadata = { ...object.metadata, managedFields: [{ manager: 'a' }] };
    live.lines(event('ADDED', { ...object, metadata }));
    live.end();
    await watching.ended;
    expect(watching.batches[0][0].object.metadata).toEqual(metadata);
  });

  it.each([10, 2_000])(
    'keeps them of those of which it is told so, in lines of %i bytes more',
    async length => {
      const live = open();
      const watching = follow({
        keepManagedFields: bytes => bytes.includes('"manager":"a"'),
      });
      await live.opened;
      const pad = 'x'.repeat(length);
      const object = deployment('cart', '11', { pad });
      const managed = (manager: string) => ({
        ...object,
        metadata: { ...object.metadata, managedFields: [{ manager }] },
      });
      live.lines(
        event('ADDED', managed('a')),
        event('MODIFIED', managed('b')),
        event('MODIFIED', object),
      );
      live.end();
      await watching.ended;
      const objects = watching.batches.flat().map(each => each.object);
      expect(objects).toEqual([managed('a'), object, object]);
    },
  );

  it('is refused beyond the number of watches at a time', async () => {
    const live = open();
    const watching = follow({ limits: { maxWatches: 1 } });
    await live.opened;
    const second = client!.watch(deployments, {
      resourceVersion: '1',
      onEvents: () => {},
    });
    expect(await failureOf(second)).toMatchObject({
      kind: 'invalid',
      reason: "more than 1 watches at a time: see the limit 'maxWatches'",
    });
    live.end();
    await watching.ended;
    const third = open();
    const again = client!.watch(deployments, {
      resourceVersion: '1',
      onEvents: () => {},
    });
    await third.opened;
    third.end();
    await again;
  });

  describe('with initial events', () => {
    const end = event('BOOKMARK', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        resourceVersion: '50',
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
    });

    function gather(options: Partial<WatchOptions> = {}) {
      const log: string[] = [];
      const names = (objects: Array<{ metadata: { name: string } }>) =>
        objects.map(({ metadata: { name } }) => name).join(' ');
      const watching = follow({
        resourceVersion: undefined,
        initialEvents: {
          onItems: (items, { skipped }) => {
            const known = skipped.map(({ uid }) => uid).join(' ');
            log.push(`items ${names(items)} skipped ${known}`);
          },
          onEnd: ({ resourceVersion, count }) => {
            log.push(`end ${count} at ${resourceVersion}`);
          },
        },
        onEvents: (events, resourceVersion) => {
          log.push(
            `events ${events
              .map(({ type, object }) => `${type} ${object.metadata.name}`)
              .join(' ')} at ${resourceVersion}`,
          );
        },
        ...options,
      });
      return { log, watching };
    }

    it('is a list first, and then a watch', async () => {
      const live = open();
      const { log, watching } = gather();
      await live.opened;
      live.lines(
        event('ADDED', deployment('cart', '7')),
        event('ADDED', deployment('search', '8')),
        bookmark('9'),
        end,
        event('ADDED', deployment('payment', '51')),
      );
      live.end();
      expect(await watching.ended).toMatchObject({ resourceVersion: '51' });
      expect(log).toEqual([
        'items cart search skipped ',
        'end 2 at 50',
        'events ADDED payment at 51',
      ]);
      expect(Object.fromEntries(server.seen[0].query)).toEqual({
        watch: '1',
        allowWatchBookmarks: 'true',
        sendInitialEvents: 'true',
        resourceVersionMatch: 'NotOlderThan',
        timeoutSeconds: '300',
      });
    });

    it('does not parse what is known', async () => {
      const live = open();
      const { log, watching } = gather({
        isKnown: (uid, version) => uid === 'uid-cart' && version === '7',
      });
      await live.opened;
      const pad = 'x'.repeat(2_000);
      // Would not parse.
      live.write(
        `${JSON.stringify(
          event('ADDED', deployment('cart', '7', { pad })),
        ).replace(`"${pad}"`, `1 "${pad}"`)}\n`,
      );
      live.lines(
        event('ADDED', deployment('search', '8', { pad })),
        end,
        event('ADDED', deployment('cart', '7', { pad })),
      );
      live.end();
      await watching.ended;
      expect(log).toEqual([
        'items search skipped uid-cart',
        'end 2 at 50',
        'events ADDED cart at 7',
      ]);
    });

    it('takes what is deleted meanwhile out after the list', async () => {
      const live = open();
      const { log, watching } = gather();
      await live.opened;
      live.lines(
        event('ADDED', deployment('cart', '7')),
        event('DELETED', deployment('cart', '9')),
        event('MODIFIED', deployment('search', '10')),
        end,
      );
      live.end();
      await watching.ended;
      expect(log).toEqual([
        'items cart search skipped ',
        'end 1 at 50',
        'events DELETED cart at 50',
      ]);
    });

    it('concludes nothing from those that break off', async () => {
      const live = open();
      const { log, watching } = gather();
      await live.opened;
      live.lines(event('ADDED', deployment('cart', '7')), bookmark('60'));
      live.end();
      expect(await failureOf(watching.ended)).toMatchObject({
        kind: 'unreachable',
        reason: 'ended before its initial events were complete',
      });
      expect(log).toEqual(['items cart skipped ']);
    });

    it('are given no longer silence than another list, and the watch after them is', async () => {
      const silent = open();
      const { watching } = gather();
      await silent.opened;
      const failing = failureOf(watching.ended);
      await clock.untilPending(20_000);
      await clock.advance(20_001);
      expect(await failing).toMatchObject({
        kind: 'unreachable',
        reason: 'ended before its initial events were complete',
      });
    });

    it('let the watch after them be as silent as others', async () => {
      const live = open();
      const { log, watching } = gather();
      await live.opened;
      live.lines(end, bookmark('50'));
      await watching.until(() => watching.bookmarks.length === 1);
      await clock.untilPending(20_000);
      // What was waited for until now was a list's next object.
      await clock.advance(20_001);
      await clock.advance(54_000);
      expect(log).toEqual(['end 0 at 50']);
      await clock.advance(2_000);
      expect(await watching.ended).toEqual({
        reason: 'idle',
        resourceVersion: '50',
      });
    });

    it('are not waited for without end, but as long as the caller needs', async () => {
      const live = open();
      let release: () => void = () => {};
      let taken = 0;
      const { watching } = gather({
        initialEvents: {
          onItems: () => {
            taken += 1;
            if (taken > 1) return undefined;
            return new Promise(resolve => {
              release = resolve;
            });
          },
          onEnd: () => {},
        },
      });
      await live.opened;
      live.lines(event('ADDED', deployment('cart', '7')));
      const failing = failureOf(watching.ended);
      await clock.untilPending(20_000);
      await new Promise(resolve => setTimeout(resolve, 20));
      await clock.advance(1_000_000);
      release();
      await new Promise(resolve => setImmediate(resolve));
      // 300 s of the server's own remain.
      for (let sent = 0; sent < 16; sent += 1) {
        live.lines(event('ADDED', deployment(`cart-${sent}`, `${8 + sent}`)));
        // However long it takes on its way, it has come before time goes on.
        while (taken < sent + 2) {
          await new Promise(resolve => setTimeout(resolve, 1));
        }
        await clock.advance(19_000);
      }
      expect(await failing).toMatchObject({
        kind: 'invalid',
        reason: 'did not come to the end of its initial events within 300 s',
      });
    });

    it('say so when the server refuses them', async () => {
      server.reply(
        status(422, 'Invalid', 'sendInitialEvents: Forbidden: not enabled'),
      );
      const { watching } = gather();
      expect(await failureOf(watching.ended)).toMatchObject({
        kind: 'invalid',
        status: 422,
      });
    });
  });
});
