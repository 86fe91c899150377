import { type Window, wholeDays } from '../costs/wholeDays';
import type { PrometheusSettings } from './schema';

/** What is asked of each day. */
export const QUANTITIES = [
  'cpuRequested',
  'ramRequested',
  'cpuUsed',
  'ramUsed',
  'nodeCpu',
  'nodeRam',
  'cpuPrice',
  'ramPrice',
  'volumes',
  'volumePrice',
] as const;

/** Only asked where a price sheet has to know what a node is. */
export const NODE_QUANTITIES = ['nodeLabels', 'nodeInfo'] as const;

export type Quantity =
  | (typeof QUANTITIES)[number]
  | (typeof NODE_QUANTITIES)[number];

export type PrometheusQuestion = {
  quantity: Quantity;
  window: Window;
  query: string;
  path: string;
};

/** Samples five minutes apart, so that twelve of them are an hour. */
const STEP = '[1d:5m]';
const PER_HOUR = 12;

/** Pods that have ended still say what they asked for. */
function running(expression: string, labels: string): string {
  return `${expression} * on (${labels}) group_left () max by (${labels}) (kube_pod_status_phase{phase="Running"} == 1)`;
}

function queriesOf(clusterLabel: string | undefined): Record<Quantity, string> {
  const within = (labels: string) =>
    clusterLabel ? `${clusterLabel}, ${labels}` : labels;
  const pod = within('namespace, pod');
  const byOwner = (expression: string) =>
    `sum by (${within(
      'namespace, owner_kind, owner_name',
    )}) (sum by (${pod}) (${expression}) * on (${pod}) group_left (owner_kind, owner_name) max by (${pod}, owner_kind, owner_name) (max_over_time(kube_pod_owner{owner_is_controller!="false"}[1d])))`;
  const requested = (resource: string) =>
    `${byOwner(
      `sum_over_time((${running(
        `kube_pod_container_resource_requests{resource="${resource}"}`,
        pod,
      )})${STEP})`,
    )} / ${PER_HOUR}`;
  const node = within('node');
  const capacity = (resource: string) =>
    `sum by (${node}) (sum_over_time(kube_node_status_capacity{resource="${resource}"}${STEP})) / ${PER_HOUR}`;
  const price = (metric: string) =>
    `avg by (${node}) (avg_over_time(${metric}[1d]))`;
  return {
    cpuRequested: requested('cpu'),
    ramRequested: requested('memory'),
    cpuUsed: `${byOwner(
      'increase(container_cpu_usage_seconds_total{container!="", container!="POD"}[1d])',
    )} / 3600`,
    ramUsed: `${byOwner(
      `sum_over_time(container_memory_working_set_bytes{container!="", container!="POD"}${STEP})`,
    )} / ${PER_HOUR}`,
    nodeCpu: capacity('cpu'),
    nodeRam: capacity('memory'),
    cpuPrice: price('node_cpu_hourly_cost'),
    ramPrice: price('node_ram_hourly_cost'),
    volumes: `sum by (${within(
      'namespace',
    )}) (sum_over_time(kube_persistentvolumeclaim_resource_requests_storage_bytes${STEP})) / ${PER_HOUR}`,
    volumePrice: clusterLabel
      ? `avg by (${clusterLabel}) (avg_over_time(pv_hourly_cost[1d]))`
      : 'avg(avg_over_time(pv_hourly_cost[1d]))',
    nodeLabels: `max by (${node}, label_topology_kubernetes_io_region, label_node_kubernetes_io_instance_type) (max_over_time(kube_node_labels[1d]))`,
    nodeInfo: `max by (${node}, provider_id) (max_over_time(kube_node_info[1d]))`,
  };
}

/** What is asked for: of each day the same, at its end. */
export function readQueries(
  settings: PrometheusSettings,
  askedAt: string,
): PrometheusQuestion[] {
  const queries = queriesOf(settings.clusterLabel);
  const quantities: Quantity[] =
    settings.prices.length > 0
      ? [...QUANTITIES, ...NODE_QUANTITIES]
      : [...QUANTITIES];
  return wholeDays(askedAt, settings.days).flatMap(window =>
    quantities.map(quantity => {
      const query = queries[quantity];
      return {
        quantity,
        window,
        query,
        path: `${
          settings.pathPrefix ?? ''
        }/api/v1/query?query=${encodeURIComponent(query)}&time=${window.end}`,
      };
    }),
  );
}
