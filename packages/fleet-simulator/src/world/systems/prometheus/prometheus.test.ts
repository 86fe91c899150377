import { parse } from 'yaml';
import { FleetSimulator } from '../../../FleetSimulator';
import { renderAppConfig } from '../../../output/appConfig';

const PROXY =
  '/api/v1/namespaces/monitoring/services/http:prometheus-server:80/proxy';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('Prometheus', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
    await simulator.start();
  });

  afterAll(() => simulator.stop());

  async function ask(cluster: string, query: string, daysAgo = 0) {
    const { url, token } = simulator.cluster(cluster);
    const time = Math.floor(simulator.now / DAY_MS - daysAgo) * DAY_MS;
    const parameters = new URLSearchParams({
      query,
      time: new Date(time).toISOString(),
    });
    const response = await fetch(`${url}${PROXY}/api/v1/query?${parameters}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { data } = await response.json();
    return data.result as {
      metric: Record<string, string>;
      value: [number, string];
    }[];
  }
  const requests =
    'sum_over_time(kube_pod_container_resource_requests{resource="cpu"}[1d:5m])';

  it('knows what workloads ask for, by the owners of their pods', async () => {
    const series = await ask('stage-euw4', requests);
    expect(series.length).toBeGreaterThan(20);
    expect(
      series.find(({ metric }) => metric.owner_name.startsWith('checkout-')),
    ).toMatchObject({
      metric: {
        namespace: 'storefront',
        owner_kind: 'ReplicaSet',
        owner_name: expect.stringMatching(/^checkout-[a-z0-9]{10}$/),
      },
    });
    for (const { value } of series) {
      expect(Number(value[1])).toBeGreaterThan(0);
    }
  });

  it('has no series for a day that is not over, and for what it does not know', async () => {
    expect(await ask('stage-euw4', requests, -1)).toEqual([]);
    expect(await ask('stage-euw4', 'up')).toEqual([]);
  });

  it('tells the hours that are over, of which a day is made', async () => {
    const { url, token } = simulator.cluster('stage-euw4');
    const used = 'sum(increase(container_cpu_usage_seconds_total[1h]))';
    const range = async (parameters: Record<string, string>) => {
      const response = await fetch(
        `${url}${PROXY}/api/v1/query_range?${new URLSearchParams({
          query: used,
          step: '3600',
          ...parameters,
        })}`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      return { code: response.status, ...(await response.json()) };
    };
    const today = Math.floor(simulator.now / DAY_MS) * DAY_MS;
    const at = (time: number) => new Date(time).toISOString();
    const { data } = await range({
      start: at(today - DAY_MS + HOUR_MS),
      end: at(today + DAY_MS),
    });
    expect(data.resultType).toBe('matrix');
    const over = Math.floor((simulator.now - today) / HOUR_MS);
    const day = await ask('stage-euw4', used);
    expect(data.result.length).toBeGreaterThanOrEqual(day.length);
    for (const { metric, value } of day) {
      const { values } = data.result.find(
        (each: { metric: object }) =>
          JSON.stringify(each.metric) === JSON.stringify(metric),
      ) as { values: [number, string][] };
      expect(values).toHaveLength(24 + over);
      expect(values[0][0]).toBe((today - DAY_MS + HOUR_MS) / 1000);
      const sum = values
        .slice(0, 24)
        .reduce((all, [, each]) => all + Number(each), 0);
      expect(sum).toBeCloseTo(Number(value[1]), 6);
      expect(new Set(values.map(([, each]) => each)).size).toBeGreaterThan(6);
    }
    const wrongs: Record<string, string>[] = [
      { start: 'soon' },
      { end: at(today - 30 * DAY_MS) },
      { step: '0' },
      { step: '1', end: at(today) },
    ];
    for (const wrong of wrongs) {
      expect(
        await range({ start: at(today - DAY_MS), end: at(today), ...wrong }),
      ).toMatchObject({ code: 400, errorType: 'bad_data' });
    }
  });

  it('tells which alerts fire, by the rules that were evaluated just now', async () => {
    const rules = async (cluster: string) => {
      const { url, token } = simulator.cluster(cluster);
      const response = await fetch(`${url}${PROXY}/api/v1/rules?type=alert`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { status, data } = await response.json();
      expect(status).toBe('success');
      return data.groups.flatMap(
        (group: { rules: object[] }) => group.rules,
      ) as {
        name: string;
        state: string;
        lastEvaluation: string;
        alerts: { labels: Record<string, string>; activeAt: string }[];
      }[];
    };
    const all = await rules('prod-euw4');
    const named = (name: string) => all.find(rule => rule.name === name);
    expect(named('Watchdog')).toMatchObject({
      state: 'firing',
      health: 'ok',
      lastEvaluation: new Date(simulator.now).toISOString(),
    });
    expect(named('ErrorBudgetBurn')).toMatchObject({
      state: 'firing',
      alerts: [
        {
          labels: {
            alertname: 'ErrorBudgetBurn',
            deployment: 'notifications',
            severity: 'critical',
          },
          activeAt: new Date(simulator.now - 70 * 60_000).toISOString(),
        },
      ],
    });
    expect(named('KubeNodeNotReady')).toMatchObject({ state: 'inactive' });
    const [silent] = (await rules('stage-euw4')).filter(
      ({ name }) => name === 'IndexOlderThanADay',
    );
    expect(silent.alerts[0].labels).not.toHaveProperty('severity');
  });

  it('has prices where an exporter tells them', async () => {
    const price = 'avg(avg_over_time(node_cpu_hourly_cost[1d]))';
    expect(await ask('prod-euw4', price)).toHaveLength(6);
    expect(await ask('stage-euw4', price)).toEqual([]);
  });

  it('knows who asks for GPUs, and which nodes have some', async () => {
    const asked =
      'sum_over_time(kube_pod_container_resource_requests{resource=~"nvidia_com_gpu|amd_com_gpu"}[1d:5m])';
    const had =
      'sum_over_time(kube_node_status_capacity{resource=~"nvidia_com_gpu|amd_com_gpu"}[1d:5m])';
    const [node, ...others] = await ask('stage-euw4', had);
    expect(others).toEqual([]);
    expect(node.metric.resource).toBe('nvidia_com_gpu');
    expect(Number(node.value[1])).toBe(2 * 24);
    expect(await ask('stage-euw4', asked)).toEqual([
      {
        metric: expect.objectContaining({
          owner_name: 'feature-store',
          node: node.metric.node,
        }),
        value: [expect.any(Number), '24'],
      },
    ]);
    for (const query of [asked, had]) {
      expect(await ask('prod-euw4', query)).toEqual([]);
    }
    const prices = 'avg_over_time(node_gpu_hourly_cost[1d])';
    expect(
      (await ask('prod-euw4', prices)).map(({ value }) => value[1]),
    ).toEqual(Array(6).fill('0'));
  });

  it('tells labels of pods, and what is sent where', async () => {
    const labels = await ask(
      'prod-euw4',
      'sum by (namespace, owner_kind, owner_name, label_app_kubernetes_io_part_of) (kube_pod_labels)',
    );
    const values = new Set(
      labels.map(({ metric }) => metric.label_app_kubernetes_io_part_of),
    );
    expect(values.size).toBeGreaterThan(3);
    const sum = async (cluster: string, query: string) =>
      (await ask(cluster, query)).reduce(
        (all, { value }) => all + Number(value[1]),
        0,
      );
    const sent = 'increase(container_network_transmit_bytes_total[1d])';
    const egress = 'increase(kubecost_pod_network_egress_bytes_total[1d])';
    expect(await sum('prod-euw4', egress)).toBeCloseTo(
      await sum('prod-euw4', sent),
      -1,
    );
    expect(await sum('stage-euw4', sent)).toBeGreaterThan(0);
    expect(await ask('stage-euw4', egress)).toEqual([]);
    const loadBalancers = 'sum_over_time(kubecost_load_balancer_cost[1d:5m])';
    expect(await sum('prod-euw4', loadBalancers)).toBeCloseTo(0.6);
    expect(await ask('stage-euw4', loadBalancers)).toEqual([]);
  });

  it('is asked for in the configuration that is written, with a price sheet', () => {
    const { fleet } = parse(renderAppConfig(simulator, '/catalog.yaml'));
    expect(fleet.polls).toContainEqual({
      cluster: 'stage-euw4',
      poll: 'prometheus/Alert',
      namespace: 'monitoring',
      intervalSeconds: 60,
    });
    expect(fleet.polls).toContainEqual(
      expect.objectContaining({
        cluster: 'stage-euw4',
        poll: 'prometheus/Allocation',
        settings: expect.objectContaining({
          prices: [expect.objectContaining({ provider: 'gcp' })],
        }),
      }),
    );
  });
});
