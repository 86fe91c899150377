import { createRandom } from '../../random';
import type { SimulatedCluster } from '../../SimulatedCluster';
import { nodeName } from '../builders/cluster';
import type { DaemonSet, Deployment, Node, StatefulSet } from '../kinds';
import type { ScenarioCluster } from '../scenario/scenarioSchema';
import { type Prices, pricesOf } from './prices';
import type { SpendCourse } from './SpendCourse';

const HOURS = 24;
const HOUR_MS = 3_600_000;
const DAY_MS = HOURS * HOUR_MS;
const GIB = 1024 ** 3;
/** Of a StatefulSet's pod. */
const VOLUME_GIB = 20;
/** Of a node that has some. */
const GPUS_OF_NODE = 2;

/** What the busiest hours of a day are above its mean. */
const PEAK = { cpu: 1.5, ram: 1.1 };

type Workload = Deployment | StatefulSet | DaemonSet;

/** What a workload had on one day. Cores and bytes are means over the day. */
export type WorkloadDay = {
  namespace: string;
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  name: string;
  labels: Record<string, string>;
  cpuRequested: number;
  cpuUsed: number;
  ramRequested: number;
  ramUsed: number;
  gpus: number;
  pods: number;
  /** Of the busiest pod, on its busiest hours. */
  cpuHigh: number;
  ramHigh: number;
  /** Of its periods, from 0 to 1. */
  throttled: number;
  /** For want of memory. */
  kills: number;
  volumeBytes: number;
  sentBytes: number;
  receivedBytes: number;
  cpuCost: number;
  ramCost: number;
  gpuCost: number;
  volumeCost: number;
  networkCost: number;
};

export type NodeDay = {
  name: string;
  instanceType: string;
  cores: number;
  ramBytes: number;
  gpus: number;
  cpuCost: number;
  ramCost: number;
  gpuCost: number;
};

export type Day = {
  workloads: WorkloadDay[];
  nodes: NodeDay[];
  idle: { cpuCost: number; ramCost: number; gpuCost: number };
};

function parseBytes(quantity: string): number {
  const [, digits, unit] = /^(\d+)(Ki|Mi|Gi)?$/.exec(quantity) ?? ['', '0', ''];
  const powers: Record<string, number> = { Ki: 1, Mi: 2, Gi: 3 };
  return Number(digits) * 1024 ** (powers[unit] ?? 0);
}

function parseCores(quantity: string): number {
  return quantity.endsWith('m')
    ? Number(quantity.slice(0, -1)) / 1000
    : Number(quantity);
}

/** Whether something was there before a time. */
function existed(
  { metadata }: { metadata: { creationTimestamp?: string } },
  time: number,
): boolean {
  const createdAt = Date.parse(metadata.creationTimestamp ?? '');
  return !(createdAt >= time);
}

/** How busy an hour in UTC is against the mean of its day. */
function busynessOf(time: number): number {
  const hour = new Date(time).getUTCHours();
  return 1 + 0.4 * Math.sin((2 * Math.PI * (hour - 8)) / HOURS);
}

/** What a workload had in one hour of its day. What is kept for it costs the same in each. */
function hourOf(workload: WorkloadDay, busyness: number): WorkloadDay {
  const { cpuRequested, cpuUsed, ramRequested, ramUsed } = workload;
  const shareOf = (isKept: boolean) => (isKept ? 1 : busyness) / HOURS;
  return {
    ...workload,
    cpuUsed: cpuUsed * busyness,
    ramUsed: ramUsed * busyness,
    sentBytes: Math.round((workload.sentBytes * busyness) / HOURS),
    receivedBytes: Math.round((workload.receivedBytes * busyness) / HOURS),
    cpuCost: workload.cpuCost * shareOf(cpuRequested >= cpuUsed),
    ramCost: workload.ramCost * shareOf(ramRequested >= ramUsed),
    gpuCost: workload.gpuCost * shareOf(true),
    volumeCost: workload.volumeCost * shareOf(true),
    networkCost: workload.networkCost * shareOf(false),
  };
}

