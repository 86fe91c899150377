import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import { askedDays, type AskedDay } from '../costs/wholeDays';
import { ALL_GPUS_PATTERN, WHOLE_GPUS_PATTERN } from './readGpuResource';
import { readLabelName } from './readLabelName';
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
  'hoursTold',
  'loadBalancers',
] as const;

/** Only asked where GPUs are paid for by themselves. */
export const GPU_QUANTITIES = ['gpuRequested', 'nodeGpus', 'gpuPrice'] as const;

/** Only asked where a price sheet has to know what a node is. */
export const NODE_QUANTITIES = ['nodeLabels', 'nodeInfo'] as const;

/** Only asked where traffic is to be known: first what it costs. */
export const NETWORK_QUANTITIES = ['networkEgress', 'networkPrice'] as const;
export const TRAFFIC_QUANTITIES = ['networkSent', 'networkReceived'] as const;

/** Only asked where right-sizing is to know of highs, throttling and kills. */
export const SIZING_QUANTITIES = [
  'replicas',
  'cpuHigh',
  'ramHigh',
  'throttled',
  'cpuLimits',
  'oomEvents',
  'oomRestarts',
  'restarts',
  'oomEnded',
] as const;

/** What is asked for by a query that is always the same. */
export type Quantity =
  | (typeof QUANTITIES)[number]
  | (typeof GPU_QUANTITIES)[number]
  | (typeof NETWORK_QUANTITIES)[number]
  | (typeof TRAFFIC_QUANTITIES)[number]
  | (typeof SIZING_QUANTITIES)[number]
  | (typeof NODE_QUANTITIES)[number];

export type PrometheusQuestion = AskedDay & {
  quantity: Quantity | 'labelled';
  /** Of which label, where it is that. */
  label?: string;
  query: string;
  path: string;
};

/** What a query looks back on: all samples, and those five minutes apart. */
export type Span = { all: string; steps: string };

const DAY: Span = { all: '[1d]', steps: '[1d:5m]' };
/** Twelve are an hour. */
const PER_HOUR = 12;

/** Where bytes went, as exporters have written it. */
const DESTINATION = ', internet, same_zone, same_region, sameZone, sameRegion';

const OOM_ENDED =
  'kube_pod_container_status_terminated_reason{reason="OOMKilled"}';

/** What an expression says of pods, by the controllers that they have. */
function ofOwners(
  operator: 'sum' | 'max',
  ofPods: string,
  {
    clusterLabel,
    all,
    more = '',
  }: { clusterLabel: string | undefined; all: string; more?: string },
): string {
  const within = withinOf(clusterLabel);
  const pod = within('namespace, pod');
  return `${operator} by (${within(
    `namespace, owner_kind, owner_name${more}`,
  )}) (${ofPods} * on (${pod}) group_left (owner_kind, owner_name) max by (${pod}, owner_kind, owner_name) (max_over_time(kube_pod_owner{owner_is_controller!="false"}${all})))`;
}

function withinOf(clusterLabel: string | undefined) {
  return (labels: string) =>
    clusterLabel ? `${clusterLabel}, ${labels}` : labels;
}

/** Pods that have ended still say what they asked for. */
function running(expression: string, labels: string): string {
  return `${expression} * on (${labels}) group_left () max by (${labels}) (kube_pod_status_phase{phase="Running"} == 1)`;
}

