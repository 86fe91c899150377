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

  it('gives a cluster to the thread that has least to do', () => {
    const { host, started } = hostOf(2);
    host.start('large', { server: 'https://large' }, 10);
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