/** What is paid for, and nothing is kept or used of it for. */
function idleOf(
  workloads: readonly WorkloadDay[],
  nodes: readonly NodeDay[],
): Day['idle'] {
  const left = (key: 'cpuCost' | 'ramCost' | 'gpuCost') =>
    Math.max(
      0,
      nodes.reduce((sum, node) => sum + node[key], 0) -
        workloads.reduce((sum, workload) => sum + workload[key], 0),
    );
  return {
    cpuCost: left('cpuCost'),
    ramCost: left('ramCost'),
    gpuCost: left('gpuCost'),
  };
}

/**
 * What a cluster cost, day by day: from what its workloads ask for and use, and what its
 * nodes have, and from what they had in the past. A day that is over stays what it was.
 */
export class Ledger {
  readonly #cluster: SimulatedCluster;
  readonly #spec: ScenarioCluster;
  readonly #course: SpendCourse;
  readonly #now: () => number;
  readonly #bornAt: number;
  readonly #days = new Map<string, Day>();

  constructor(options: {
    cluster: SimulatedCluster;
    spec: ScenarioCluster;
    course: SpendCourse;
    now: () => number;
    bornAt: number;
  }) {
    this.#cluster = options.cluster;
    this.#spec = options.spec;
    this.#course = options.course;
    this.#now = options.now;
    this.#bornAt = options.bornAt;
  }

