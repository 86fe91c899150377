import { mockServices } from '@backstage/backend-test-utils';
import { heardMetrics } from '../__testUtils__/heardMetrics';
import { FakeThread } from '../__testUtils__/FakeThread';
import { monotonicNow } from '../leases/DatabaseClock';
import { CollectorHost, type CollectorListener } from './CollectorHost';
import type { CollectorReport } from './messages';

const KEY = { adapter: 'kubernetes', group: 'apps', kind: 'Deployment' };

function hostOf(threads = 1) {
  const { metrics, heard: counted } = heardMetrics();
  const started: FakeThread[] = [];
  const heard: string[] = [];
  const reports: CollectorReport[] = [];
  let release: ((outcome: { refused: [] }) => void)[] = [];
  const listener: CollectorListener = {
    reported: report => {
      reports.push(report);
      heard.push(`${report.type} ${report.clusterId}`);
    },
    changed: report => {
      heard.push(`${report.type} ${report.clusterId} ${report.batch}`);
      return new Promise(resolve => {
        release.push(resolve);
      });
    },
    stored: async request => {
      heard.push(`stored ${request.clusterId}`);
      return { isSameMapping: true, lines: 'a\t1\th' };
    },
    interrupted: (clusterIds, reason) => {
      heard.push(`interrupted ${[...clusterIds].sort().join(',')}: ${reason}`);
    },
  };
  const logger = mockServices.logger.mock();
  const host = CollectorHost.create({
    threads,
    modulePaths: [],
    listener,
    logger,
    metrics,
    startThread: () => {
      const thread = new FakeThread();
      started.push(thread);
      return thread;
    },
  });
  return {
    host,
    started,
    heard,
    reports,
    counted,
    logger,
    /** What was handed over last is in the database now. */
    written: async () => {
      const waiting = release;
      release = [];
      waiting.forEach(resolve => resolve({ refused: [] }));
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

function batch(
  thread: FakeThread,
  clusterId: string,
  number: number,
  session = thread.started(clusterId).session,
): CollectorReport {
  return {
    type: 'batch',
    batch: number,
    clusterId,
    session,
    key: KEY,
    version: 'v1',
    changes: [],
    objects: 0,
  };
}

const connected = (clusterId: string, session: number): CollectorReport => ({
  type: 'connection',
  clusterId,
  session,
  state: 'connected',
});

describe('CollectorHost', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('starts a thread with the first cluster, and no more than are asked for', () => {
    const { host, started } = hostOf(2);
    expect(started).toHaveLength(0);
    for (const id of ['a', 'b', 'c', 'd']) {
      host.start(id, { server: `https://${id}` });
    }
    expect(started).toHaveLength(2);
    expect(started.map(thread => thread.starts())).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
    expect(started[0].started('a').connection).toEqual({ server: 'https://a' });
  });

  it('tells all threads the price sheet, and later ones before any cluster', () => {
    const { host, started } = hostOf(2);
    host.start('a', { server: 'https://a' });
    const rows = [{ currency: 'EUR', validFrom: '2026-11-01' }];
    host.setPrices(rows);
    host.start('b', { server: 'https://b' });
    expect(
      started.map(({ requests }) => requests.map(({ type }) => type)),
    ).toEqual([
      ['start', 'prices'],
      ['prices', 'start'],
    ]);
    expect(started[1].requests[0]).toEqual({ type: 'prices', rows });
  });

  it('passes on what the running session says', () => {
    const { host, started, heard } = hostOf();
    host.start('a', { server: 'https://a' });
    const { session } = started[0].started('a');
    started[0].report(connected('a', session));
    expect(heard).toEqual(['connection a']);
  });

  it('acknowledges what is in the database, not before', async () => {
    const { host, started, heard, written } = hostOf();
    host.start('a', { server: 'https://a' });
    const [thread] = started;
    thread.report(batch(thread, 'a', 1));
    expect(heard).toEqual(['batch a 1']);
    expect(thread.acknowledged()).toEqual([]);
    await written();
    expect(thread.acknowledged()).toEqual([1]);
  });

  it('ignores what a session says that was ended, and lets it go on', () => {
    const { host, started, heard } = hostOf();
    host.start('a', { server: 'https://a' });
    const [thread] = started;
    const { session } = thread.started('a');
    host.stop('a');
    expect(thread.requests.at(-1)).toEqual({
      type: 'stop',
      clusterId: 'a',
      session,
    });
    thread.report(connected('a', session));
    thread.report(batch(thread, 'a', 7, session));
    expect(heard).toEqual([]);
    // Without an answer it would wait for ever, and never end.
    expect(thread.acknowledged()).toEqual([7]);
  });

  it('tells a running session what is stored, and one that was ended nothing', async () => {
    const { host, started, heard } = hostOf();
    host.start('a', { server: 'https://a' });
    const [thread] = started;
    const { session } = thread.started('a');
    const ask = async (request: number) => {
      thread.report({
        type: 'stored',
        request,
        clusterId: 'a',
        session,
        key: KEY,
        fingerprint: 'code-1/v1',
      });
      await Promise.resolve();
      await Promise.resolve();
      return thread.requests.at(-1);
    };
    expect(await ask(1)).toEqual({
      type: 'stored',
      request: 1,
      isSameMapping: true,
      lines: 'a\t1\th',
    });
    host.stop('a');
    expect(await ask(2)).toEqual({ type: 'stored', request: 2, lines: '' });
    expect(heard).toEqual(['stored a']);
  });

  it('ends the old session when a cluster is started again', () => {
    const { host, started, heard } = hostOf();
    host.start('a', { server: 'https://a' });
    const [thread] = started;
    const { session: old } = thread.started('a');
    host.start('a', { server: 'https://moved' });
    const { session, connection } = thread.started('a');
    expect(session).not.toBe(old);
    expect(connection.server).toBe('https://moved');
    expect(thread.requests[1]).toMatchObject({ type: 'stop', session: old });
    thread.report(connected('a', old));
    expect(heard).toEqual([]);
    thread.report(connected('a', session));
    expect(heard).toEqual(['connection a']);
  });

  it('starts the clusters of a thread that died again, and no others', () => {
    const { host, started, heard } = hostOf(2);
    for (const id of ['a', 'b', 'c']) {
      host.start(id, { server: `https://${id}` });
    }
    const [first, second] = started;
    const before = second.requests.length;
    first.die();
    expect(heard).toEqual(['interrupted a,c: the collecting thread ended']);
    expect(started).toHaveLength(2);
    jest.advanceTimersByTime(2_000);
    expect(started).toHaveLength(3);
    expect(started[2].starts()).toEqual(['a', 'c']);
    expect(second.requests).toHaveLength(before);
    // The dead one has nothing to say any more.
    const { session } = first.started('a');
    expect(started[2].started('a').session).not.toBe(session);
  });

  it('does not take up again what was stopped while its thread was dead', () => {
    const { host, started } = hostOf();
    host.start('a', { server: 'https://a' });
    host.start('b', { server: 'https://b' });
    started[0].die();
    host.stop('a');
    jest.advanceTimersByTime(2_000);
    expect(started[1].starts()).toEqual(['b']);
  });

  describe('with a cluster whose reading ends threads', () => {
    const NAMES = Array.from({ length: 20 }, (_, index) => `c-${index}`);

    /**
     * Lets threads run for some time: what is started is read within a second,
     * while the culprit is being read until its thread dies of it, each time.
     *
     * @param isFast - the thread dies before anything is read completely
     */
    function run(
      parts: ReturnType<typeof hostOf>,
      culprits: string[],
      { isFast = false } = {},
    ) {
      const { started } = parts;
      const read = new Map<FakeThread, number>();
      const dead = new Set<FakeThread>();
      const deaths: string[][] = [];
      const runs = (thread: FakeThread, clusterId: string) => {
        const last = thread.requests.findLast(
          request =>
            (request.type === 'start' || request.type === 'stop') &&
            request.clusterId === clusterId,
        );
        return last?.type === 'start';
      };
      const speak = (thread: FakeThread) => {
        const from = read.get(thread) ?? 0;
        read.set(thread, thread.requests.length);
        const dies = culprits.some(id => runs(thread, id));
        for (const request of thread.requests.slice(from)) {
          if (request.type !== 'start') continue;
          const { clusterId, session } = request;
          thread.report(connected(clusterId, session));
          thread.report({
            type: 'discovered',
            clusterId,
            session,
            watches: [{ ...KEY, version: 'v1' }],
          });
          if (culprits.includes(clusterId) || (isFast && dies)) continue;
          thread.report({
            type: 'coverage',
            key: KEY,
            clusterId,
            session,
            state: 'current',
          });
        }
      };
      const members = (thread: FakeThread) =>
        [...new Set(thread.starts())].filter(id => runs(thread, id));
      const living = () =>
        started.filter(thread => !dead.has(thread) && !thread.terminated);
      return {
        deaths,
        living,
        members,
        seconds: async (count: number) => {
          for (let second = 0; second < count; second += 1) {
            living().forEach(speak);
            await jest.advanceTimersByTimeAsync(1_000);
            for (const thread of living()) {
              if (!read.has(thread)) continue;
              if (!culprits.some(id => runs(thread, id))) continue;
              dead.add(thread);
              deaths.push(members(thread));
              thread.die();
            }
          }
        },
      };
    }

    it('regression: sets it apart after two ends, and reads it ever more rarely', async () => {
      const parts = hostOf();
      const { host, heard, logger } = parts;
      for (const id of NAMES) host.start(id, { server: `https://${id}` });
      const running = run(parts, ['c-7']);
      await running.seconds(600);
      // Twice with all others, and from then on alone.
      expect(running.deaths.slice(0, 2).map(({ length }) => length)).toEqual([
        20, 20,
      ]);
      expect(running.deaths.slice(2)).toEqual(
        running.deaths.slice(2).map(() => ['c-7']),
      );
      expect(running.deaths.length).toBeLessThan(11);
      expect(running.members(running.living()[0]).sort()).toEqual(
        NAMES.filter(id => id !== 'c-7').sort(),
      );
      expect(heard).toContain(
        'interrupted c-7: reading it ended the collecting thread 3 times in a row, the last time alone; it is read again in 8 s, in a thread of its own',
      );
      expect(logger.error).toHaveBeenCalledWith(
        'Reading a cluster ends collecting threads',
        { cluster: 'c-7', deaths: 3, againInMs: 8_000 },
      );
      await host.shutdown();
    });

    it('finds it among many that are being read, and lets the others go back', async () => {
      const parts = hostOf();
      const { host } = parts;
      for (const id of NAMES) host.start(id, { server: `https://${id}` });
      const running = run(parts, ['c-7'], { isFast: true });
      await running.seconds(180);
      // As many as it takes to halve twenty, in either half.
      const found = running.deaths.findIndex(({ length }) => length === 1);
      expect(running.deaths[found]).toEqual(['c-7']);
      expect(found).toBeLessThan(10);
      expect(running.members(running.living()[0]).sort()).toEqual(
        NAMES.filter(id => id !== 'c-7').sort(),
      );
      await host.shutdown();
    });

    it('keeps a bounded number of threads apart, and lets the innocent go back', async () => {
      const parts = hostOf();
      const { host, started } = parts;
      for (const id of NAMES) host.start(id, { server: `https://${id}` });
      const culprits = ['c-1', 'c-5', 'c-9', 'c-13'];
      const running = run(parts, culprits);
      for (let minute = 0; minute < 10; minute += 1) {
        await running.seconds(60);
        expect(running.living().length).toBeLessThanOrEqual(3);
      }
      const normal = running
        .living()
        .find(thread => running.members(thread).length > 10)!;
      for (const id of NAMES.filter(name => !culprits.includes(name))) {
        expect(running.members(normal)).toContain(id);
      }
      const before = started.length;
      culprits.length = 0;
      // Once it can be read, it is one of them again.
      await running.seconds(1_300);
      expect(running.living()).toHaveLength(1);
      expect(running.members(running.living()[0])).toHaveLength(20);
      expect(started.length).toBeLessThan(before + 10);
      await host.shutdown();
    });

    it('blames nobody for a thread that never began', async () => {
      const { host, started, heard } = hostOf();
      host.start('a', { server: 'https://a' });
      for (let end = 0; end < 5; end += 1) {
        started.at(-1)!.die();
        jest.advanceTimersByTime(2_000);
      }
      expect(started).toHaveLength(6);
      expect(new Set(heard)).toEqual(
        new Set(['interrupted a: the collecting thread ended']),
      );
    });

    it('does not take up apart what was stopped or started anew meanwhile', async () => {
      const parts = hostOf();
      const { host, started } = parts;
      host.start('a', { server: 'https://a' });
      const running = run(parts, ['a']);
      await running.seconds(8);
      expect(running.deaths.length).toBeGreaterThan(2);
      const count = started.length;
      host.start('a', { server: 'https://moved' });
      expect(started).toHaveLength(count + 1);
      host.stop('a');
      await jest.advanceTimersByTimeAsync(20 * 60_000);
      expect(started).toHaveLength(count + 1);
      await host.shutdown();
    });
  });

  it('gives a cluster to the thread that has least to do', () => {
    const { host, started } = hostOf(2);
    host.start('large', { server: 'https://large' }, { weight: 10 });
    for (const id of ['a', 'b', 'c']) {
      host.start(id, { server: `https://${id}` });
    }
    expect(started.map(thread => thread.starts())).toEqual([
      ['large'],
      ['a', 'b', 'c'],
    ]);
    host.stop('large');
    host.start('d', { server: 'https://d' });
    expect(started[0].starts()).toEqual(['large', 'd']);
  });

  it('tells a thread which clusters did not answer the last time', () => {
    const { host, started } = hostOf();
    host.start('old', { server: 'https://old' }, { failedBefore: true });
    for (const id of ['dead', 'well']) {
      host.start(id, { server: `https://${id}` });
      expect(started[0].started(id)).not.toHaveProperty('failedBefore');
    }
    const sessionOf = (id: string) => started[0].started(id).session;
    started[0].report({
      type: 'connection',
      clusterId: 'dead',
      session: sessionOf('dead'),
      state: 'unreachable',
      reason: 'timed out',
    });
    started[0].report(connected('well', sessionOf('well')));
    started[0].die();
    jest.advanceTimersByTime(2_000);
    expect(
      ['old', 'dead', 'well'].map(id => started[1].started(id).failedBefore),
    ).toEqual([true, true, undefined]);
  });

  it('passes on proofs of all clusters of a thread, each as old as it is', () => {
    const { host, started, reports } = hostOf();
    host.start('a', { server: 'https://a' });
    host.start('b', { server: 'https://b' });
    const [thread] = started;
    const { session } = thread.started('a');
    host.stop('b');
    thread.emit('message', {
      type: 'proofs',
      clusters: [
        { clusterId: 'a', session, keys: [KEY], at: monotonicNow() - 1_000 },
        { clusterId: 'b', session: 2, keys: [KEY], at: monotonicNow() },
      ],
    });
    expect(reports).toEqual([
      {
        type: 'confirmed',
        clusterId: 'a',
        session,
        keys: [KEY],
        ageMs: expect.any(Number),
      },
    ]);
    const [{ ageMs }] = reports as { ageMs: number }[];
    expect(ageMs).toBeGreaterThanOrEqual(1_000);
    expect(ageMs).toBeLessThan(60_000);
  });

  it('hands on what a thread counted, and says how its threads do', () => {
    const { host, started, counted } = hostOf(2);
    expect(host.threads()).toEqual([]);
    host.start('a', { server: 'https://a' });
    const [thread] = started;
    expect(host.threads()).toEqual([{ state: 'starting', clusters: 1 }]);
    thread.emit('message', {
      type: 'proofs',
      clusters: [],
      counts: {
        requests: { answered: 7, throttled: 1 },
        lists: { again: 2 },
        objects: { parsed: 3, skipped: 497 },
      },
    });
    expect(counted).toEqual([
      ['requestsMade', 'answered', 7],
      ['requestsMade', 'throttled', 1],
      ['listed', 'again', 2],
      ['objectsRead', { parsed: 3, skipped: 497 }],
    ]);
    expect(host.threads()).toEqual([{ state: 'running', clusters: 1 }]);
    thread.die();
    expect(host.threads()).toEqual([{ state: 'stopped', clusters: 1 }]);
    jest.advanceTimersByTime(2_000);
    expect(host.threads()).toEqual([{ state: 'starting', clusters: 1 }]);
  });

  it('ends a thread that does not answer, after a while', async () => {
    const { host, started } = hostOf();
    host.start('a', { server: 'https://a' });
    const [thread] = started;
    thread.answering = false;
    const ended = host.shutdown();
    await jest.advanceTimersByTimeAsync(4_999);
    expect(thread.terminated).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await ended;
    expect(thread.terminated).toBe(true);
  });

  it('logs what a thread fails with, and ends all at shutdown', async () => {
    const { host, started, heard, logger } = hostOf();
    host.start('a', { server: 'https://a' });
    started[0].emit('error', new Error('out of memory'));
    expect(logger.error).toHaveBeenCalledWith(
      expect.any(String),
      expect.objectContaining({ message: 'out of memory' }),
    );
    await host.shutdown();
    expect(started[0].terminated).toBe(true);
    started[0].die();
    jest.advanceTimersByTime(60_000);
    expect(heard).toEqual([]);
    expect(started).toHaveLength(1);
  });
});
