import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  kubernetesAuthStrategyExtensionPoint,
  kubernetesFetcherExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { ApiServer } from './__testUtils__/ApiServer';
import { component } from './__testUtils__/component';
import { configured, Portal } from './__testUtils__/Portal';

jest.setTimeout(60_000);

/** A module of somebody else, that signs in otherwise and fetches by itself. */
const otherModule = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'other',
  register(env) {
    env.registerInit({
      deps: {
        authStrategies: kubernetesAuthStrategyExtensionPoint,
        fetchers: kubernetesFetcherExtensionPoint,
      },
      async init({ authStrategies, fetchers }) {
        authStrategies.addAuthStrategy('serviceAccount', {
          getCredential: async () => ({
            type: 'bearer token',
            token: 'token-of-the-other-module',
          }),
          validateCluster: () => [],
          presentAuthMetadata: () => ({}),
        });
        fetchers.addFetcher(({ getDefault }) => getDefault());
      },
    });
  },
});

describe('the Kubernetes plugin with the module', () => {
  const servers = new Map<string, ApiServer>();
  let portal: Portal | undefined;

  beforeEach(async () => {
    for (const name of ['a', 'b']) {
      servers.set(name, await ApiServer.start({ name, components: ['cart'] }));
    }
  });

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
    await Promise.all([...servers.values()].map(server => server.stop()));
    servers.clear();
  });

  const clusterLocatorMethods = () => [
    { type: 'config', clusters: configured(servers) },
  ];

  it('works as without it where there is no fleet, and says so once', async () => {
    portal = await Portal.start({
      withFleet: false,
      entities: [component('cart')],
      kubernetes: { clusterLocatorMethods: clusterLocatorMethods() },
    });
    const { body } = await portal.get('/api/kubernetes/clusters');
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
      'a',
      'b',
    ]);
    for (let time = 0; time < 3; time += 1) {
      expect(await portal.objects('component:default/cart')).toHaveLength(2);
    }
    expect(servers.get('a')?.asked[0].authorization).toBe('Bearer token-of-a');
    expect(
      portal.log.lines.filter(line => line.includes('asks all clusters')),
    ).toHaveLength(1);
  });

  it('starts without locators of its own', async () => {
    portal = await Portal.start({
      withFleet: false,
      entities: [component('cart')],
      kubernetes: {
        clusterLocatorMethods: undefined,
        serviceLocatorMethod: undefined,
        fleet: {},
      },
    });
    const { status, body } = await portal.get('/api/kubernetes/clusters');
    expect([status, body]).toEqual([200, { items: [] }]);
  });

  it('stops on a locator that it does not know, as ever', async () => {
    await expect(
      Portal.start({
        withFleet: false,
        entities: [],
        kubernetes: { clusterLocatorMethods: [{ type: 'nonsense' }] },
      }),
    ).rejects.toThrow(/nonsense/);
  });

  it('leaves another module its strategies and its fetcher', async () => {
    portal = await Portal.start({
      withFleet: false,
      before: [otherModule],
      entities: [component('cart')],
      kubernetes: { clusterLocatorMethods: clusterLocatorMethods() },
    });
    expect(await portal.objects('component:default/cart')).toHaveLength(2);
    expect(servers.get('a')?.asked[0].authorization).toBe(
      'Bearer token-of-the-other-module',
    );
    expect(
      portal.log.lines.filter(line => line.includes('Another module fetches')),
    ).toHaveLength(1);
  });
});