  get prices(): Prices {
    return pricesOf(this.#spec);
  }

  /** @returns nothing for a day that is not over, on which there was no cluster, or of which nobody has samples */
  day(start: string): Day | undefined {
    const from = Date.parse(start);
    if (from < this.#bornAt || from + DAY_MS > this.#now()) return undefined;
    if (this.#course.isSilent(from)) return undefined;
    const known = this.#days.get(start);
    if (known) return known;
    const day = this.#make(start, from + DAY_MS);
    this.#days.set(start, day);
    return day;
  }

  /**
   * What was spent in an hour: its hours are what a day is made of.
   *
   * @returns nothing for an hour that is not over, or as for days
   */
  hour(start: string): Day | undefined {
    const from = Date.parse(start);
    const end = from + HOUR_MS;
    if (from < this.#bornAt || end > this.#now()) return undefined;
    if (this.#course.isSilent(from)) return undefined;
    const dayStart = new Date(from - (from % DAY_MS))
      .toISOString()
      .replace('.000Z', 'Z');
    const day = this.day(dayStart) ?? this.#make(dayStart, end);
    const workloads = day.workloads.map(workload =>
      hourOf(workload, busynessOf(from)),
    );
    const nodes = day.nodes.map(node => ({
      ...node,
      cpuCost: node.cpuCost / HOURS,
      ramCost: node.ramCost / HOURS,
      gpuCost: node.gpuCost / HOURS,
    }));
    return { workloads, nodes, idle: idleOf(workloads, nodes) };
  }

  /** @param until - what came later was not there */
  #make(start: string, until: number): Day {
    const { store } = this.#cluster;
    const from = Date.parse(start);
    const workloads = (['Deployment', 'StatefulSet', 'DaemonSet'] as const)
      .flatMap(kind =>
        store
          .all<Workload>('apps/v1', kind)
          .filter(workload => existed(workload, until))
          .map(workload => this.#workload(kind, workload, start)),
      )
      .filter(({ cpuRequested }) => cpuRequested > 0);
    const nodes = store
      .all<Node>('v1', 'Node')
      .filter(node => existed(node, until))
      .map(node => this.#node(node));
    this.#equip(nodes, workloads);
    nodes.push(...this.#extraNodes(nodes[0], from));
    return { workloads, nodes, idle: idleOf(workloads, nodes) };
  }

  #node({ metadata, status }: Node): NodeDay {
    const { cpuHour, gibHour } = this.prices;
    const capacity = status.capacity as { cpu: string; memory: string };
    const cores = parseCores(capacity.cpu);
    const ramBytes = parseBytes(capacity.memory);
    return {
      name: metadata.name,
      instanceType:
        metadata.labels?.['node.kubernetes.io/instance-type'] ?? 'unknown',
      cores,
      ramBytes,
      gpus: 0,
      gpuCost: 0,
      cpuCost: cores * HOURS * cpuHour,
      ramCost: (ramBytes / GIB) * HOURS * gibHour,
    };
  }

  /** Gives the first nodes as many GPUs as workloads ask for, and what is left of a node. */
  #equip(nodes: NodeDay[], workloads: readonly WorkloadDay[]): void {
    const asked = workloads.reduce((sum, { gpus }) => sum + gpus, 0);
    for (const node of nodes.slice(0, Math.ceil(asked / GPUS_OF_NODE))) {
      node.gpus = GPUS_OF_NODE;
      node.gpuCost = GPUS_OF_NODE * HOURS * this.prices.gpuHour;
    }
  }

  /** Nodes that were there for a day, and are no more: as the others are, but for GPUs. */
  #extraNodes(like: NodeDay | undefined, day: number): NodeDay[] {
    if (!like) return [];
    const { provider, name, region, nodes } = this.#spec;
    return Array.from({ length: this.#course.extraNodes(day) }, (_, index) => ({
      ...like,
      gpus: 0,
      gpuCost: 0,
      name: nodeName(provider, name, region, nodes + index),
    }));
  }

  #workload(
    kind: WorkloadDay['kind'],
    { metadata, spec }: Workload,
    start: string,
  ): WorkloadDay {
    const { cpuHour, gibHour, pvGibHour, gpuHour } = this.prices;
    const { namespace = '', name, labels = {} } = metadata;
    const course = this.#course.factorsOf(namespace, name, Date.parse(start));
    const pods =
      course.pods *
      (kind === 'DaemonSet'
        ? this.#spec.nodes
        : (spec as { replicas?: number }).replicas ?? 1);
    const requests = spec.template.spec.containers.map(
      ({ resources }) =>
        (resources as { requests?: { cpu?: string; memory?: string } })
          ?.requests,
    );
    const sum = (of: (request: { cpu?: string; memory?: string }) => number) =>
      pods * requests.reduce((all, request) => all + of(request ?? {}), 0);
    const cpuNow = sum(({ cpu = '0' }) => parseCores(cpu));
    const ramNow = sum(({ memory = '0' }) => parseBytes(memory));
    const cpuRequested = cpuNow * course.requests;
    const ramRequested = ramNow * course.requests;
    // How hungry it is stays the same; how busy, changes from day to day.
    const habit = createRandom(this.#spec.name, namespace, name);
    const today = createRandom(this.#spec.name, namespace, name, start);
    const busy = (0.9 + 0.2 * today.next()) * course.use;
    const cpuUsed =
      cpuNow * course.need * (0.1 + 0.8 * habit.next() ** 2) * busy;
    // A few use more memory than they ask for.
    const ramUsed = ramNow * course.need * (0.35 + 0.75 * habit.next()) * busy;
    const gpus = pods * this.#course.gpusOf(namespace, name);
    const volumeBytes = kind === 'StatefulSet' ? pods * VOLUME_GIB * GIB : 0;
    const sentBytes = Math.round(pods * 4e8 * habit.next() * busy);
    return {
      namespace,
      kind,
      name,
      labels,
      cpuRequested,
      cpuUsed,
      ramRequested,
      ramUsed,
      gpus,
      pods,
      cpuHigh: (cpuUsed / pods) * PEAK.cpu,
      ramHigh: (ramUsed / pods) * PEAK.ram,
      ...this.#course.shortageOf(namespace, name, Date.parse(start)),
      volumeBytes,
      sentBytes,
      receivedBytes: Math.round(sentBytes * 1.6),
      // What is kept for it is paid for, or what it takes where that is more.
      cpuCost: Math.max(cpuRequested, cpuUsed) * HOURS * cpuHour,
      ramCost: (Math.max(ramRequested, ramUsed) / GIB) * HOURS * gibHour,
      gpuCost: gpus * HOURS * gpuHour,
      volumeCost: (volumeBytes / GIB) * HOURS * pvGibHour,
      networkCost: (sentBytes / GIB) * 0.02,
    };
  }
}
