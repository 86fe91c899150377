import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { definePoll } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient } from '@fleetview/kube-watch';
import { z } from 'zod';
import { workloadFact } from '../../__testUtils__/facts';
import { answer, refusal } from '../../__testUtils__/FakeCluster';
import { TestClock } from '../../__testUtils__/TestClock';
import { KindCollector } from '../KindCollector';
import type { ObjectChange } from '../messages';
import { PollLoop, type PollLoopOptions } from './PollLoop';

type Answer = ReturnType<typeof answer>;

const TOKEN = 'a-token-that-goes-nowhere-else';
const INTERVAL_MS = 60_000;

const poll = definePoll({
  group: 'api.example',
  version: 'v1',
  kind: 'Thing',
  facts: ['workload'],
  reads: 'things',
  extension: { role: 'things', grants: 'things' },
  service: { name: 'things', port: 80, scheme: 'http' },
  intervalSeconds: 60,
  maxBytes: 2_000,
  paths: ({ namespace }) => [`/things?in=${namespace}`],
  answer: z.object({ items: z.array(z.object({ name: z.string() })) }),
  items: ([{ items }]) =>
    items.map(item => ({ key: item.name, name: item.name, item })),
  item: z.object({ name: z.string() }),
  map: ({ name }, { source }) => ({
    facts: [
      workloadFact({
        source,
        kind: 'Thing',
        name,
        namespace: source.namespace,
      }),
    ],
  }),
});

const things = (...names: string[]): Answer =>
  answer({ items: names.map(name => ({ name })) });

const head =
  (status: number, headers: Record<string, string>, body = ''): Answer =>
  response => {
    response.writeHead(status, headers);
    response.end(body);
  };

