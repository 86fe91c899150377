import { collect } from '../__testUtils__/collect';
import { deploymentObject, testAdapter } from '../__testUtils__/deployments';
import { FakeCluster, refusal } from '../__testUtils__/FakeCluster';
import { ClusterCollector, type ClusterReport } from './ClusterCollector';
import { ThreadShare } from './ThreadShare';

jest.setTimeout(30_000);

describe('ClusterCollector', () => {
  it('regression: believes a watch that goes on rather than a group that cannot be looked at', async () => {
    const cluster = await FakeCluster.start([deploymentObject('a', '1')]);
    const { collector, said, lookAgain, until } = collect(cluster.url);
    await until(() => said('Deployment').includes('current'));
    cluster.instead.set(
      '/apis/apps/v1',
      refusal(503, 'ServiceUnavailable', 'a moment'),
    );
    lookAgain();
    await until(() => said('Nothing').length === 2);
    expect(said('Deployment').at(-1)).toBe('current');
    await collector.stop();
    await cluster.stop();
  });

  it('tells a kind whose group cannot be looked at, and reads it once it can', async () => {
    const cluster = await FakeCluster.start([deploymentObject('a', '1')]);
    cluster.instead.set(
      '/apis/apps/v1',
      refusal(503, 'ServiceUnavailable', 'a moment'),
    );
    const { collector, said, lookAgain, until } = collect(cluster.url);
    await until(() => said('Nothing').length === 1);
    expect(said('Deployment')).toEqual(['unreachable']);
    cluster.instead.clear();
    lookAgain();
    await until(() => said('Deployment').includes('current'));
    await collector.stop();
    await cluster.stop();
  });

  it('tells what is served once, until it is different or the cluster had failed', async () => {
    const cluster = await FakeCluster.start([deploymentObject('a', '1')]);
    const { collector, reports, said, lookAgain, until } = collect(cluster.url);
    const times = (type: ClusterReport['type']) =>
      reports.filter(report => report.type === type).length;
    await until(() => said('Deployment').includes('current'));
    lookAgain();
    await until(() => times('connection') === 2);
    cluster.instead.set('/version', refusal(500, 'InternalError', 'a moment'));
    lookAgain();
    await until(() => times('connection') === 3);
    expect(times('discovered')).toBe(1);
    cluster.instead.clear();
    await until(() => times('discovered') === 2);
    expect(said('Nothing')).toEqual(['not-served', 'not-served']);
    await collector.stop();
    await cluster.stop();
  });

  it('stops reading a kind that is served no more', async () => {
    const cluster = await FakeCluster.start([deploymentObject('a', '1')]);
    const { collector, said, lookAgain, until } = collect(cluster.url);
    await until(() => said('Deployment').includes('current'));
    await cluster.untilWatched();
    cluster.instead.set('/apis', response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ kind: 'APIGroupList', groups: [] }));
    });
    lookAgain();
    await until(() => said('Deployment').includes('not-served'));
    await cluster.untilUnwatched();
    expect(said('Deployment').at(-1)).toBe('not-served');
    await collector.stop();
    await cluster.stop();
  });

  it('waits for its turn, says so, and holds nobody up who does not answer', async () => {
    const cluster = await FakeCluster.start([deploymentObject('a', '1')]);
    const hanging = await FakeCluster.start([]);
    hanging.instead.set('/version', () => {});
    const share = new ThreadShare({ connecting: 1 });
    const first = collect(hanging.url, share);
    const second = collect(cluster.url, share);
    await second.until(() => second.said('Deployment').includes('current'));
    expect(second.reports[0]).toEqual({ type: 'waiting' });
    expect(first.reports).toEqual([]);
    await first.collector.stop();
    await second.collector.stop();
    await cluster.stop();
    await hanging.stop();
  });

  it('does not take the place of others where it failed before it was started', async () => {
    const cluster = await FakeCluster.start([deploymentObject('a', '1')]);
    const dead = await FakeCluster.start([]);
    dead.instead.set('/version', () => {});
    const share = new ThreadShare({ connecting: 1 });
    const first = collect(dead.url, share, { failedBefore: true });
    const second = collect(cluster.url, share);
    await second.until(() => second.said('Deployment').includes('current'));
    expect(second.reports.map(({ type }) => type)).not.toContain('waiting');
    await first.collector.stop();
    await second.collector.stop();
    await cluster.stop();
    await dead.stop();
  });

  it('tells a connection that can never be made, and ends', async () => {
    const reports: ClusterReport[] = [];
    const collector = ClusterCollector.start({
      clusterId: 'c-1',
      fingerprint: 'code-1',
      adapters: [testAdapter],
      connection: { server: 'no server at all' },
      sink: {
        report: report => reports.push(report),
        confirmed: () => {},
        batch: async () => ({ refused: [] }),
        stored: async () => ({ lines: '' }),
      },
    });
    await collector.stop();
    expect(reports).toMatchObject([{ type: 'connection', state: 'invalid' }]);
  });
});
