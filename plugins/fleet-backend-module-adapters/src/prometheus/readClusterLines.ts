import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { CostLine } from '../costs/lineSchema';
import type { Window } from '../costs/wholeDays';
import { gpuCostOf, type GpuPrices } from './readGpuPrices';
import { networkCostOf, type NetworkPrices } from './readNetworkPrices';
import type { ClusterPrices as CorePrices } from './readPrices';
import type { Sample } from './readSamples';
import { costsOf, type Workload } from './readWorkloads';

const GIB = 1024 ** 3;
const MINUTES_OF_HOUR = 60;

type ClusterPrices = CorePrices & {
  /** Nothing where they are not asked for. */
  gpus?: GpuPrices;
  network?: NetworkPrices;
};

/** What all lines of one cluster and day have in common. */
export type LineBase = Pick<
  CostLine,
  'of' | 'query' | 'minutes' | 'warnings' | 'partial'
> & {
  window: Window;
  cluster?: string;
  currency?: string;
};

function mean(
  hours: number | undefined,
  { minutes }: LineBase,
): number | undefined {
  return hours === undefined ? undefined : (hours * MINUTES_OF_HOUR) / minutes;
}

function lineOf(
  base: LineBase,
  prices: ClusterPrices,
  what: Pick<CostLine, 'share' | 'name' | 'costs'> & Partial<CostLine>,
): CostLine {
  return withoutUndefined({
    ...base,
    grain: 'workload' as const,
    usage: {},
    estimated: prices.estimated || prices.gpus?.estimated === true,
    ...what,
  });
}

function workloadLine(
  workload: Workload,
  base: LineBase,
  prices: ClusterPrices,
): CostLine {
  const { namespace, kind, name, hours, sizing } = workload;
  const { cpu, ram } = costsOf(hours, prices);
  const gpu = prices.gpus && gpuCostOf(workload.gpus, prices.gpus);
  const network = prices.network && networkCostOf(workload, prices.network);
  return lineOf(base, prices, {
    share: name ? 'used' : 'unallocated',
    name: [base.cluster, namespace, kind, name ?? '__unallocated__']
      .filter(Boolean)
      .join('/'),
    namespace: namespace || undefined,
    controllerKind: kind,
    controller: name,
    costs: withoutUndefined({
      cpu,
      gpu,
      ram,
      network,
      total: (cpu ?? 0) + (gpu ?? 0) + (ram ?? 0) + (network ?? 0),
    }),
    usage: withoutUndefined({
      cpuCoresRequested: mean(hours.cpuRequested, base),
      cpuCoresUsed: mean(hours.cpuUsed, base),
      ramBytesRequested: mean(hours.ramRequested, base),
      ramBytesUsed: mean(hours.ramUsed, base),
      gpus:
        prices.gpus &&
        mean(
          workload.gpus.reduce((sum, { hours: each }) => sum + each, 0),
          base,
        ),
      networkSentBytes: workload.sent,
      networkReceivedBytes: workload.received,
    }),
    sizing,
  });
}

/** Volumes belong to namespaces: which workload mounts them is not asked. */
function volumeLines(
  volumes: readonly Sample[],
  base: LineBase,
  prices: ClusterPrices,
): CostLine[] {
  const { volumeGibHour } = prices;
  if (volumeGibHour === undefined) return [];
  return volumes.map(({ labels: { namespace }, value }) => {
    const pv = (value / GIB) * volumeGibHour;
    return lineOf(base, prices, {
      share: 'unallocated',
      name: [base.cluster, namespace, 'volumes'].filter(Boolean).join('/'),
      namespace: namespace || undefined,
      costs: { pv, total: pv },
      usage: { pvBytes: mean(value, base) },
    });
  });
}

/** Of services: whose pods they lead to is not asked. */
function loadBalancerLines(
  loadBalancers: readonly Sample[],
  base: LineBase,
  prices: ClusterPrices,
): CostLine[] {
  return loadBalancers.map(({ labels, value: loadBalancer }) => {
    const { namespace, service_name: service } = labels;
    return lineOf(base, prices, {
      share: 'unallocated',
      name: [base.cluster, namespace, 'load-balancers', service]
        .filter(Boolean)
        .join('/'),
      namespace: namespace || undefined,
      costs: { loadBalancer, total: loadBalancer },
      // What the exporter says of it is no price of a sheet.
      estimated: false,
    });
  });
}

function idleLine(
  lines: readonly CostLine[],
  base: LineBase,
  prices: ClusterPrices,
): CostLine {
  const left = (key: 'cpu' | 'gpu' | 'ram', paid: number) =>
    Math.max(
      0,
      paid - lines.reduce((sum, { costs }) => sum + (costs[key] ?? 0), 0),
    );
  const { nodes, gpus } = prices;
  const [cpu, ram] = [left('cpu', nodes.cpu), left('ram', nodes.ram)];
  const gpu = gpus?.nodes === undefined ? undefined : left('gpu', gpus.nodes);
  return lineOf(base, prices, {
    share: 'idle',
    name: [base.cluster, '__idle__'].filter(Boolean).join('/'),
    costs: withoutUndefined({ cpu, gpu, ram, total: cpu + (gpu ?? 0) + ram }),
  });
}

/** What everything in one cluster cost on one day. */
export function readClusterLines(options: {
  base: LineBase;
  prices: ClusterPrices;
  workloads: readonly Workload[];
  volumes: readonly Sample[];
  loadBalancers: readonly Sample[];
}): CostLine[] {
  const { base, prices, workloads, volumes, loadBalancers } = options;
  const lines = workloads.map(workload => workloadLine(workload, base, prices));
  return [
    ...lines,
    ...volumeLines(volumes, base, prices),
    ...loadBalancerLines(loadBalancers, base, prices),
    idleLine(lines, base, prices),
  ];
}
