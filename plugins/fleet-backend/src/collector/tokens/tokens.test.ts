import { MessageChannel } from 'node:worker_threads';
import { answer, FakeCluster, refusal } from '../../__testUtils__/FakeCluster';
import { testAdapter } from '../../__testUtils__/deployments';
import { FakeThread } from '../../__testUtils__/FakeThread';
import { Portal } from '../../__testUtils__/Portal';
import { mockServices } from '@backstage/backend-test-utils';
import { CollectorHost } from '../CollectorHost';
import { serveCollectors } from '../serveCollectors';
import { toKubernetesConnection } from '../toKubernetesConnection';
import { CachedToken } from './CachedToken';

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('CachedToken', () => {
  function tokens(lifeMs?: number) {
    const clock = { now: 1_000 };
    const state = { fetched: 0, failing: false };
    const cached = CachedToken.create({
      now: () => clock.now,
      fetch: async () => {
        state.fetched += 1;
        if (state.failing) throw new Error('no such role');
        return {
          token: `t${state.fetched}`,
          ...(lifeMs === undefined ? {} : { expiresAt: Date.now() + lifeMs }),
        };
      },
    });
    return { clock, state, cached };
  }

  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(5_000_000);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('fetches once for all that ask at once, and keeps it', async () => {
    const wait = deferred<{ token: string }>();
    let fetched = 0;
    const cached = CachedToken.create({
      fetch: () => {
        fetched += 1;
        return wait.promise;
      },
    });
    const asked = Promise.all([cached.get(), cached.get(), cached.get()]);
    wait.resolve({ token: 't' });
    expect(await asked).toEqual(['t', 't', 't']);
    expect(await cached.get()).toBe('t');
    expect(fetched).toBe(1);
  });

  it.each([
    { life: 900_000, until: 840_000 },
    { life: 100_000, until: 90_000 },
    { life: undefined, until: 270_000 },
  ])('renews shortly before the end of $life ms', async ({ life, until }) => {
    const { clock, cached } = tokens(life);
    expect(await cached.get()).toBe('t1');
    clock.now = 1_000 + until - 1;
    expect(await cached.get()).toBe('t1');
    clock.now = 1_000 + until;
    expect(await cached.get()).toBe('t2');
  });

  it('uses the old one to its end while a new one cannot be had', async () => {
    const { clock, state, cached } = tokens(900_000);
    await cached.get();
    state.failing = true;
    clock.now = 1_000 + 850_000;
    expect(await cached.get()).toBe('t1');
    expect(await cached.get()).toBe('t1');
    // The failure was not repeated at once.
    expect(state.fetched).toBe(2);
    clock.now = 1_000 + 900_000;
    await expect(cached.get()).rejects.toThrow('no such role');
    await expect(cached.get()).rejects.toThrow('no such role');
    expect(state.fetched).toBe(3);
    state.failing = false;
    clock.now += 5_000;
    expect(await cached.get()).toBe('t4');
  });

  it('gets one new token for a storm of refusals, and no more for half a minute', async () => {
    const { clock, state, cached } = tokens(900_000);
    const old = await cached.get();
    cached.refused(old);
    expect(await cached.get()).toBe('t2');
    // The other watches of the cluster hear of the old one later.
    cached.refused(old);
    cached.refused(old);
    expect(await cached.get()).toBe('t2');
    // A server that refuses every token.
    cached.refused('t2');
    expect(await cached.get()).toBe('t2');
    expect(state.fetched).toBe(2);
    clock.now += 30_000;
    cached.refused('t2');
    expect(await cached.get()).toBe('t3');
  });
});

