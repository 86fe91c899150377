import type {
  ServiceRequest,
  ServiceResponse,
} from '../../../api/ServiceProxy';
import { nameSuffix } from '../../../random';
import { createLedger } from '../../costs/createLedger';
import type { Day, Ledger, WorkloadDay } from '../../costs/Ledger';
import { timestamp } from '../../costs/allocationSet';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { ruleGroups } from './ruleGroups';

export const PROMETHEUS_NAMESPACE = 'monitoring';
export const PROMETHEUS_SERVICE = { name: 'prometheus-server', port: 80 };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As Prometheus has it. */
const MAX_POINTS = 11_000;
const GIB = 1024 ** 3;
/** In US dollars. What leads in from outside is one Service of each cluster. */
const LOAD_BALANCER = {
  namespace: 'platform-system',
  service_name: 'ingress-gateway',
  hourlyCost: 0.025,
};
/** What leaves the cluster costs four times what the ledger says of all that is sent: a quarter does. */
const INTERNET = { gibCost: 0.08 };

type Series = { metric: Record<string, string>; value: number };

function success(resultType: string, result: unknown[]): ServiceResponse {
  return { body: { status: 'success', data: { resultType, result } } };
}

function badData(error: string): ServiceResponse {
  return {
    status: 400,
    body: { status: 'error', errorType: 'bad_data', error },
  };
}

function cannotParse(name: string, query: URLSearchParams): ServiceResponse {
  return badData(
    `invalid parameter "${name}": cannot parse ${query.get(name)}`,
  );
}

/** The pods of a Deployment are owned by a ReplicaSet. */
function ownerOf({ kind, namespace, name }: WorkloadDay) {
  return {
    namespace,
    owner_kind: kind === 'Deployment' ? 'ReplicaSet' : kind,
    owner_name:
      kind === 'Deployment'
        ? `${name}-${nameSuffix(10, namespace, name)}`
        : name,
  };
}

/** A part of what a workload sends goes out, and the rest stays where it is. */
function egressOf(workload: WorkloadDay): Series[] {
  const { networkCost, sentBytes } = workload;
  const outside = (networkCost / INTERNET.gibCost) * GIB;
  return [
    { metric: { ...ownerOf(workload), internet: 'true' }, value: outside },
    {
      metric: {
        ...ownerOf(workload),
        internet: 'false',
        same_zone: 'true',
        same_region: 'true',
      },
      value: Math.max(0, sentBytes - outside),
    },
  ];
}

/** The label of pods that a query groups by, as kube-state-metrics has it; all are told. */
function labelled(
  query: string,
  workloads: readonly WorkloadDay[],
  hours: number,
): Series[] {
  const [name = ''] = /label_\w+/.exec(query) ?? [];
  return workloads.map(workload => {
    const own = Object.entries(workload.labels).find(
      ([key]) => `label_${key.replace(/\W/g, '_').toLowerCase()}` === name,
    );
    return {
      metric: { ...ownerOf(workload), ...(own && { [name]: own[1] }) },
      value: workload.pods * hours,
    };
  });
}

/**
 * A Prometheus with the metrics of the cluster that it runs on, as far as costs are
 * computed from them. It understands no PromQL: it knows a query by the metric in it.
 */
