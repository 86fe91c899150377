import { KubernetesError } from '../errors';
import { ManualClock } from '../testing/ManualClock';
import { deployments } from '../testing/objects';
import type {
  KubernetesObject,
  ListOptions,
  ListResult,
  ReflectorHandlers,
  ReflectorOptions,
  WatchEvent,
  WatchOptions,
  WatchResult,
} from '../types';
import { reflect } from './reflect';

type Call =
  | {
      verb: 'list';
      options: ListOptions;
      resolve(result: ListResult): void;
      reject(error: unknown): void;
    }
  | {
      verb: 'watch';
      options: WatchOptions;
      resolve(result: WatchResult): void;
      reject(error: unknown): void;
    };

/** A client whose every call a test answers by hand. */
class HandClient {
  readonly calls: Call[] = [];
  readonly #waiting: Array<(call: Call) => void> = [];

  list = (_resource: unknown, options: ListOptions) =>
    new Promise<ListResult>((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(aborted()));
      this.#put({ verb: 'list', options, resolve, reject });
    });

  watch = (_resource: unknown, options: WatchOptions) =>
    new Promise<WatchResult>((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(aborted()));
      this.#put({ verb: 'watch', options, resolve, reject });
    });

  /** The next call, which has to be a list. */
  async nextList() {
    const call = await this.#next();
    if (call.verb !== 'list') {
      throw new Error('expected a list');
    }
    return call;
  }

  /** The next call, which has to be a watch. */
  async nextWatch() {
    const call = await this.#next();
    if (call.verb !== 'watch') {
      throw new Error('expected a watch');
    }
    return call;
  }

  #put(call: Call) {
    const waiting = this.#waiting.shift();
    if (waiting) {
      waiting(call);
    } else {
      this.calls.push(call);
    }
  }

  #next(): Promise<Call> {
    const call = this.calls.shift();
    return call
      ? Promise.resolve(call)
      : new Promise(resolve => this.#waiting.push(resolve));
  }
}

function aborted() {
  return new KubernetesError('aborted', 'stopped by the caller');
}

function unreachable() {
  return new KubernetesError('unreachable', 'connection refused');
}

function complete(resourceVersion: string, count = 0): ListResult {
  return { resourceVersion, count, bytes: 0, complete: true };
}

function object(name: string): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, uid: `uid-${name}`, resourceVersion: '1' },
  };
}

function added(name: string): WatchEvent {
  return { type: 'ADDED', object: object(name) };
}

