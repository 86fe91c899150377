import { createRandom } from '../../random';
import type { SimulatedCluster } from '../../SimulatedCluster';
import type { DaemonSet, Deployment, Node, StatefulSet } from '../kinds';
import type { ScenarioCluster } from '../scenario/scenarioSchema';
import { type Prices, pricesOf } from './prices';

const HOURS = 24;
const DAY_MS = 86_400_000;
const GIB = 1024 ** 3;
/** Of a StatefulSet's pod. */
const VOLUME_GIB = 20;

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
  volumeBytes: number;
  sentBytes: number;
  receivedBytes: number;
  cpuCost: number;
  ramCost: number;
  volumeCost: number;
  networkCost: number;
};

export type NodeDay = {
  name: string;
  instanceType: string;
  cores: number;
  ramBytes: number;
  cpuCost: number;
  ramCost: number;
};

export type Day = {
  workloads: WorkloadDay[];
  nodes: NodeDay[];
  idle: { cpuCost: number; ramCost: number };
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

/**
 * What a cluster cost, day by day: from what its workloads ask for and use, and what its
 * nodes have. A day that is over stays what it was.
 */
export class Ledger {
  readonly #cluster: SimulatedCluster;
  readonly #spec: ScenarioCluster;
  readonly #now: () => number;
  readonly #bornAt: number;
  readonly #days = new Map<string, Day>();

  constructor(options: {
    cluster: SimulatedCluster;
    spec: ScenarioCluster;
    now: () => number;
    bornAt: number;
  }) {
    this.#cluster = options.cluster;
    this.#spec = options.spec;
    this.#now = options.now;
    this.#bornAt = options.bornAt;
  }

  get prices(): Prices {
    return pricesOf(this.#spec);
  }

  /** @returns nothing for a day that is not over, or on which there was no cluster */
  day(start: string): Day | undefined {
    const from = Date.parse(start);
    if (from < this.#bornAt || from + DAY_MS > this.#now()) return undefined;
    const known = this.#days.get(start);
    if (known) return known;
    const day = this.#make(start);
    this.#days.set(start, day);
    return day;
  }

  #make(start: string): Day {
    const { store } = this.#cluster;
    const workloads = (['Deployment', 'StatefulSet', 'DaemonSet'] as const)
      .flatMap(kind =>
        store
          .all<Workload>('apps/v1', kind)
          .map(workload => this.#workload(kind, workload, start)),
      )
      .filter(({ cpuRequested }) => cpuRequested > 0);
    const nodes = store
      .all<Node>('v1', 'Node')
      .map(node => this.#node(node));
    const left = (key: 'cpuCost' | 'ramCost') =>
      Math.max(
        0,
        nodes.reduce((sum, node) => sum + node[key], 0) -
          workloads.reduce((sum, workload) => sum + workload[key], 0),
      );
    return {
      workloads,
      nodes,
      idle: { cpuCost: left('cpuCost'), ramCost: left('ramCost') },
    };
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
      cpuCost: cores * HOURS * cpuHour,
      ramCost: (ramBytes / GIB) * HOURS * gibHour,
    };
  }

  #workload(
    kind: WorkloadDay['kind'],
    { metadata, spec }: Workload,
    start: string,
  ): WorkloadDay {
    const { cpuHour, gibHour, pvGibHour } = this.prices;
    const { namespace = '', name, labels = {} } = metadata;
    const pods =
      kind === 'DaemonSet'
        ? this.#spec.nodes
        : (spec as { replicas?: number }).replicas ?? 1;
    const requests = spec.template.spec.containers.map(
      ({ resources }) =>
        (resources as { requests?: { cpu?: string; memory?: string } })
          ?.requests,
    );
    const sum = (of: (request: { cpu?: string; memory?: string }) => number) =>
      pods * requests.reduce((all, request) => all + of(request ?? {}), 0);
    const cpuRequested = sum(({ cpu = '0' }) => parseCores(cpu));
    const ramRequested = sum(({ memory = '0' }) => parseBytes(memory));
    // How hungry it is stays the same; how busy, changes from day to day.
    const habit = createRandom(this.#spec.name, namespace, name);
    const today = createRandom(this.#spec.name, namespace, name, start);
    const busy = 0.9 + 0.2 * today.next();
    const cpuUsed = cpuRequested * (0.1 + 0.8 * habit.next() ** 2) * busy;
    // A few use more memory than they ask for.
    const ramUsed = ramRequested * (0.35 + 0.75 * habit.next()) * busy;
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
      volumeBytes,
      sentBytes,
      receivedBytes: Math.round(sentBytes * 1.6),
      // What is kept for it is paid for, or what it takes where that is more.
      cpuCost: Math.max(cpuRequested, cpuUsed) * HOURS * cpuHour,
      ramCost: (Math.max(ramRequested, ramUsed) / GIB) * HOURS * gibHour,
      volumeCost: (volumeBytes / GIB) * HOURS * pvGibHour,
      networkCost: (sentBytes / GIB) * 0.02,
    };
  }
}
