import { parse } from 'yaml';
import { FleetSimulator } from '../../../FleetSimulator';
import { renderAppConfig } from '../../../output/appConfig';

const PROXY =
  '/api/v1/namespaces/kubecost/services/http:kubecost-cost-analyzer:9090/proxy';
const DAY_MS = 86_400_000;

describe('Kubecost', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    // A tick is as long as agents wait between two runs.
    simulator = await FleetSimulator.create({ tickMs: 300_000 });
    await simulator.start();
  });

  afterAll(() => simulator.stop());

  async function ask(path: string) {
    const { url, token } = simulator.cluster('prod-wus2');
    const response = await fetch(`${url}${PROXY}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return (await response.json()).data;
  }

  it('tells what all clusters of its cloud cost, with the idle cost of each', async () => {
    const start = Math.floor(simulator.now / DAY_MS - 1) * DAY_MS;
    const window = [start, start + DAY_MS]
      .map(time => new Date(time).toISOString().replace('.000Z', 'Z'))
      .join(',');
    const [set] = await ask(
      `/model/allocation?window=${window}&aggregate=cluster,namespace&idle=true&splitIdle=true`,
    );
    const names = Object.keys(set);
    expect(names).toEqual(
      expect.arrayContaining([
        'prod-wus2/__idle__',
        'prod-aue/__idle__',
        'prod-wus2/storefront',
        'prod-aue/storefront',
      ]),
    );
    expect(names.some(name => name.startsWith('prod-use1'))).toBe(false);
  });

  it('hears of agents, and no more of those that are cut off', async () => {
    const runs = async () =>
      Object.fromEntries(
        (await ask('/model/diagnostics/multicluster?window=1d')).clusters.map(
          (each: { clusterId: string; latestRun: string }) => [
            each.clusterId,
            Date.parse(each.latestRun),
          ],
        ),
      );
    const before = await runs();
    expect(Object.keys(before).sort()).toEqual(['prod-aue', 'prod-wus2']);
    await simulator.cluster('prod-aue').fault({ fault: 'refuse' });
    for (let tick = 0; tick < 2; tick++) simulator.tick();
    const after = await runs();
    expect(after['prod-aue']).toBe(before['prod-aue']);
    expect(after['prod-wus2']).toBeGreaterThan(before['prod-wus2']);
    await simulator.cluster('prod-aue').clearFaults();
  });

  it('has budgets, for each cluster and for all', async () => {
    const budgets = await ask('/model/budgets');
    expect(
      budgets.map(({ name, values }: { name: string; values: object }) => [
        name,
        values,
      ]),
    ).toEqual([
      ['prod-wus2', { cluster: ['prod-wus2'] }],
      ['prod-aue', { cluster: ['prod-aue'] }],
      ['azure', {}],
    ]);
    for (const { spendLimit, currentSpend } of budgets) {
      expect(spendLimit).toBeGreaterThan(500);
      expect(currentSpend).toBeLessThan(spendLimit * 1.3);
    }
  });

  it('is asked for in the configuration that is written, and named there', () => {
    const { fleet } = parse(renderAppConfig(simulator, '/catalog.yaml'));
    expect(fleet.polls).toContainEqual({
      cluster: 'prod-wus2',
      poll: 'kubecost/ClusterDiagnostic',
      namespace: 'kubecost',
      settings: { clusterId: 'prod-wus2' },
      intervalSeconds: 60,
    });
    // What Kubecost calls a cluster is told to be that cluster.
    expect(fleet.references).toContainEqual({
      hub: 'prod-wus2',
      name: 'prod-aue',
      cluster: 'prod-aue',
    });
  });
});