export class Prometheus implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #ledger: Ledger;
  /** Whether OpenCost's exporter runs there too. */
  readonly #hasPrices: boolean;
  readonly #startedAt: number;

  constructor(context: WorldSystemContext) {
    this.#context = context;
    this.#startedAt = context.clock.now();
    this.#hasPrices = context.spec.environment === 'production';
    this.#ledger = createLedger(context);
  }

  load(): void {
    const { cluster, clock, bornAt } = this.#context;
    const { name, port } = PROMETHEUS_SERVICE;
    clock.at(bornAt + 4 * DAY_MS, () =>
      cluster.store.create(
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: {
            name,
            namespace: PROMETHEUS_NAMESPACE,
            labels: { 'app.kubernetes.io/name': 'prometheus' },
          },
          spec: {
            type: 'ClusterIP',
            selector: { 'app.kubernetes.io/name': 'prometheus' },
            ports: [{ name: 'http', port, protocol: 'TCP', targetPort: 9090 }],
          },
        },
        { manager: 'helm', operation: 'Update' },
      ),
    );
    cluster.registerService(PROMETHEUS_NAMESPACE, name, port, request =>
      this.answer(request),
    );
  }

  /** Its answers follow from the world as it is. */
  tick(): void {}

  answer({ path, query, method }: ServiceRequest): ServiceResponse {
    if (method !== 'GET') return { status: 405, body: 'Method Not Allowed\n' };
    switch (path) {
      case '/api/v1/query':
        return this.#instant(query);
      case '/api/v1/query_range':
        return this.#range(query);
      case '/api/v1/rules':
        return this.#rules();
      default:
        return { status: 404, body: '404 page not found\n' };
    }
  }

  /** All rules are evaluated just now. */
  #rules(): ServiceResponse {
    return {
      body: {
        status: 'success',
        data: { groups: ruleGroups(this.#context, this.#startedAt) },
      },
    };
  }

  /** What queries say of the day that is over at a time. */
  #instant(query: URLSearchParams): ServiceResponse {
    const time = Date.parse(query.get('time') ?? '');
    if (Number.isNaN(time)) return cannotParse('time', query);
    const day = this.#ledger.day(timestamp(time - DAY_MS));
    const series = day ? this.#series(query.get('query') ?? '', day, 24) : [];
    return success(
      'vector',
      series.map(({ metric, value }) => ({
        metric,
        value: [time / 1000, String(value)],
      })),
    );
  }

  /** What queries say of the hour that is over at each of many times. */
  #range(query: URLSearchParams): ServiceResponse {
    const start = Date.parse(query.get('start') ?? '');
    if (Number.isNaN(start)) return cannotParse('start', query);
    const end = Date.parse(query.get('end') ?? '');
    if (Number.isNaN(end)) return cannotParse('end', query);
    if (end < start) {
      return badData('end timestamp must not be before start time');
    }
    const stepMs = Number(query.get('step') ?? Number.NaN) * 1000;
    if (!(stepMs > 0)) return cannotParse('step', query);
    if ((end - start) / stepMs > MAX_POINTS) {
      return badData(
        'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
      );
    }
    const matrix = new Map<
      string,
      { metric: Series['metric']; values: [number, string][] }
    >();
    for (let time = start; time <= end; time += stepMs) {
      const hour = this.#ledger.hour(timestamp(time - HOUR_MS));
      const series = hour
        ? this.#series(query.get('query') ?? '', hour, 1)
        : [];
      for (const { metric, value } of series) {
        const id = JSON.stringify(metric);
        const known = matrix.get(id) ?? { metric, values: [] };
        known.values.push([time / 1000, String(value)]);
        matrix.set(id, known);
      }
    }
    return success('matrix', [...matrix.values()]);
  }

  #networkPrices(): Series[] {
    if (!this.#hasPrices) return [];
    const price = (destination: string, value: number) => ({
      metric: { destination },
      value,
    });
    return [
      price('zone', 0.01),
      price('region', 0.02),
      price('internet', INTERNET.gibCost),
    ];
  }

  /** @param hours - how long it is of */
  #series(query: string, { workloads, nodes }: Day, hours: 1 | 24): Series[] {
    const { spec } = this.#context;
    const { cpuHour, gibHour, pvGibHour, gpuHour } = this.#ledger.prices;
    const byOwner = (of: (workload: WorkloadDay) => number): Series[] =>
      workloads.map(workload => ({
        metric: ownerOf(workload),
        value: of(workload) * hours,
      }));
    const byNode = (value: (node: Day['nodes'][number]) => number): Series[] =>
      nodes.map(node => ({ metric: { node: node.name }, value: value(node) }));
    const prices = (value: number) =>
      this.#hasPrices ? byNode(() => value) : [];
    const ofOwner = (of: (workload: WorkloadDay) => number): Series[] =>
      workloads.map(workload => ({
        metric: ownerOf(workload),
        value: of(workload),
      }));
    const gpuNode = nodes.find(({ gpus }) => gpus > 0)?.name ?? '';
    // Those that ask for more than one metric come first.
    const known: [RegExp, () => Series[]][] = [
      [
        /count_over_time\(\(count/,
        () => (nodes.length > 0 ? [{ metric: {}, value: hours }] : []),
      ],
      [/kube_pod_labels/, () => labelled(query, workloads, hours)],
      [/container_network_transmit/, () => ofOwner(w => w.sentBytes)],
      [/container_network_receive/, () => ofOwner(w => w.receivedBytes)],
      [
        /pod_network_egress_bytes_total/,
        () => (this.#hasPrices ? workloads.flatMap(egressOf) : []),
      ],
      [/network_zone_egress_cost/, () => this.#networkPrices()],
      [
        /load_balancer_cost/,
        () => {
          const { hourlyCost, ...metric } = LOAD_BALANCER;
          return this.#hasPrices ? [{ metric, value: hourlyCost * hours }] : [];
        },
      ],
      [
        /resource_requests\{resource=~"nvidia_com_gpu/,
        () =>
          workloads
            .filter(({ gpus }) => gpus > 0)
            .map(workload => ({
              metric: { ...ownerOf(workload), node: gpuNode },
              value: workload.gpus * hours,
            })),
      ],
      [
        /status_capacity\{resource=~"nvidia_com_gpu/,
        () =>
          nodes
            .filter(({ gpus }) => gpus > 0)
            .map(({ name, gpus }) => ({
              metric: { node: name, resource: 'nvidia_com_gpu' },
              value: gpus * hours,
            })),
      ],
      // Of nodes without any it says 0.
      [
        /node_gpu_hourly_cost/,
        () =>
          this.#hasPrices ? byNode(({ gpus }) => (gpus > 0 ? gpuHour : 0)) : [],
      ],
      [/throttled_periods/, () => ofOwner(w => w.throttled)],
      [
        /quantile_over_time\(0\.95.*container_cpu_usage/,
        () => ofOwner(w => w.cpuHigh),
      ],
      [
        /max_over_time\(container_memory_working_set/,
        () => ofOwner(w => w.ramHigh),
      ],
      [/resource_limits\{resource="cpu"/, () => ofOwner(w => w.cpuRequested)],
      [/container_oom_events_total/, () => ofOwner(w => w.kills)],
      [
        /last_terminated_reason/,
        () => ofOwner(w => w.kills).filter(({ value }) => value > 0),
      ],
      // All that is killed here is started again.
      [/status_terminated_reason/, () => []],
      [/status_restarts_total/, () => ofOwner(w => w.kills)],
      [
        /sum_over_time\(\(max by \([^)]*\) \(kube_pod_status_phase/,
        () => byOwner(w => w.pods),
      ],
      [/resource_requests\{resource="cpu"/, () => byOwner(w => w.cpuRequested)],
      [
        /resource_requests\{resource="memory"/,
        () => byOwner(w => w.ramRequested),
      ],
      [/container_cpu_usage_seconds_total/, () => byOwner(w => w.cpuUsed)],
      [/container_memory_working_set_bytes/, () => byOwner(w => w.ramUsed)],
      [/status_capacity\{resource="cpu"/, () => byNode(n => n.cores * hours)],
      [
        /status_capacity\{resource="memory"/,
        () => byNode(n => n.ramBytes * hours),
      ],
      [/node_cpu_hourly_cost/, () => prices(cpuHour)],
      [/node_ram_hourly_cost/, () => prices(gibHour)],
      [
        /pv_hourly_cost/,
        () => (this.#hasPrices ? [{ metric: {}, value: pvGibHour }] : []),
      ],
      [
        /persistentvolumeclaim_resource_requests/,
        () =>
          workloads
            .filter(({ volumeBytes }) => volumeBytes > 0)
            .reduce<Series[]>((all, { namespace, volumeBytes }) => {
              const same = all.find(
                ({ metric }) => metric.namespace === namespace,
              );
              if (same) same.value += volumeBytes * hours;
              else {
                all.push({
                  metric: { namespace },
                  value: volumeBytes * hours,
                });
              }
              return all;
            }, []),
      ],
      [
        /kube_node_labels/,
        () =>
          nodes.map(node => ({
            metric: {
              node: node.name,
              label_topology_kubernetes_io_region: spec.region,
              label_node_kubernetes_io_instance_type: node.instanceType,
            },
            value: 1,
          })),
      ],
      [
        /kube_node_info/,
        () =>
          nodes.map(node => ({
            metric: {
              node: node.name,
              provider_id: `${
                spec.provider === 'gcp' ? 'gce' : spec.provider
              }://meridian/${spec.zones[0]}/${node.name}`,
            },
            value: 1,
          })),
      ],
    ];
    return known.find(([metric]) => metric.test(query))?.[1]() ?? [];
  }
}
