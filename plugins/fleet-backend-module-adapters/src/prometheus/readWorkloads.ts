import { readOwner } from '../owners/readOwner';
import { destinationOf } from './readNetworkPrices';
import type { Sample } from './readSamples';
import { readSizing, type Sizing, type SizingSamples } from './readSizing';

const GIB = 1024 ** 3;

/** Hours of a core, and of a byte, on one day. */
export type Hours = {
  cpuRequested?: number;
  ramRequested?: number;
  cpuUsed?: number;
  ramUsed?: number;
};

const KEYS = ['cpuRequested', 'ramRequested', 'cpuUsed', 'ramUsed'] as const;

export type Workload = {
  namespace: string;
  kind?: string;
  name?: string;
  hours: Hours;
  /** GPU-hours that it asked for, by the node that they were on. */
  gpus: { node?: string; hours: number }[];
  /** Bytes that it sent elsewhere, by where they went, where that is said. */
  egress: { destination?: string; bytes: number }[];
  /** Bytes, of all of the day. */
  sent?: number;
  received?: number;
  sizing?: Sizing;
};

/**
 * What runs in a cluster, each with what is known of it. Several ReplicaSets are one Deployment.
 *
 * @param hoursTold - of how many there are samples
 */
export function readWorkloads(
  told: Record<
    | (typeof KEYS)[number]
    | 'gpuRequested'
    | 'networkEgress'
    | 'networkSent'
    | 'networkReceived',
    readonly Sample[]
  > &
    SizingSamples,
  hoursTold: number,
): Workload[] {
  const sizings = readSizing(told, hoursTold);
  const workloads = new Map<string, Workload>();
  const workloadOf = ({ labels }: Sample): Workload => {
    const { namespace = '' } = labels;
    const { kind, name } = readOwner(labels.owner_kind, labels.owner_name);
    const id = JSON.stringify([namespace, kind, name]);
    const workload = workloads.get(id) ?? {
      namespace,
      kind,
      name,
      hours: {},
      gpus: [],
      egress: [],
      // What has no controller has no template to size.
      ...(name && sizings.has(id) && { sizing: sizings.get(id) }),
    };
    workloads.set(id, workload);
    return workload;
  };
  for (const key of KEYS) {
    for (const sample of told[key]) {
      const { hours } = workloadOf(sample);
      hours[key] = (hours[key] ?? 0) + sample.value;
    }
  }
  for (const sample of told.gpuRequested) {
    const { node } = sample.labels;
    workloadOf(sample).gpus.push({ node, hours: sample.value });
  }
  for (const sample of told.networkEgress) {
    const destination = destinationOf(sample.labels);
    workloadOf(sample).egress.push({ destination, bytes: sample.value });
  }
  for (const sample of told.networkSent) {
    const workload = workloadOf(sample);
    workload.sent = (workload.sent ?? 0) + sample.value;
  }
  for (const sample of told.networkReceived) {
    const workload = workloadOf(sample);
    workload.received = (workload.received ?? 0) + sample.value;
  }
  return [...workloads.values()];
}

/** What is kept for it is paid for, or what it takes where that is more. */
function kept(
  requested: number | undefined,
  used: number | undefined,
): number | undefined {
  if (requested === undefined && used === undefined) return undefined;
  return Math.max(requested ?? 0, used ?? 0);
}

/** What a workload costs of a resource; nothing where neither its request nor its use is known. */
export function costsOf(
  { cpuRequested, cpuUsed, ramRequested, ramUsed }: Hours,
  prices: { cpuHour: number; gibHour: number },
): { cpu?: number; ram?: number } {
  const cpu = kept(cpuRequested, cpuUsed);
  const ram = kept(ramRequested, ramUsed);
  return {
    ...(cpu === undefined ? {} : { cpu: cpu * prices.cpuHour }),
    ...(ram === undefined ? {} : { ram: (ram / GIB) * prices.gibHour }),
  };
}
