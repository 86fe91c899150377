import type { ClusterNetworkPolicy } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient, KubernetesError } from '@fleetview/kube-watch';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { toKubernetesConnection } from './toKubernetesConnection';

describe('the network policy of a connection', () => {
  let cluster: FakeCluster;

  beforeEach(async () => {
    cluster = await FakeCluster.start();
  });
  afterEach(async () => {
    await cluster.stop();
  });

  /** The version that a cluster says over this connection, or why it was not asked. */
  async function versionAt(
    host: string,
    networkPolicy: ClusterNetworkPolicy,
  ): Promise<string> {
    const server = new URL(cluster.url);
    server.hostname = host;
    const client = KubernetesClient.create({
      connection: toKubernetesConnection({
        server: server.origin,
        token: 't',
        networkPolicy,
      }),
    });
    try {
      return (await client.version()).gitVersion;
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error;
      return `${error.kind}: ${error.reason}`;
    } finally {
      await client.close();
    }
  }

  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433'])(
    'sends nothing to %s unless it is allowed',
    async host => {
      const said = await versionAt(host, { allowPrivate: true, allow: [] });
      expect(said).toMatch(/^invalid: .* is a loopback address; add '/);
      expect(said).toContain('fleet.network.allow');
      expect(cluster.seen).toEqual([]);
    },
  );

  it.each([
    ['127.0.0.1', '127.0.0.0/8'],
    ['2130706433', '127.0.0.1'],
    ['localhost', 'localhost'],
  ])('connects to %s where %s is allowed', async (host, entry) => {
    expect(await versionAt(host, { allowPrivate: false, allow: [entry] })).toBe(
      'v1.34.2',
    );
  });
});