describe('tokens of the portal', () => {
  it('reach a collecting thread, are renewed when refused, and never cross as functions', async () => {
    const cluster = await FakeCluster.start();
    const { port1, port2 } = new MessageChannel();
    const seen: (string | undefined)[] = [];
    const usual = answer({ gitVersion: 'v1.34.2', major: '1', minor: '34' });
    cluster.instead.set('/version', (response, request) => {
      seen.push(request.headers.authorization);
      if (request.headers.authorization === 'Bearer t1') {
        refusal(401, 'Unauthorized', 'expired')(response, request);
      } else usual(response, request);
    });
    serveCollectors({ port: port2, adapters: [testAdapter] });
    const portal = new Portal(port1);
    let given = 0;
    const host = CollectorHost.create({
      threads: 1,
      modulePaths: [],
      logger: mockServices.logger.mock(),
      listener: {
        reported: () => {},
        changed: async () => ({ refused: [] }),
        stored: async () => ({ lines: '' }),
        interrupted: () => {},
      },
      startThread: () =>
        Object.assign(port1 as never, {
          terminate: async () => {},
        }),
    });
    try {
      host.start('c-1', {
        server: cluster.url,
        tokenProvider: {
          key: 'k',
          getToken: async () => {
            given += 1;
            return { token: `t${given}` };
          },
        },
      });
      await portal.until(
        report => report.type === 'connection' && report.state === 'connected',
      );
      await cluster.untilWatched();
      host.stop('c-1');
      await cluster.untilUnwatched();
      expect(seen).toEqual(['Bearer t1', 'Bearer t2']);
      expect(given).toBe(2);
      expect(portal.reports).toContainEqual(
        expect.objectContaining({
          type: 'connection',
          state: 'unauthorized',
        }),
      );
    } finally {
      port1.close();
      port2.close();
      await cluster.stop();
    }
  });

  it('are refused to a session that has ended, and a failure is told in words', async () => {
    const thread = new FakeThread();
    const host = CollectorHost.create({
      threads: 1,
      modulePaths: [],
      logger: mockServices.logger.mock(),
      listener: {
        reported: () => {},
        changed: async () => ({ refused: [] }),
        stored: async () => ({ lines: '' }),
        interrupted: () => {},
      },
      startThread: () => thread,
    });
    host.start('c-1', {
      server: 'https://a',
      tokenProvider: {
        key: 'k',
        getToken: async () => {
          throw new Error('AccessDenied: not allowed\n  at secret stack');
        },
      },
    });
    const { session, connection } = thread.started('c-1');
    expect(connection).toEqual({ server: 'https://a', asksForTokens: true });
    const ask = (request: number, of: number) =>
      thread.emit('message', {
        type: 'token-request',
        clusterId: 'c-1',
        session: of,
        request,
      });
    ask(1, session);
    ask(2, session + 1);
    await new Promise(resolve => setImmediate(resolve));
    expect(thread.requests.slice(1)).toEqual(
      expect.arrayContaining([
        { type: 'token', request: 1, reason: 'AccessDenied: not allowed' },
        {
          type: 'token',
          request: 2,
          reason: 'the cluster is not read any more',
        },
      ]),
    );
  });

  it('are asked for again where nobody answered', async () => {
    jest.useFakeTimers();
    try {
      let asked = 0;
      const { token } = toKubernetesConnection({
        server: 'https://a',
        tokenProvider: {
          key: 'k',
          getToken: () => {
            asked += 1;
            return new Promise(() => {});
          },
        },
      });
      if (typeof token !== 'function') throw new Error('no function');
      for (let turn = 1; turn <= 2; turn += 1) {
        const failing = token().catch(String);
        await jest.advanceTimersByTimeAsync(20_000);
        expect(await failing).toContain('nobody answered');
        expect(asked).toBe(turn);
        await jest.advanceTimersByTimeAsync(5_000);
      }
    } finally {
      jest.useRealTimers();
    }
  });

  it('are told as unauthorized, with the reason, when none can be had', async () => {
    const { token } = toKubernetesConnection({
      server: 'https://a',
      tokenProvider: {
        key: 'k',
        getToken: async () => {
          throw new Error('no identity');
        },
      },
    });
    if (typeof token !== 'function') throw new Error('no function');
    await expect(token()).rejects.toMatchObject({
      kind: 'unauthorized',
      reason: 'no token could be had: no identity',
    });
  });
});
