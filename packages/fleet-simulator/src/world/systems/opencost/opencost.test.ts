import { parse } from 'yaml';
import { FleetSimulator } from '../../../FleetSimulator';
import { renderAppConfig } from '../../../output/appConfig';
import type { SimulatedCluster } from '../../../SimulatedCluster';

const PROXY = '/api/v1/namespaces/opencost/services/http:opencost:9003/proxy';
const DAY_MS = 86_400_000;

type Allocation = {
  properties: Record<string, string>;
  window: { start: string };
  totalCost: number;
  cpuCost: number;
  ramCost: number;
};

describe('OpenCost', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
    await simulator.start();
  });

  afterAll(() => simulator.stop());

  const day = (daysAgo: number) => {
    const start = Math.floor(simulator.now / DAY_MS - daysAgo) * DAY_MS;
    return [start, start + DAY_MS]
      .map(time => new Date(time).toISOString().replace('.000Z', 'Z'))
      .join(',');
  };
  async function ask(cluster: SimulatedCluster, path: string) {
    const response = await fetch(`${cluster.url}${PROXY}${path}`, {
      headers: { authorization: `Bearer ${cluster.token}` },
    });
    return { status: response.status, text: await response.text() };
  }
  async function allocations(name: string, daysAgo: number) {
    const { text } = await ask(
      simulator.cluster(name),
      `/allocation/compute?window=${day(
        daysAgo,
      )}&aggregate=cluster,namespace,controllerKind,controller&includeIdle=true`,
    );
    const [set] = JSON.parse(text).data as Record<string, Allocation>[];
    return set;
  }
  const sumOf = (set: Record<string, Allocation>) =>
    Object.values(set).reduce((sum, { totalCost }) => sum + totalCost, 0);

  it('makes of workloads and idle cost what the nodes cost', async () => {
    const set = await allocations('prod-euw1-a', 1);
    const { text } = await ask(
      simulator.cluster('prod-euw1-a'),
      `/assets?window=${day(1)}`,
    );
    const nodes = Object.values(
      JSON.parse(text).data as Record<string, Allocation>,
    );
    expect(nodes).toHaveLength(8);
    const paid = nodes.reduce((sum, { totalCost }) => sum + totalCost, 0);
    const told = Object.values(set).reduce(
      (sum, { cpuCost, ramCost }) => sum + cpuCost + ramCost,
      0,
    );
    expect(told).toBeCloseTo(paid, 2);
    const idle = set.__idle__.totalCost / sumOf(set);
    expect(idle).toBeGreaterThan(0.2);
    expect(idle).toBeLessThan(0.75);
    expect(Object.keys(set)).toContain(
      'prod-euw1-a/storefront/deployment/checkout',
    );
  });

  it('does not change a day that is over, and has another for each day', async () => {
    const before = await allocations('prod-use1-a', 2);
    for (let tick = 0; tick < 3; tick++) simulator.tick();
    expect(await allocations('prod-use1-a', 2)).toEqual(before);
    const next = await allocations('prod-use1-a', 1);
    expect(sumOf(next)).toBeGreaterThan(0);
    expect(next).not.toEqual(before);
  });

  it('has no data for a day that is not over, and refuses what is no window', async () => {
    const cluster = simulator.cluster('prod-euw1-a');
    expect(await allocations('prod-euw1-a', -1)).toEqual({});
    expect(await allocations('prod-euw1-a', 0)).toEqual({});
    expect(await ask(cluster, '/allocation?window=soon')).toMatchObject({
      status: 400,
      text: expect.stringContaining('illegal window'),
    });
    expect(await ask(cluster, '/cloudCost/rebuild?window=today')).toMatchObject(
      { status: 404 },
    );
  });

  it('tells the hours that are over, of which a day is made', async () => {
    const hours = async (daysAgo: number) => {
      const { text } = await ask(
        simulator.cluster('prod-euw1-a'),
        `/allocation/compute?window=${day(
          daysAgo,
        )}&aggregate=cluster,namespace,controllerKind,controller&step=1h&accumulate=false&includeIdle=true`,
      );
      return JSON.parse(text).data as Record<string, Allocation>[];
    };
    const yesterday = await hours(1);
    expect(yesterday).toHaveLength(24);
    const told = yesterday.reduce((sum, set) => sum + sumOf(set), 0);
    expect(told).toBeCloseTo(sumOf(await allocations('prod-euw1-a', 1)), 1);
    expect(new Set(yesterday.map(sumOf)).size).toBeGreaterThan(12);
    const today = await hours(0);
    const over = Math.floor((simulator.now % DAY_MS) / (DAY_MS / 24));
    expect(today.filter(set => Object.keys(set).length > 0)).toHaveLength(over);
  });

  it('has a bill on the management cluster, two days late', async () => {
    const bill = async (daysAgo: number) => {
      const { text } = await ask(
        simulator.cluster('mgmt-euw1'),
        `/cloudCost?window=${day(daysAgo)}`,
      );
      return Object.keys(JSON.parse(text).data.sets[0].cloudCosts);
    };
    expect(await bill(4)).toHaveLength(4);
    expect(await bill(1)).toEqual([]);
  });

  it('answers nonsense on one cluster', async () => {
    const { text } = await ask(
      simulator.cluster('prod-use1-b'),
      `/allocation/compute?window=${day(1)}`,
    );
    expect(text).toContain('<html>');
  });

  it('is asked for in the configuration that is written', () => {
    const { fleet } = parse(renderAppConfig(simulator, '/catalog.yaml'));
    const polls = fleet.polls.filter(({ poll }: { poll: string }) =>
      poll.startsWith('opencost/'),
    );
    expect(
      polls.map(({ cluster, poll }: { cluster: string; poll: string }) => [
        cluster,
        poll,
      ]),
    ).toContainEqual(['prod-use1-b', 'opencost/Allocation']);
    expect(polls[0]).toMatchObject({
      namespace: 'opencost',
      settings: { currency: 'USD' },
    });
  });
});
