import { MessageChannel } from 'node:worker_threads';
import { deploymentObject, testAdapter } from '../__testUtils__/deployments';
import { answer, FakeCluster, refusal } from '../__testUtils__/FakeCluster';
import { isBatch, Portal, saysCoverage } from '../__testUtils__/Portal';
import { monotonicNow } from '../leases/DatabaseClock';
import type { BatchReport, ThreadReport } from './messages';
import { serveCollectors } from './serveCollectors';

jest.setTimeout(30_000);

const DEPLOYMENTS_PATH = '/apis/apps/v1/deployments';

/** A list is complete: the place to go on from is told. */
const isList = (report: Parameters<typeof isBatch>[0]): report is BatchReport =>
  isBatch(report) && report.checkpoint !== undefined;

describe('serveCollectors', () => {
  let cluster: FakeCluster;
  let channel: MessageChannel;
  let portal: Portal;
  const started: { clusterId: string; session: number }[] = [];
  const start = (clusterId = 'c-1', session = 1, server = cluster.url) => {
    started.push({ clusterId, session });
    portal.send({ type: 'start', clusterId, session, connection: { server } });
  };

  beforeEach(async () => {
    cluster = await FakeCluster.start([
      deploymentObject('a', '1'),
      deploymentObject('b'),
    ]);
    channel = new MessageChannel();
    serveCollectors({
      port: channel.port1,
      adapters: [testAdapter],
      fingerprint: 'code-1',
    });
    portal = new Portal(channel.port2);
  });

  afterEach(async () => {
    for (const { clusterId, session } of started) {
      portal.send({ type: 'stop', clusterId, session });
    }
    started.length = 0;
    portal.acknowledging = true;
    for (const report of portal.reports) {
      if (isBatch(report)) portal.acknowledge(report);
    }
    await cluster.untilUnwatched();
    channel.port2.close();
    await cluster.stop();
  });

  it('tells who the cluster is, what it serves, what is there, and that it is current', async () => {
    start();
    await portal.until(saysCoverage('Deployment', 'current'));
    const owner = { clusterId: 'c-1', session: 1 };
    expect(portal.reports[0]).toEqual({
      type: 'connection',
      state: 'connected',
      uid: 'uid-of-kube-system',
      kubernetesVersion: 'v1.34.2',
      ...owner,
    });
    expect(portal.reports[1]).toEqual({
      type: 'discovered',
      watches: [
        {
          adapter: 'kubernetes',
          group: 'apps',
          kind: 'Deployment',
          version: 'v1',
        },
        {
          adapter: 'kubernetes',
          group: 'nobody.example.com',
          kind: 'Nothing',
          state: 'not-served',
        },
      ],
      ...owner,
    });
    const batch = portal.reports.find(isBatch);
    expect(batch).toMatchObject({
      type: 'batch',
      version: 'v1',
      key: { adapter: 'kubernetes', group: 'apps', kind: 'Deployment' },
      changes: [
        { type: 'facts', uid: 'uid-a', facts: [{ columns: { version: '1' } }] },
      ],
      objects: 2,
      skipped: [{ reason: 'malformed', count: 1 }],
      ...owner,
    });
    expect(portal.changes()).toEqual(['facts uid-a', 'list of 2']);
    expect(portal.reports.find(isList)).toMatchObject({
      checkpoint: { resourceVersion: '100', fingerprint: 'code-1/v1' },
    });
  });

  it('goes on from where it was, and reads no list', async () => {
    portal.stored = {
      isSameMapping: true,
      checkpoint: { resourceVersion: '100', objects: 1 },
      lines: 'uid-a\t1\th',
    };
    start();
    await cluster.untilWatched();
    cluster.tell('DELETED', deploymentObject('a', '1'));
    await portal.until(isBatch);
    expect(portal.changes()).toEqual(['deleted uid-a']);
    expect(portal.reports.find(isBatch)).toMatchObject({
      objects: 0,
      checkpoint: { resourceVersion: '101' },
    });
    expect(cluster.watchedFrom).toEqual(['100']);
  });

  it('tells why a kind is not current while a list is doubted', async () => {
    cluster.setObjects([]);
    portal.stored = {
      isSameMapping: true,
      lines: Array.from({ length: 10 }, (_, i) => `uid-${i}\t1\th`).join('\n'),
    };
    start();
    expect(
      await portal.until(
        report =>
          report.type === 'coverage' &&
          report.reason?.includes('a list lost') === true,
      ),
    ).toMatchObject({
      state: 'listing',
      reason: 'a list lost 10 of 10 objects; a second list has to confirm it',
    });
    expect(portal.changes()).toEqual([]);
  });

  it('tells changes as they come, and proofs of freshness', async () => {
    start();
    await cluster.untilWatched();
    cluster.tell('MODIFIED', deploymentObject('a', '2'));
    cluster.tell('DELETED', deploymentObject('a', '2'));
    await portal.until(
      report => isBatch(report) && portal.changes().includes('deleted uid-a'),
    );
    expect(portal.changes().slice(2)).toEqual(['facts uid-a', 'deleted uid-a']);
    const before = monotonicNow();
    const proofs = await portal.until(report => report.type === 'proofs');
    expect(proofs).toMatchObject({
      clusters: [
        { clusterId: 'c-1', session: 1, keys: [{ kind: 'Deployment' }] },
      ],
    });
    // As old as they are, by a clock that both threads have.
    const [{ at }] = (proofs as Extract<ThreadReport, { type: 'proofs' }>)
      .clusters;
    // And with them what was done, the watch that goes on left out.
    const { counts } = proofs as Extract<ThreadReport, { type: 'proofs' }>;
    expect(counts?.requests.answered).toBeGreaterThan(3);
    expect(counts?.lists).toMatchObject({ first: 1 });
    expect(counts?.objects.skipped).toBe(0);
    expect(counts?.objects.parsed).toBeGreaterThan(1);
    expect(at).toBeLessThan(before);
    expect(at).toBeGreaterThan(before - 60_000);
  });

  it('ends everything before it says so, with what is under way handed over', async () => {
    portal.acknowledging = false;
    start();
    const batch = await portal.until(isBatch);
    portal.send({ type: 'shutdown' });
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    expect(portal.reports.map(({ type }) => type)).not.toContain('stopped');
    portal.acknowledge(batch);
    await portal.until(report => report.type === 'stopped');
    await cluster.untilUnwatched();
  });

  it('reads no further than what was acknowledged', async () => {
    portal.acknowledging = false;
    start();
    const batch = await portal.until(isBatch);
    expect(batch.type).toBe('batch');
    await portal.until(saysCoverage('Deployment', 'listing'));
    expect(portal.reports.filter(isBatch)).toHaveLength(1);
    expect(portal.reports.some(saysCoverage('Deployment', 'current'))).toBe(
      false,
    );
    portal.acknowledge(batch);
    const list = await portal.until(isList);
    // Not before it is in the database is the kind current.
    expect(portal.reports.some(saysCoverage('Deployment', 'current'))).toBe(
      false,
    );
    portal.acknowledge(list);
    await portal.until(saysCoverage('Deployment', 'current'));
  });

  it('ends when it is told to, and closes its watches', async () => {
    start();
    await cluster.untilWatched();
    portal.send({ type: 'stop', clusterId: 'c-1', session: 1 });
    await cluster.untilUnwatched();
    const before = portal.reports.length;
    cluster.tell('MODIFIED', deploymentObject('a', '9'));
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    expect(portal.reports).toHaveLength(before);
  });

  it('keeps sessions of a cluster apart', async () => {
    start('c-1', 1);
    await cluster.untilWatched();
    start('c-1', 2);
    portal.send({ type: 'stop', clusterId: 'c-1', session: 1 });
    await portal.until(
      report =>
        'session' in report &&
        report.session === 2 &&
        saysCoverage('Deployment', 'current')(report),
    );
    // A new session tells all that is there, whatever the old one told.
    expect(
      portal.reports.filter(
        report => 'session' in report && report.session === 2 && isList(report),
      ),
    ).toHaveLength(1);
  });

  it('deletes nothing by a list that is not complete', async () => {
    cluster.instead.set(
      DEPLOYMENTS_PATH,
      answer({ apiVersion: 'v1', kind: 'List', items: [] }),
    );
    start();
    await portal.until(saysCoverage('Deployment', 'invalid'));
    expect(portal.changes()).toEqual([]);
  });

  it.each([
    ['/version', 401, 'unauthorized'],
    ['/version', 403, 'forbidden'],
    ['/version', 500, 'unreachable'],
    ['/version', 404, 'invalid'],
    ['/apis', 401, 'unauthorized'],
    ['/api/v1/namespaces/kube-system', 401, 'unauthorized'],
  ])('tells that %s answers %i: %s', async (path, code, state) => {
    cluster.instead.set(path, refusal(code, 'X', 'because'));
    start();
    expect(
      await portal.until(report => report.type === 'connection'),
    ).toMatchObject({ state, reason: expect.stringContaining('because') });
  });

  it('tells a cluster where nobody listens', async () => {
    const { url } = cluster;
    const gone = await FakeCluster.start();
    await gone.stop();
    start('c-1', 1, gone.url);
    expect(url).not.toBe(gone.url);
    expect(
      await portal.until(report => report.type === 'connection'),
    ).toMatchObject({
      state: 'unreachable',
      reason: expect.stringContaining('connection refused'),
    });
  });

  it('tells one that answers with a page', async () => {
    cluster.instead.set('/version', response => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Sign in</html>');
    });
    start();
    expect(
      await portal.until(report => report.type === 'connection'),
    ).toMatchObject({ state: 'invalid' });
  });

  it('tells a kind that may not be read, and goes on with the rest', async () => {
    cluster.instead.set(
      DEPLOYMENTS_PATH,
      refusal(403, 'Forbidden', 'deployments.apps is forbidden'),
    );
    start();
    expect(
      await portal.until(saysCoverage('Deployment', 'forbidden')),
    ).toMatchObject({
      reason: expect.stringContaining('deployments.apps is forbidden'),
    });
    expect(portal.reports[0]).toMatchObject({ state: 'connected' });
  });

  it('knows no identity where it may not be read', async () => {
    cluster.instead.set(
      '/api/v1/namespaces/kube-system',
      refusal(403, 'Forbidden', 'no'),
    );
    start();
    const connected = await portal.until(
      report => report.type === 'connection',
    );
    expect(connected).toMatchObject({ state: 'connected' });
    expect(connected).not.toHaveProperty('uid');
  });

  it('regression: takes no identity that no database takes', async () => {
    cluster.instead.set(
      '/api/v1/namespaces/kube-system',
      answer({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'kube-system', uid: 'uid\u0000' },
      }),
    );
    start();
    expect(
      await portal.until(report => report.type === 'connection'),
    ).not.toHaveProperty('uid');
  });

  it('tells that a watch broke, and is current again without being asked', async () => {
    start();
    await cluster.untilWatched();
    await portal.until(saysCoverage('Deployment', 'current'));
    const before = portal.reports.length;
    cluster.cut();
    await portal.until(saysCoverage('Deployment', 'interrupted'));
    await cluster.untilWatched();
    await portal.until(
      report =>
        portal.reports.indexOf(report) > before &&
        saysCoverage('Deployment', 'current')(report),
    );
    expect(portal.changes().filter(each => each.startsWith('deleted'))).toEqual(
      [],
    );
  });
});
