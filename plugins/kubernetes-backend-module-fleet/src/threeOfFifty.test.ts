import { ApiServer } from './__testUtils__/ApiServer';
import { component } from './__testUtils__/component';
import { configured, Portal } from './__testUtils__/Portal';

const CLUSTERS = 50;
const RUNS_ON = ['cluster-07', 'cluster-23', 'cluster-41'];

jest.setTimeout(180_000);

describe('the Kubernetes tab of a component on 3 of 50 clusters', () => {
  const servers = new Map<string, ApiServer>();
  let portal: Portal | undefined;

  beforeEach(async () => {
    for (let number = 0; number < CLUSTERS; number += 1) {
      const name = `cluster-${String(number).padStart(2, '0')}`;
      servers.set(
        name,
        await ApiServer.start({
          name,
          components: RUNS_ON.includes(name) ? ['cart', 'mail'] : ['mail'],
        }),
      );
    }
  });

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
    await Promise.all([...servers.values()].map(server => server.stop()));
    servers.clear();
  });

  async function begin(withModule: boolean): Promise<Portal> {
    portal = await Portal.start({
      withModule,
      entities: [component('cart'), component('mail')],
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'config', clusters: configured(servers) },
        ],
      },
    });
    await portal.untilRead(CLUSTERS);
    return portal;
  }

  const asked = () =>
    [...servers]
      .filter(([, server]) => server.asked.length > 0)
      .map(([name]) => name);

  it('asks 3, and 47 not at all', async () => {
    const started = await begin(true);
    expect(asked()).toEqual([]);
    const items = await started.objects('component:default/cart');
    expect(asked()).toEqual(RUNS_ON);
    expect(items.map(({ cluster }) => cluster.name).sort()).toEqual(RUNS_ON);
    // One question for each of the plugin's kinds.
    expect(servers.get('cluster-07')?.asked).toHaveLength(13);
    // The plugin's own clusters are signed in to as ever.
    expect(servers.get('cluster-07')?.asked[0].authorization).toBe(
      'Bearer token-of-cluster-07',
    );
    // One that runs everywhere is asked about everywhere.
    await started.objects('component:default/mail');
    expect(asked()).toHaveLength(CLUSTERS);
  });

  it('gives two answers and one error when one of the three is dead', async () => {
    const started = await begin(true);
    await servers.get('cluster-23')?.stop();
    const items = await started.objects('component:default/cart');
    const errors = items.filter(item => item.errors.length > 0);
    expect(errors.map(({ cluster }) => cluster.name)).toEqual(['cluster-23']);
    expect(errors[0].errors[0]).toMatchObject({ errorType: 'FETCH_ERROR' });
    expect(
      items
        .filter(item => item.errors.length === 0)
        .map(({ cluster }) => cluster.name)
        .sort(),
    ).toEqual(['cluster-07', 'cluster-41']);
    expect(asked()).toEqual(['cluster-07', 'cluster-41']);
  });

  it('asks 50 without the module', async () => {
    const started = await begin(false);
    const items = await started.objects('component:default/cart');
    expect(asked()).toHaveLength(CLUSTERS);
    expect(items.map(({ cluster }) => cluster.name).sort()).toEqual(RUNS_ON);
  });
});