function errorOf(promise: Promise<unknown>) {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const settle = () => new Promise(resolve => setImmediate(resolve));

let stop: (() => Promise<void>) | undefined;

afterEach(async () => {
  await stop?.();
  stop = undefined;
});

function start(
  options: ReflectorOptions = {},
  overrides: Partial<ReflectorHandlers> = {},
) {
  const client = new HandClient();
  const clock = new ManualClock();
  const log: string[] = [];
  const handlers: ReflectorHandlers = {
    onListStart: ({ epoch }) => {
      log.push(`list ${epoch}`);
    },
    onListItems: (items, { epoch }) => {
      const names = items.map(item => item.metadata.name);
      log.push(`items ${epoch}: ${names.join(' ')}`);
    },
    onListComplete: ({ epoch, resourceVersion, count }) => {
      log.push(`complete ${epoch}: ${count} at ${resourceVersion}`);
    },
    onListFailed: (error, { epoch }) => {
      log.push(`failed ${epoch}: ${error.kind}`);
    },
    onEvents: (events, { resourceVersion }) => {
      const names = events.map(
        event => `${event.type} ${event.object.metadata.name}`,
      );
      log.push(`events ${names.join(', ')} at ${resourceVersion}`);
    },
    onConfirmed: ({ by, resourceVersion }) => {
      log.push(`confirmed by ${by} at ${resourceVersion}`);
    },
    onState: (state, { reason, status, retryInMs }) => {
      const wait = retryInMs === undefined ? '' : ` retry ${retryInMs}`;
      log.push(`state ${state}${status ? ` ${status}` : ''}${wait}: ${reason}`);
    },
    ...overrides,
  };
  const reflector = reflect(client, deployments, handlers, {
    clock,
    random: () => 0.5,
    ...options,
  });
  stop = () => reflector.stop();
  const states = () =>
    log
      .filter(line => line.startsWith('state '))
      .map(line => line.split(/[ :]/)[1]);
  return { client, clock, log, reflector, states };
}

/** Lists nothing at resource version 10 and returns the watch that follows. */
async function becomeCurrent(client: HandClient) {
  (await client.nextList()).resolve(complete('10'));
  return client.nextWatch();
}

describe('reflect', () => {
  it('lists, then follows changes from where the list was made', async () => {
    const { client, log } = start({ namespace: 'shop', metadataOnly: true });
    const list = await client.nextList();
    expect(list.options).toMatchObject({
      namespace: 'shop',
      metadataOnly: true,
    });
    await list.options.onPage([object('cart'), object('checkout')], {
      skipped: [],
    });
    await list.options.onPage([object('payment')], { skipped: [] });
    list.resolve(complete('10', 3));
    const watch = await client.nextWatch();
    expect(watch.options).toMatchObject({
      namespace: 'shop',
      metadataOnly: true,
      resourceVersion: '10',
    });
    await watch.options.onEvents([added('search')], '11');
    watch.options.onBookmark?.('20');
    expect(log).toEqual([
      'state listing: listing for the first time',
      'list 1',
      'items 1: cart checkout',
      'items 1: payment',
      'complete 1: 3 at 10',
      'state current: following changes',
      'confirmed by list at 10',
      'events ADDED search at 11',
      'confirmed by event at 11',
      'confirmed by bookmark at 20',
    ]);
  });

  it('resumes a watch that ended, from the last bookmark, without a word', async () => {
    const { client, clock, states } = start();
    const first = await becomeCurrent(client);
    first.options.onOpen?.();
    first.options.onBookmark?.('20');
    await clock.advance(300_000);
    first.resolve({ reason: 'closed', resourceVersion: '20' });
    const second = await client.nextWatch();
    expect(second.options.resourceVersion).toBe('20');
    expect(states()).toEqual(['listing', 'current']);
  });

  it('regression: lists again after a watch that fell silent: to be accepted once more is no proof', async () => {
    const { client, clock, states } = start();
    const first = await becomeCurrent(client);
    first.options.onOpen?.();
    first.options.onBookmark?.('20');
    await clock.advance(75_000);
    first.resolve({ reason: 'idle', resourceVersion: '20' });
    await client.nextList();
    expect(states()).toEqual(['listing', 'current']);
  });

  it('regression: takes a watch that ends as soon as it is accepted for no proof', async () => {
    const { client, clock, log } = start();
    const first = await becomeCurrent(client);
    const before = log.length;
    first.options.onOpen?.();
    first.resolve({ reason: 'closed', resourceVersion: '10' });
    await clock.untilPending(250);
    expect(log.slice(before)).toEqual([]);
  });

  it('resumes from what was handed over before a fault', async () => {
    const { client, clock } = start();
    const watch = await becomeCurrent(client);
    await watch.options.onEvents([added('cart')], '11');
    watch.reject(unreachable());
    await clock.untilPending(250);
    await clock.advance(250);
    expect((await client.nextWatch()).options.resourceVersion).toBe('11');
  });

  it('starts from known facts without a list', async () => {
    const { client, clock, log } = start({ initialResourceVersion: '7' });
    const watch = await client.nextWatch();
    expect(watch.options.resourceVersion).toBe('7');
    expect(log).toEqual([]);
    watch.options.onOpen?.();
    await clock.advance(1_000);
    expect(log).toEqual([
      'state current: following changes',
      'confirmed by open at 7',
    ]);
  });

  describe('when the history was cut off', () => {
    const expired = () =>
      new KubernetesError('expired', 'too old', { status: 410 });

    it('lists again', async () => {
      const { client, clock, log } = start();
      (await becomeCurrent(client)).reject(expired());
      await clock.untilPending(250);
      await clock.advance(250);
      const list = await client.nextList();
      await list.options.onPage([object('cart')], { skipped: [] });
      list.resolve(complete('90', 1));
      expect((await client.nextWatch()).options.resourceVersion).toBe('90');
      expect(log.slice(5)).toEqual([
        'state listing retry 250: the history of changes was cut off, listing again',
        'list 2',
        'items 2: cart',
        'complete 2: 1 at 90',
        'state current: following changes',
        'confirmed by list at 90',
      ]);
    });

    it('does not take a watch that was accepted only to say so for a proof', async () => {
      const { client, clock, log } = start({ initialResourceVersion: '7' });
      const watch = await client.nextWatch();
      watch.options.onOpen?.();
      watch.reject(expired());
      await clock.untilPending(250);
      await clock.advance(10_000);
      await client.nextList();
      expect(log.join('\n')).not.toContain('confirmed');
      expect(log.join('\n')).not.toContain('state current');
    });

    it('waits longer each time when that does not help', async () => {
      const { client, clock } = start();
      const waited: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        (await becomeCurrent(client)).reject(expired());
        await settle();
        waited.push(...clock.pending());
        await clock.advance(waited[round]);
      }
      expect(waited).toEqual([250, 500, 1_000]);
    });
  });

  describe('a list that fails', () => {
    it('is never complete', async () => {
      const { client, clock, log } = start();
      const list = await client.nextList();
      await list.options.onPage([object('cart')], { skipped: [] });
      list.reject(new KubernetesError('invalid', 'answered text/html'));
      await clock.untilPending(250);
      expect(log).toEqual([
        'state listing: listing for the first time',
        'list 1',
        'items 1: cart',
        'failed 1: invalid',
        'state invalid retry 250: answered text/html',
      ]);
    });

    it('is repeated as another one, and its failure stays the state until a page comes', async () => {
      const { client, clock, log, states } = start();
      (await client.nextList()).reject(unreachable());
      await clock.untilPending(250);
      await clock.advance(250);
      const list = await client.nextList();
      expect(states()).toEqual(['listing', 'unreachable']);
      await list.options.onPage([object('cart')], { skipped: [] });
      expect(states()).toEqual(['listing', 'unreachable', 'listing']);
      list.resolve(complete('10', 1));
      await client.nextWatch();
      expect(log).toContain('complete 2: 1 at 10');
      expect(log).not.toContain('complete 1: 1 at 10');
    });

    it('begins a new epoch when it begins again between two pages', async () => {
      const { client, log } = start();
      const list = await client.nextList();
      await list.options.onPage([object('old')], { skipped: [] });
      await list.options.onRestart?.();
      await list.options.onPage([object('cart')], { skipped: [] });
      list.resolve(complete('10', 1));
      await client.nextWatch();
      expect(log.slice(1, 6)).toEqual([
        'list 1',
        'items 1: old',
        'list 2',
        'items 2: cart',
        'complete 2: 1 at 10',
      ]);
    });
  });

  describe('says how it is', () => {
    it.each([
      ['unreachable', 'unreachable'],
      ['throttled', 'unreachable'],
      ['expired', 'unreachable'],
      ['unauthorized', 'unauthorized'],
      ['forbidden', 'forbidden'],
      ['invalid', 'invalid'],
      ['not-served', 'not-served'],
    ] as const)(
      '%s at once as %s, as long as nothing succeeded',
      async (kind, state) => {
        const { client, clock, log } = start();
        (await client.nextList()).reject(
          new KubernetesError(kind, 'no', { status: 499 }),
        );
        await clock.untilPending(250);
        expect(log.at(-1)).toBe(`state ${state} 499 retry 250: no`);
      },
    );

    it('interrupted at the first failure, precisely from the second on, current when it is back', async () => {
      const { client, clock, states } = start();
      (await becomeCurrent(client)).reject(unreachable());
      await clock.untilPending(250);
      expect(states()).toEqual(['listing', 'current', 'interrupted']);
      await clock.advance(250);
      (await client.nextWatch()).reject(
        new KubernetesError('forbidden', 'no', { status: 403 }),
      );
      await clock.untilPending(500);
      expect(states().at(-1)).toBe('forbidden');
      await clock.advance(500);
      const watch = await client.nextWatch();
      watch.options.onOpen?.();
      await clock.advance(1_000);
      expect(states().at(-1)).toBe('current');
      watch.reject(unreachable());
      await settle();
      expect(states().at(-1)).toBe('interrupted');
    });

    it('current with the first event, without waiting', async () => {
      const { client, clock, states } = start();
      (await becomeCurrent(client)).reject(unreachable());
      await clock.untilPending(250);
      await clock.advance(250);
      const watch = await client.nextWatch();
      watch.options.onOpen?.();
      await watch.options.onEvents([added('cart')], '11');
      expect(states().at(-1)).toBe('current');
    });
  });

  it('gets past an event that is never valid by listing', async () => {
    const { client, clock } = start();
    const invalid = () => new KubernetesError('invalid', 'a line is not JSON');
    (await becomeCurrent(client)).reject(invalid());
    await clock.untilPending(250);
    await clock.advance(250);
    (await client.nextWatch()).reject(invalid());
    await clock.untilPending(500);
    await clock.advance(500);
    expect((await client.nextList()).verb).toBe('list');
  });

  describe('waits between attempts', () => {
    async function delays(options: ReflectorOptions, count: number) {
      const { client, clock } = start(options);
      const waited: number[] = [];
      for (let attempt = 0; attempt < count; attempt += 1) {
        (await client.nextList()).reject(unreachable());
        await settle();
        const [delay] = clock.pending();
        waited.push(delay);
        await clock.advance(delay);
      }
      return waited;
    }

    it('a random part of a bound that doubles up to a minute', async () => {
      expect(await delays({}, 10)).toEqual([
        250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
      ]);
    });

    it('as configured', async () => {
      expect(
        await delays(
          { backoffBaseMs: 100, backoffCapMs: 300, random: () => 0.99 },
          4,
        ),
      ).toEqual([99, 198, 297, 297]);
    });

    it('at least as long as the server asks', async () => {
      const { client, clock, log } = start();
      (await client.nextList()).reject(
        new KubernetesError('throttled', 'later', {
          status: 429,
          retryAfterMs: 120_000,
        }),
      );
      await clock.untilPending(120_000);
      expect(log.at(-1)).toBe('state unreachable 429 retry 120000: later');
    });

    it('no less than usual when the server asks for nothing', async () => {
      const { client, clock } = start();
      (await client.nextList()).reject(
        new KubernetesError('throttled', 'later', { retryAfterMs: 0 }),
      );
      await settle();
      expect(clock.pending()).toEqual([250]);
    });

    it('from the start after a watch that brought something', async () => {
      const { client, clock } = start();
      (await client.nextList()).reject(unreachable());
      await clock.untilPending(250);
      await clock.advance(250);
      const watch = await becomeCurrent(client);
      watch.options.onOpen?.();
      await watch.options.onEvents([added('cart')], '11');
      await clock.advance(1_000);
      watch.reject(unreachable());
      await settle();
      expect(clock.pending()).toEqual([250]);
    });

    it('from the start after a healthy minute', async () => {
      const { client, clock } = start();
      (await client.nextList()).reject(unreachable());
      await clock.untilPending(250);
      await clock.advance(250);
      const watch = await becomeCurrent(client);
      watch.options.onOpen?.();
      await clock.advance(60_000);
      watch.reject(unreachable());
      await settle();
      expect(clock.pending()).toEqual([250]);
    });

    it('ever longer for watches that are accepted and closed at once, whatever they bring', async () => {
      const { client, clock, states } = start();
      let watch = await becomeCurrent(client);
      for (const delay of [250, 500, 1_000]) {
        watch.options.onOpen?.();
        await watch.options.onEvents([added('cart')], '11');
        watch.resolve({ reason: 'closed', resourceVersion: '11' });
        await settle();
        expect(clock.pending()).toEqual([delay]);
        await clock.advance(delay);
        watch = await client.nextWatch();
      }
      expect(states()).toEqual(['listing', 'current']);
    });
  });

  describe('lists again when the caller does not believe a list yet', () => {
    const doubting = (times: number) => {
      let count = 0;
      return () => {
        count += 1;
        return count <= times ? ('list-again' as const) : undefined;
      };
    };

    it('after a while, under a new epoch, before it watches', async () => {
      const { client, clock, log } = start({}, { onListComplete: doubting(1) });
      (await client.nextList()).resolve(complete('10'));
      await clock.untilPending(15_000);
      expect(client.calls).toEqual([]);
      expect(log).toEqual([
        'state listing: listing for the first time',
        'list 1',
        'state listing retry 15000: a second list has to confirm the first',
      ]);
      await clock.advance(15_000);
      (await client.nextList()).resolve(complete('12'));
      expect((await client.nextWatch()).options.resourceVersion).toBe('12');
      expect(log.slice(3)).toEqual([
        'list 2',
        'state current: following changes',
        'confirmed by list at 12',
      ]);
    });

    it('with a jitter, at the pace that it is given', async () => {
      const { client, clock } = start(
        { listPacingMs: 1_000, random: () => 0 },
        { onListComplete: doubting(1) },
      );
      (await client.nextList()).resolve(complete('10'));
      await clock.untilPending(800);
      expect(client.calls).toEqual([]);
    });

    it('three times, and then takes it for a failure', async () => {
      const { client, clock, log } = start(
        { listPacingMs: 1_000 },
        { onListComplete: doubting(4) },
      );
      for (let list = 1; list <= 3; list += 1) {
        (await client.nextList()).resolve(complete('10'));
        await clock.untilPending(1_000);
        await clock.advance(1_000);
      }
      (await client.nextList()).resolve(complete('10'));
      await clock.untilPending(250);
      expect(log.at(-1)).toBe(
        'state invalid retry 250: lists one after the other contradict what was known before',
      );
      await clock.advance(250);
      (await client.nextList()).resolve(complete('14'));
      expect((await client.nextWatch()).options.resourceVersion).toBe('14');
    });
  });

  it('tells of objects that are too large only whom it wants to know', async () => {
    const deaf = start();
    expect((await deaf.client.nextList()).options.onOversized).toBe(undefined);
    await deaf.reflector.stop();
    const onListOversized = jest.fn();
    const { client } = start({}, { onListOversized });
    const list = await client.nextList();
    await list.options.onOversized?.([{ uid: 'u-1' }]);
    expect(onListOversized).toHaveBeenCalledWith([{ uid: 'u-1' }], {
      epoch: 1,
    });
  });

  it('passes on what is known, and what was skipped for it', async () => {
    const isKnown = () => true;
    const onListItems = jest.fn();
    const { client } = start({ isKnown }, { onListItems });
    const list = await client.nextList();
    expect(list.options.isKnown).toBe(isKnown);
    const skipped = [{ uid: 'u-1', resourceVersion: '7' }];
    await list.options.onPage([], { skipped });
    expect(onListItems).toHaveBeenCalledWith([], { epoch: 1, skipped });
  });

  describe('with initial events', () => {
    const streaming = (
      options: ReflectorOptions = {},
      overrides: Partial<ReflectorHandlers> = {},
    ) => start({ streamInitialEvents: true, ...options }, overrides);

    it('tells of them as of a list, and goes on as the watch that it is', async () => {
      const { client, log } = streaming();
      const { options } = await client.nextWatch();
      expect(options.resourceVersion).toBe(undefined);
      options.onOpen?.();
      await options.initialEvents?.onItems([object('cart')], { skipped: [] });
      await options.initialEvents?.onEnd({ resourceVersion: '10', count: 1 });
      await options.onEvents([added('search')], '11');
      expect(log).toEqual([
        'state listing: listing for the first time',
        'list 1',
        'items 1: cart',
        'complete 1: 1 at 10',
        'state current: following changes',
        'confirmed by list at 10',
        'events ADDED search at 11',
        'confirmed by event at 11',
      ]);
    });

    it('resumes by a plain watch', async () => {
      const { client, clock } = streaming();
      const watch = await client.nextWatch();
      watch.options.onOpen?.();
      await watch.options.initialEvents?.onEnd({
        resourceVersion: '10',
        count: 0,
      });
      await clock.advance(5_000);
      watch.resolve({ reason: 'closed', resourceVersion: '17' });
      const next = await client.nextWatch();
      expect(next.options.resourceVersion).toBe('10');
      expect(next.options.initialEvents).toBe(undefined);
    });

    it('asks for them again when the history was cut off', async () => {
      const { client, clock } = streaming();
      const watch = await client.nextWatch();
      watch.options.onOpen?.();
      await watch.options.initialEvents?.onEnd({
        resourceVersion: '10',
        count: 0,
      });
      watch.reject(new KubernetesError('expired', 'too old', { status: 410 }));
      await clock.untilPending(250);
      await clock.advance(250);
      expect((await client.nextWatch()).options.initialEvents).toBeDefined();
    });

    it.each(['invalid', 'forbidden', 'not-served'] as const)(
      'lists instead, at once and from then on, where the server refuses (%s)',
      async kind => {
        const { client, clock, log } = streaming();
        (await client.nextWatch()).reject(
          new KubernetesError(kind, 'no', { status: 422 }),
        );
        const list = await client.nextList();
        expect(log).toEqual([
          'state listing: listing for the first time',
          'list 1',
          `failed 1: ${kind}`,
          'list 2',
        ]);
        list.resolve(complete('10'));
        (await client.nextWatch()).reject(
          new KubernetesError('expired', 'too old', { status: 410 }),
        );
        await clock.untilPending(250);
        await clock.advance(250);
        await client.nextList();
      },
    );

    it('lists instead when they broke off twice in a row', async () => {
      const { client, clock } = streaming();
      (await client.nextWatch()).reject(unreachable());
      await clock.untilPending(250);
      await clock.advance(250);
      (await client.nextWatch()).reject(unreachable());
      expect((await client.nextList()).verb).toBe('list');
    });

    it('does not believe that the server cannot because it is throttled', async () => {
      const { client, clock } = streaming();
      for (const delay of [250, 500, 1_000]) {
        (await client.nextWatch()).reject(
          new KubernetesError('throttled', 'later', { status: 429 }),
        );
        await clock.untilPending(delay);
        await clock.advance(delay);
      }
      expect((await client.nextWatch()).options.initialEvents).toBeDefined();
    });

    it('gives up the watch when the caller does not believe them yet', async () => {
      const { client, clock, log } = streaming(
        {},
        { onListComplete: () => 'list-again' as const },
      );
      const watch = await client.nextWatch();
      watch.options.onOpen?.();
      const ended = watch.options.initialEvents?.onEnd({
        resourceVersion: '10',
        count: 0,
      });
      watch.reject(await errorOf(Promise.resolve(ended)));
      await clock.untilPending(15_000);
      expect(log.at(-1)).toBe(
        'state listing retry 15000: a second list has to confirm the first',
      );
      await clock.advance(15_000);
      await client.nextWatch();
    });

    it('tells of lists that contradict each other, and does not blame the stream', async () => {
      const { client, clock, log } = streaming(
        { listPacingMs: 1_000 },
        { onListComplete: () => 'list-again' as const },
      );
      for (const delay of [1_000, 1_000, 1_000, 250]) {
        const watch = await client.nextWatch();
        const ended = watch.options.initialEvents?.onEnd({
          resourceVersion: '10',
          count: 0,
        });
        watch.reject(await errorOf(Promise.resolve(ended)));
        await clock.untilPending(delay);
        if (delay === 1_000) {
          await clock.advance(delay);
        }
      }
      expect(log.at(-1)).toMatch(/^state invalid retry 250: lists one after/);
      await clock.advance(250);
      expect((await client.nextWatch()).options.initialEvents).toBeDefined();
    });

    it('gives its place back once they are complete', async () => {
      const leave = jest.fn();
      const { client } = streaming({ admitList: async () => leave });
      const { options } = await client.nextWatch();
      expect(leave).not.toHaveBeenCalled();
      await options.initialEvents?.onEnd({ resourceVersion: '10', count: 0 });
      expect(leave).toHaveBeenCalledTimes(1);
    });
  });

  describe('holds back', () => {
    function gate() {
      let open: () => void = () => {};
      const opened = new Promise<void>(resolve => {
        open = resolve;
      });
      return { opened, open };
    }

    it('a list while the caller takes a page', async () => {
      const { opened, open } = gate();
      const { client } = start({}, { onListItems: () => opened });
      const list = await client.nextList();
      let taken = false;
      const page = Promise.resolve(
        list.options.onPage([], { skipped: [] }),
      ).then(() => {
        taken = true;
      });
      await settle();
      expect(taken).toBe(false);
      open();
      await page;
    });

    it('the watch until the caller has taken the list', async () => {
      const { opened, open } = gate();
      const { client, log } = start({}, { onListComplete: () => opened });
      (await client.nextList()).resolve(complete('10'));
      await settle();
      expect(client.calls).toEqual([]);
      expect(log.join('\n')).not.toContain('confirmed');
      open();
      await client.nextWatch();
    });

    it('the proof of an event until the caller has taken it', async () => {
      const { opened, open } = gate();
      const { client, clock, log } = start(
        { initialResourceVersion: '7' },
        { onEvents: () => opened },
      );
      const watch = await client.nextWatch();
      watch.options.onOpen?.();
      const working = watch.options.onEvents([added('cart')], '11');
      await clock.advance(5_000);
      expect(log).toEqual([]);
      open();
      await working;
      expect(log.at(-1)).toBe('confirmed by event at 11');
    });

    it('lists until it is their turn, and gives the place back', async () => {
      const { opened, open } = gate();
      const leave = jest.fn();
      const { client } = start({
        admitList: async () => {
          await opened;
          return leave;
        },
      });
      await settle();
      expect(client.calls).toEqual([]);
      open();
      const list = await client.nextList();
      expect(leave).not.toHaveBeenCalled();
      list.resolve(complete('10'));
      await client.nextWatch();
      expect(leave).toHaveBeenCalledTimes(1);
    });
  });

  describe('ends', () => {
    it('when it is stopped, whatever it is at', async () => {
      const listing = start();
      await listing.client.nextList();
      await listing.reflector.stop();
      expect(listing.log).toEqual([
        'state listing: listing for the first time',
        'list 1',
      ]);

      const watching = start();
      await becomeCurrent(watching.client);
      await watching.reflector.stop();

      const waiting = start();
      (await waiting.client.nextList()).reject(unreachable());
      await waiting.clock.untilPending(250);
      await waiting.reflector.stop();
      expect(waiting.clock.pending()).toEqual([]);
      await expect(
        Promise.all([
          listing.reflector.done,
          watching.reflector.done,
          waiting.reflector.done,
        ]),
      ).resolves.toBeDefined();
    });

    it('when the signal aborts', async () => {
      const stopping = new AbortController();
      const { client, reflector } = start({ signal: stopping.signal });
      await client.nextList();
      stopping.abort();
      await expect(reflector.done).resolves.toBeUndefined();
    });

    it('without a call under a signal that has aborted', async () => {
      const { client, reflector } = start({ signal: AbortSignal.abort() });
      await reflector.done;
      expect(client.calls).toEqual([]);
    });

    it('when its client is closed', async () => {
      const { client, reflector } = start();
      (await becomeCurrent(client)).reject(
        new KubernetesError('aborted', 'the client was closed'),
      );
      await expect(reflector.done).resolves.toBeUndefined();
    });

    it('without declaring a list complete once it is stopped', async () => {
      const { client, log, reflector } = start();
      const list = await client.nextList();
      const stopped = reflector.stop();
      list.resolve(complete('10'));
      await stopped;
      expect(log.join('\n')).not.toContain('complete');
    });

    it.each([
      'onListStart',
      'onListItems',
      'onListComplete',
      'onState',
      'onConfirmed',
    ] as const)('with the error of %s', async name => {
      const ours = new TypeError('ours');
      const { client, reflector } = start(
        {},
        {
          [name]: () => {
            throw ours;
          },
        },
      );
      const failing = errorOf(reflector.done);
      void client.nextList().then(async list => {
        try {
          await list.options.onPage([object('cart')], { skipped: [] });
          list.resolve(complete('10'));
        } catch (error) {
          list.reject(error);
        }
      });
      expect(await failing).toBe(ours);
    });

    it('with the error of onEvents, which it does not take for reached', async () => {
      const ours = new TypeError('ours');
      const { client, log, reflector } = start(
        {},
        { onEvents: () => Promise.reject(ours) },
      );
      const failing = errorOf(reflector.done);
      const watch = await becomeCurrent(client);
      try {
        await watch.options.onEvents([added('cart')], '11');
      } catch (error) {
        watch.reject(error);
      }
      expect(await failing).toBe(ours);
      expect(log.join('\n')).not.toContain('confirmed by event');
    });

    it('with the error of onConfirmed for a watch that has settled', async () => {
      const ours = new TypeError('ours');
      const { client, clock, reflector } = start(
        { initialResourceVersion: '7' },
        {
          onConfirmed: () => {
            throw ours;
          },
        },
      );
      const failing = errorOf(reflector.done);
      (await client.nextWatch()).options.onOpen?.();
      await clock.advance(1_000);
      expect(await failing).toBe(ours);
    });
  });
});