/** @param span - where nothing else is said, a day */
export function queriesOf(
  clusterLabel: string | undefined,
  { all, steps }: Span = DAY,
): Record<Quantity, string> {
  const within = withinOf(clusterLabel);
  const pod = within('namespace, pod');
  const byOwnerAs = (operator: 'sum' | 'max', ofPods: string, more = '') =>
    ofOwners(operator, ofPods, { clusterLabel, all, more });
  /** @param more - labels that are kept apart besides */
  const byOwner = (expression: string, more = '') =>
    byOwnerAs('sum', `sum by (${pod}${more}) (${expression})`, more);
  const container = `${pod}, container`;
  const CONTAINERS = '{container!="", container!="POD"}';
  const periods = (which: string) =>
    byOwner(`increase(container_cpu_cfs_${which}_total${CONTAINERS}${all})`);
  const requested = (resource: string, more = '') =>
    `${byOwner(
      `sum_over_time((${running(
        `kube_pod_container_resource_requests{resource${resource}}`,
        pod,
      )})${steps})`,
      more,
    )} / ${PER_HOUR}`;
  const node = within('node');
  const capacity = (resource: string, more = '') =>
    `sum by (${node}${more}) (sum_over_time(kube_node_status_capacity{resource${resource}}${steps})) / ${PER_HOUR}`;
  const nodes = 'kube_node_status_capacity{resource="cpu"}';
  const ofCluster = (metric: string) =>
    clusterLabel
      ? `avg by (${clusterLabel}) (avg_over_time(${metric}${all}))`
      : `avg(avg_over_time(${metric}${all}))`;
  const service = within('namespace, service_name');
  // Pods that have the network of their node would have all of its traffic.
  const traffic = (which: string) =>
    byOwner(
      `increase(container_network_${which}_bytes_total{pod!=""}${all}) unless on (${pod}) max by (${pod}) (max_over_time(kube_pod_info{host_network="true"}${all}))`,
    );
  const networkPrice = (destination: string) =>
    `label_replace(${ofCluster(
      `kubecost_network_${destination}_egress_cost`,
    )}, "destination", "${destination}", "", "")`;
  const price = (metric: string) =>
    `avg by (${node}) (avg_over_time(${metric}${all}))`;
  return {
    cpuRequested: requested('="cpu"'),
    ramRequested: requested('="memory"'),
    cpuUsed: `${byOwner(
      `increase(container_cpu_usage_seconds_total{container!="", container!="POD"}${all})`,
    )} / 3600`,
    ramUsed: `${byOwner(
      `sum_over_time(container_memory_working_set_bytes{container!="", container!="POD"}${steps})`,
    )} / ${PER_HOUR}`,
    nodeCpu: capacity('="cpu"'),
    nodeRam: capacity('="memory"'),
    cpuPrice: price('node_cpu_hourly_cost'),
    ramPrice: price('node_ram_hourly_cost'),
    volumes: `sum by (${within(
      'namespace',
    )}) (sum_over_time(kube_persistentvolumeclaim_resource_requests_storage_bytes${steps})) / ${PER_HOUR}`,
    volumePrice: ofCluster('pv_hourly_cost'),
    // Sums of a day of which some is missing are lower, and do not say so.
    hoursTold: `count_over_time((${
      clusterLabel ? `count by (${clusterLabel})` : 'count'
    } (${nodes}))${steps}) / ${PER_HOUR}`,
    // A mean first: where the exporter is started again there are two of one for a while.
    loadBalancers: `sum by (${service}) (sum_over_time((avg by (${service}) (kubecost_load_balancer_cost))${steps})) / ${PER_HOUR}`,
    // What is counted it calls `pod_name`: `pod` may be the one that counts.
    networkEgress: byOwner(
      `label_replace(sum by (${within(
        'namespace, pod_name',
      )}${DESTINATION}) (increase(kubecost_pod_network_egress_bytes_total${all})), "pod", "$1", "pod_name", "(.+)")`,
      DESTINATION,
    ),
    networkPrice: ['zone', 'region', 'internet'].map(networkPrice).join(' or '),
    networkSent: traffic('transmit'),
    networkReceived: traffic('receive'),
    // By node, as one of them may have dearer ones than another.
    gpuRequested: requested(`=~"${WHOLE_GPUS_PATTERN}"`, ', node'),
    nodeGpus: capacity(`=~"${ALL_GPUS_PATTERN}"`, ', resource'),
    gpuPrice: price('node_gpu_hourly_cost'),
    replicas: `${byOwner(
      `sum_over_time((max by (${pod}) (kube_pod_status_phase{phase="Running"} == 1))${steps})`,
    )} / ${PER_HOUR}`,
    cpuHigh: byOwnerAs(
      'max',
      `quantile_over_time(0.95, (sum by (${pod}) (rate(container_cpu_usage_seconds_total${CONTAINERS}[5m])))${steps})`,
    ),
    // Of all samples, as what lasts for less than five minutes kills, too. Containers need not
    // be high at once: no pod had more than this. One that was started again is one.
    ramHigh: byOwnerAs(
      'max',
      `sum by (${pod}) (max by (${container}) (max_over_time(container_memory_working_set_bytes${CONTAINERS}${all})))`,
    ),
    // Without a period there is no share, and no NaN either.
    throttled: `${periods('throttled_periods')} / (${periods('periods')} > 0)`,
    cpuLimits: byOwner(
      `max_over_time(kube_pod_container_resource_limits{resource="cpu"}${all})`,
    ),
    oomEvents: byOwner(
      `increase(container_oom_events_total${CONTAINERS}${all})`,
    ),
    // Those that were killed are started again, and say why the last time ended.
    oomRestarts: byOwner(
      `sum by (${container}) (increase(kube_pod_container_status_restarts_total${all}) > 0) and on (${container}) (max by (${container}) (max_over_time(kube_pod_container_status_last_terminated_reason{reason="OOMKilled"}${all})) == 1)`,
    ),
    restarts: byOwner(
      `increase(kube_pod_container_status_restarts_total${all})`,
    ),
    // Those that are not started again stay as they ended: what was so a day before is not of
    // this day.
    oomEnded: byOwner(
      `max by (${container}) (max_over_time(${OOM_ENDED}${all})) unless on (${container}) (max by (${container}) (${OOM_ENDED} offset 1d) == 1)`,
    ),
    nodeLabels: `max by (${node}, label_topology_kubernetes_io_region, label_node_kubernetes_io_instance_type) (max_over_time(kube_node_labels${all}))`,
    nodeInfo: `max by (${node}, provider_id) (max_over_time(kube_node_info${all}))`,
  };
}