describe('PollLoop', () => {
  let server: Server;
  let url: string;
  let said: Answer;
  let asked: IncomingMessage[];
  let closing: (() => Promise<unknown>)[];

  beforeEach(async () => {
    asked = [];
    closing = [];
    server = createServer((request, response) => {
      asked.push(request);
      said(response, request);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    for (const close of closing) await close();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  async function start(
    first: Answer,
    base = '',
    more: Partial<Pick<PollLoopOptions, 'poll' | 'mostBytes'>> = {},
  ) {
    said = first;
    const clock = new TestClock();
    const client = KubernetesClient.create({
      connection: { server: url, token: TOKEN },
    });
    const states: string[] = [];
    const confirmedAt: number[] = [];
    const changes: ObjectChange[] = [];
    const collector = new KindCollector({
      observer: 'c-1',
      adapter: 'things',
      watch: poll,
      version: 'v1',
      fingerprint: 'code',
      sink: {
        batch: async batch => {
          changes.push(...batch.changes);
          return { refused: [] };
        },
        stored: async () => ({
          isSameMapping: true,
          lines: changes
            .flatMap(change =>
              change.type === 'facts'
                ? [`${change.uid}\t\t${change.hash}`]
                : [],
            )
            .join('\n'),
        }),
      },
    });
    const loop = PollLoop.start({
      client,
      base,
      poll,
      namespace: 'shop',
      intervalMs: INTERVAL_MS,
      collector,
      handlers: {
        onState: (state, reason) =>
          states.push(reason ? `${state}: ${reason}` : state),
        onConfirmed: () => confirmedAt.push(clock.now()),
      },
      clock,
      random: () => 0.5,
      ...more,
    });
    closing.push(
      () => loop.stop(),
      () => client.close(),
    );
    const atRest = async () => {
      while (clock.sleeping === 0) await new Promise(setImmediate);
    };
    await atRest();
    /** Lets so much time pass, and what is asked then be answered. */
    const pass = async (ms: number) => {
      await clock.advance(ms);
      await atRest();
    };
    await pass(2_500);
    return { states, confirmedAt, changes, pass, clock, loop };
  }

  it('asks again after each interval, and hands over what is different', async () => {
    const { states, confirmedAt, changes, pass } = await start(
      things('one', 'two'),
    );
    expect(states).toEqual(['listing: asking for the first time', 'current']);
    expect(changes.map(({ type }) => type)).toEqual(['facts', 'facts']);
    await pass(INTERVAL_MS);
    await pass(INTERVAL_MS - 1);
    expect(confirmedAt).toEqual([2_500, 2_500 + INTERVAL_MS]);
    expect(changes).toHaveLength(2);
    said = things('two');
    await pass(1);
    expect(changes.slice(2)).toEqual([
      { type: 'deleted', uid: expect.stringMatching(/^poll-[0-9a-f]{40}$/) },
    ]);
    expect(asked.map(request => request.url)).toEqual(
      Array(3).fill('/things?in=shop'),
    );
  });

  it('tells what asks and what reads its settings, and when it is asked', async () => {
    said = things('one');
    const clock = new TestClock();
    const client = KubernetesClient.create({ connection: { server: url } });
    const told: unknown[] = [];
    let now = Date.parse('2026-03-02T23:59:59.500Z');
    const row = { currency: 'EUR', validFrom: '2026-03-01' };
    let prices = [row];
    const loop = PollLoop.start({
      client,
      base: '',
      prices: () => prices,
      poll: {
        maxBytes: 2_000,
        pricesOf: () => ({ prices: [] }),
        paths: context => {
          told.push(context);
          // What is read of the answers goes by what was asked with.
          prices = [row, row];
          // The answer comes on the day after.
          now += 1_000;
          return ['/things'];
        },
        read: (_, context) => {
          told.push(context);
          return { invalid: 'it is a test' };
        },
      },
      namespace: 'shop',
      settings: { days: 3 },
      intervalMs: INTERVAL_MS,
      collector: {
        prime: async () => undefined,
        handlers: () => {
          throw new Error('nothing is handed over');
        },
        doubt: undefined,
        stop: () => undefined,
      },
      handlers: { onState: () => undefined, onConfirmed: () => undefined },
      clock,
      now: () => now,
      random: () => 0,
    });
    closing.push(
      () => loop.stop(),
      () => client.close(),
    );
    while (told.length < 2) {
      await clock.advance(1);
      await new Promise(setImmediate);
    }
    const asking = {
      namespace: 'shop',
      settings: { days: 3 },
      askedAt: '2026-03-02T23:59:59.500Z',
      prices: [row],
    };
    expect(told.slice(0, 2)).toEqual([
      asking,
      { ...asking, answeredAt: '2026-03-03T00:00:00.500Z' },
    ]);
  });

  it('takes no more answers together than can be held, and says so', async () => {
    const several = {
      ...poll,
      paths: (): [string, ...string[]] => ['/a', '/b', '/c'],
    };
    const { states, changes } = await start(things('one'), '', {
      poll: several,
      mostBytes: 40,
    });
    // The third is not asked any more.
    expect(asked.map(request => request.url)).toEqual(['/a', '/b']);
    expect(states[1]).toMatch(
      /^invalid: the answers to 3 questions have more than 40 bytes together/,
    );
    expect(changes).toEqual([]);
  });

  const optional = (asOf: (answers: unknown[]) => void) => ({
    ...poll,
    paths: (): [string, ...string[]] => ['/a', '/b', '/c'],
    required: () => 1,
    read: (...[answers, context]: Parameters<typeof poll.read>) => {
      asOf(answers);
      return poll.read(answers.slice(0, 1), context);
    },
  });

  it('takes what has to be answered where something else fails', async () => {
    const read: unknown[][] = [];
    const { states, changes } = await start(
      (response, request) =>
        (request.url === '/b'
          ? refusal(503, 'Unavailable', 'no endpoints')
          : things(request.url === '/c' ? 'x'.repeat(2_000) : 'one'))(
          response,
          request,
        ),
      '',
      { poll: optional(answers => read.push(answers)) },
    );
    expect(states).toEqual(['listing: asking for the first time', 'current']);
    expect(changes).toHaveLength(1);
    expect(asked.map(request => request.url)).toEqual(['/a', '/b', '/c']);
    expect(read[0].slice(1)).toEqual([
      { failed: expect.stringMatching(/.{10}/) },
      { failed: expect.stringMatching(/.{10}/) },
    ]);
  });

  it('gives what need not be had the bytes that are left', async () => {
    const read: unknown[][] = [];
    const { states } = await start(things('one'), '', {
      poll: optional(answers => read.push(answers)),
      // For the first, and for a part of the second.
      mostBytes: 40,
    });
    expect(states[1]).toBe('current');
    expect(read[0].slice(1)).toEqual([
      { failed: expect.any(String) },
      { failed: expect.any(String) },
    ]);
  });

  it('rests four times as long as several questions took that came to nothing', async () => {
    said = things('one');
    const clock = new TestClock();
    let took = 0;
    const client = KubernetesClient.create({ connection: { server: url } });
    const askedAt: number[] = [];
    const loop = PollLoop.start({
      client,
      base: '',
      poll: {
        maxBytes: 2_000,
        paths: () => {
          askedAt.push(clock.now());
          // So long it takes to answer.
          took += 10_000;
          return ['/a', '/b'];
        },
        read: () => ({ invalid: 'no data' }),
      },
      namespace: 'shop',
      intervalMs: INTERVAL_MS,
      collector: {
        prime: async () => undefined,
        handlers: () => {
          throw new Error('nothing is handed over');
        },
        doubt: undefined,
        stop: () => undefined,
      },
      handlers: { onState: () => undefined, onConfirmed: () => undefined },
      clock: {
        now: () => clock.now() + took,
        sleep: (ms, signal) => clock.sleep(ms, signal),
      },
      random: () => 0,
    });
    closing.push(
      () => loop.stop(),
      () => client.close(),
    );
    while (askedAt.length < 3) {
      await clock.advance(1_000);
      for (let turn = 0; turn < 20; turn += 1) {
        await new Promise(setImmediate);
      }
    }
    const waits = askedAt.slice(1).map((at, index) => at - askedAt[index]);
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(40_000);
  });

  it('asks below the path of the service proxy', async () => {
    await start(
      things(),
      '/api/v1/namespaces/shop/services/http:things:80/proxy',
    );
    expect(asked[0].url).toBe(
      '/api/v1/namespaces/shop/services/http:things:80/proxy/things?in=shop',
    );
  });

  it.each<[string, string, Answer]>([
    ['a failure', 'interrupted', refusal(503, 'Unavailable', 'no endpoints')],
    ['a reset', 'interrupted', response => response.destroy()],
    [
      'half an answer',
      'interrupted',
      response => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': '500',
        });
        response.write('{"items":[{"name":"one"}');
        response.destroy();
      },
    ],
    ['an unknown token', 'unauthorized', head(401, {})],
    ['a refusal', 'forbidden', refusal(403, 'Forbidden', 'not for you')],
    ['a missing service', 'not-served', refusal(404, 'NotFound', 'no service')],
    ['a page', 'invalid', head(200, { 'content-type': 'text/html' }, '<html>')],
    [
      'no JSON',
      'invalid',
      head(200, { 'content-type': 'application/json' }, '{"items":['),
    ],
    ['another form', 'invalid', answer({ items: { one: 1 } })],
    ['something twice', 'invalid', things('one', 'one')],
    ['too much', 'invalid', things('one', 'x'.repeat(2_000))],
    [
      'compressed bytes',
      'invalid',
      head(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      }),
    ],
  ])('loses nothing by %s, and says so', async (_, state, failure) => {
    const { states, confirmedAt, changes, pass } = await start(
      things('one', 'two'),
    );
    said = failure;
    await pass(INTERVAL_MS);
    expect(states).toHaveLength(3);
    expect(states[2]).toMatch(new RegExp(`^${state}: .{10}`));
    expect(changes).toHaveLength(2);
    expect(confirmedAt).toHaveLength(1);
    expect(states.join()).not.toContain(TOKEN);
    said = things('one', 'two');
    await pass(30_000);
    expect(states[3]).toBe('current');
    expect(changes).toHaveLength(2);
  });

  it('calls it unreachable once what is known has lost its time', async () => {
    const { states, pass } = await start(things('one'));
    said = response => response.destroy();
    await pass(2 * INTERVAL_MS);
    expect(new Set(states.slice(2).map(state => state.split(':')[0]))).toEqual(
      new Set(['interrupted']),
    );
    await pass(2 * INTERVAL_MS);
    expect(states.at(-1)).toMatch(/^unreachable: /);
  });

  it('was never interrupted where nothing was ever had', async () => {
    const { states } = await start(refusal(502, 'BadGateway', 'nobody there'));
    expect(states[1]).toMatch(/^unreachable: /);
  });

  it('waits longer each time, up to half a minute', async () => {
    const { pass } = await start(refusal(500, 'Error', 'broken'));
    const waits: number[] = [];
    for (let failures = 1; failures < 8; failures += 1) {
      let waited = 0;
      const before = asked.length;
      while (asked.length === before) {
        await pass(500);
        waited += 500;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  it('comes back no sooner than it was asked to', async () => {
    const { pass } = await start(
      head(
        429,
        { 'retry-after': '20', 'content-type': 'application/json' },
        '{}',
      ),
    );
    await pass(19_000);
    expect(asked).toHaveLength(1);
    await pass(1_000);
    expect(asked).toHaveLength(2);
  });

  it('follows no redirect, so that the token is sent nowhere else', async () => {
    const elsewhere: IncomingMessage[] = [];
    const other = createServer((request, response) => {
      elsewhere.push(request);
      response.end();
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    closing.push(async () => {
      other.close();
      await once(other, 'close');
    });
    const target = `http://127.0.0.1:${
      (other.address() as AddressInfo).port
    }/things`;
    const { states } = await start(head(302, { location: target }));
    expect(states[1]).toMatch(/^invalid: answered a redirect/);
    expect(elsewhere).toEqual([]);
    expect(asked[0].headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('wants a second answer when one alone would take most of it away', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `thing-${index}`);
    const { states, confirmedAt, changes, pass } = await start(things(...many));
    said = things();
    await pass(INTERVAL_MS);
    expect(states.at(-1)).toMatch(/^listing: a list lost 30 of 30/);
    expect(confirmedAt).toHaveLength(1);
    expect(changes).toHaveLength(30);
    await pass(15_000);
    expect(states.at(-1)).toBe('current');
    expect(changes.slice(30).map(({ type }) => type)).toEqual(
      Array(30).fill('deleted'),
    );
  });

  it('ends at once, and tells nothing any more', async () => {
    const { states, loop } = await start(things('one'));
    await loop.stop();
    expect(states).toHaveLength(2);
    await expect(loop.done).resolves.toBeUndefined();
  });
});