/**
 * Of how many hours of a day the pods of each controller, and each namespace, had which
 * value of a label. Pods without it are told, too, where kube-state-metrics tells labels.
 */
export function labelQuery(
  key: string,
  clusterLabel: string | undefined,
): string {
  const within = withinOf(clusterLabel);
  const name = readLabelName(key);
  const pod = within('namespace, pod');
  const namespace = within(`namespace, ${name}`);
  const { all, steps } = DAY;
  const pods = ofOwners(
    'sum',
    `sum by (${pod}, ${name}) (sum_over_time((${running(
      `max by (${pod}, ${name}) (kube_pod_labels)`,
      pod,
    )})${steps}))`,
    { clusterLabel, all, more: `, ${name}` },
  );
  const namespaces = `sum by (${namespace}) (sum_over_time((max by (${namespace}) (kube_namespace_labels{${name}!=""}))${steps}))`;
  return `${pods} / ${PER_HOUR} or label_replace(${namespaces} / ${PER_HOUR}, "labelled", "namespace", "", "")`;
}

/** What costs are computed from. */
export function costQuantities({
  settings,
  prices = [],
}: {
  settings: PrometheusSettings;
  prices?: readonly PriceRow[];
}): Quantity[] {
  return [
    ...QUANTITIES,
    ...(settings.gpu ? GPU_QUANTITIES : []),
    ...(settings.prices.length + prices.length > 0 ? NODE_QUANTITIES : []),
    ...(settings.network ? NETWORK_QUANTITIES : []),
  ];
}

/** What is asked for: of each day the same, at its end. */
export function readQueries(options: {
  settings: PrometheusSettings;
  askedAt: string;
  prices?: readonly PriceRow[];
}): PrometheusQuestion[] {
  const { settings, askedAt } = options;
  const queries = queriesOf(settings.clusterLabel);
  const quantities: Quantity[] = [
    ...costQuantities(options),
    ...(settings.network ? TRAFFIC_QUANTITIES : []),
    ...(settings.sizing ? SIZING_QUANTITIES : []),
  ];
  const asked = [
    ...quantities.map(quantity => ({ quantity, query: queries[quantity] })),
    ...settings.labels.map(label => ({
      quantity: 'labelled' as const,
      label,
      query: labelQuery(label, settings.clusterLabel),
    })),
  ];
  return askedDays(askedAt, settings).flatMap(day =>
    asked.map(each => ({
      ...day,
      ...each,
      path: `${
        settings.pathPrefix ?? ''
      }/api/v1/query?query=${encodeURIComponent(each.query)}&time=${
        day.window.end
      }`,
    })),
  );
}
