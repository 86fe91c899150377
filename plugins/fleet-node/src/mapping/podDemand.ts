import {
  boundedName,
  MAX_OTHER_RESOURCES,
  type PodDemand,
  type ResourceAmounts,
} from '@fleetview/backstage-plugin-fleet-common';
import { parseMillicores, parseQuantity } from './quantities';

type Json = Readonly<Record<string, unknown>>;

/** Amounts of what nodes have. Every object of every cluster comes by here: fields are quicker than a map. */
type Amounts = { cpu?: number; memory?: number; others?: Map<string, number> };

/** A pod, as far as its template says what it takes. */
export type DemandingPod = {
  containers: readonly { resources?: unknown }[];
  initContainers?: unknown;
  resources?: unknown;
  overhead?: unknown;
};

const NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,315}$/;
const NOTHING: Readonly<Amounts> = {};

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In whole units, rounded up as Kubernetes does; nothing of what is no amount. */
function whole(amount: number | undefined): number | undefined {
  return amount !== undefined && amount >= 0 ? Math.ceil(amount) : undefined;
}

/** Nothing where one of them cannot be read: the others alone would be too little. */
function readAmounts(quantities: unknown): Readonly<Amounts> | undefined {
  if (quantities === undefined || quantities === null) return NOTHING;
  if (!isRecord(quantities)) return undefined;
  const amounts: Amounts = {};
  for (const resource in quantities) {
    if (resource === 'cpu') {
      amounts.cpu = whole(parseMillicores(quantities.cpu));
      if (amounts.cpu === undefined) return undefined;
    } else if (resource === 'memory') {
      amounts.memory = whole(parseQuantity(quantities.memory));
      if (amounts.memory === undefined) return undefined;
    } else {
      const amount = whole(parseQuantity(quantities[resource]));
      amounts.others ??= new Map();
      if (
        amount === undefined ||
        amounts.others.size === MAX_OTHER_RESOURCES ||
        // A name that is not kept as it is would be another resource.
        !NAME.test(resource) ||
        boundedName(resource) !== resource
      ) {
        return undefined;
      }
      amounts.others.set(resource, amount);
    }
  }
  return amounts;
}

/** Puts amounts to others: what is nowhere is not stated, which is not the same as none. */
function join(
  into: Amounts,
  amounts: Readonly<Amounts>,
  how: (before: number, amount: number) => number,
): void {
  if (amounts.cpu !== undefined) into.cpu = how(into.cpu ?? 0, amounts.cpu);
  if (amounts.memory !== undefined) {
    into.memory = how(into.memory ?? 0, amounts.memory);
  }
  if (!amounts.others) return;
  into.others ??= new Map();
  for (const [resource, amount] of amounts.others) {
    into.others.set(resource, how(into.others.get(resource) ?? 0, amount));
  }
}

const sum = (before: number, amount: number) => before + amount;
const most = Math.max;

/** What containers of a pod take together. */
class Tally {
  readonly sums: Amounts = {};
  #beside: Amounts | undefined;
  #before: Amounts | undefined;

  /** It runs with all others. */
  addContainer(amounts: Readonly<Amounts>): void {
    join(this.sums, amounts, sum);
  }

  /** It begins before the others, and goes on with them. */
  addSidecar(amounts: Readonly<Amounts>): void {
    join(this.sums, amounts, sum);
    join((this.#beside ??= {}), amounts, sum);
    join((this.#before ??= {}), this.#beside, most);
  }

  /** It ends before the others begin; sidecars that began before it run beside it. */
  addInit(amounts: Readonly<Amounts>): void {
    const together: Amounts = {};
    if (this.#beside) join(together, this.#beside, sum);
    join(together, amounts, sum);
    join((this.#before ??= {}), together, most);
  }

  /** Once all are in: the most that there is at a time. */
  settle(): Amounts {
    if (this.#before) join(this.sums, this.#before, most);
    return this.sums;
  }
}

type Takes = {
  requests: Readonly<Amounts>;
  limits: Readonly<Amounts>;
  /** Requests without those that a limit stands for. */
  said: Readonly<Amounts>;
};

/** What is requested and limited; where only a limit is said, the API server requests it. */
function takesOf(resources: unknown): Takes | undefined {
  if (resources === undefined || resources === null) {
    return { requests: NOTHING, limits: NOTHING, said: NOTHING };
  }
  if (!isRecord(resources)) return undefined;
  const limits = readAmounts(resources.limits);
  const said = readAmounts(resources.requests);
  if (!limits || !said) return undefined;
  const { others } = limits;
  return {
    limits,
    said,
    requests: {
      cpu: said.cpu ?? limits.cpu,
      memory: said.memory ?? limits.memory,
      others: others
        ? new Map([...others, ...(said.others ?? [])])
        : said.others,
    },
  };
}

/** As a fact has it; nothing of more resources than it may list. */
function toAmounts({
  cpu,
  memory,
  others,
}: Amounts): ResourceAmounts | undefined {
  const amounts: ResourceAmounts = {};
  if (cpu !== undefined) amounts.cpuMillicores = cpu;
  if (memory !== undefined) amounts.memoryBytes = memory;
  if (!others) return amounts;
  const list = [...others]
    .filter(([, amount]) => amount > 0)
    .map(([resource, amount]) => ({ resource, amount }))
    .sort((a, b) => (a.resource < b.resource ? -1 : 1));
  if (list.length > MAX_OTHER_RESOURCES) return undefined;
  if (list.length > 0) amounts.others = list;
  return amounts;
}

/** Of which of them each container says how much. */
class Statements {
  #cpuRequested = true;
  #memoryRequested = true;
  #cpuLimited = true;
  #memoryLimited = true;

  note({ requests, limits }: Takes): void {
    this.#cpuRequested &&= requests.cpu !== undefined;
    this.#memoryRequested &&= requests.memory !== undefined;
    this.#cpuLimited &&= limits.cpu !== undefined;
    this.#memoryLimited &&= limits.memory !== undefined;
  }

  /** @param pod - what is said of all of them together */
  unstated(pod: Takes): PodDemand['unstated'] {
    const unstated: PodDemand['unstated'] = [];
    const { requests, limits } = pod;
    if (!this.#cpuRequested && requests.cpu === undefined) {
      unstated.push('requests.cpu');
    }
    if (!this.#memoryRequested && requests.memory === undefined) {
      unstated.push('requests.memory');
    }
    if (!this.#cpuLimited && limits.cpu === undefined) {
      unstated.push('limits.cpu');
    }
    if (!this.#memoryLimited && limits.memory === undefined) {
      unstated.push('limits.memory');
    }
    return unstated;
  }
}

/**
 * What a pod takes by its template: the sum of its containers and sidecars, or what runs
 * before them if that is more, in place of which the pod may say it as a whole, and its
 * overhead. Source: `PodRequests` and `PodLimits` of
 * `k8s.io/component-helpers/resource/helpers.go`, which scheduler and quotas go by.
 *
 * @returns nothing where a part of it cannot be read
 */
export function readPodDemand(pod: DemandingPod): PodDemand | undefined {
  if (pod.containers.length === 0) return undefined;
  const requests = new Tally();
  const limits = new Tally();
  const statements = new Statements();
  for (const { resources } of pod.containers) {
    const takes = takesOf(resources);
    if (!takes) return undefined;
    statements.note(takes);
    requests.addContainer(takes.requests);
    limits.addContainer(takes.limits);
  }
  const init = pod.initContainers ?? [];
  if (!Array.isArray(init)) return undefined;
  for (const container of init) {
    const takes = isRecord(container)
      ? takesOf(container.resources)
      : undefined;
    if (!takes) return undefined;
    statements.note(takes);
    const how = container.restartPolicy === 'Always' ? 'addSidecar' : 'addInit';
    requests[how](takes.requests);
    limits[how](takes.limits);
  }
  const sums = { requests: requests.settle(), limits: limits.settle() };
  const all = takesOf(pod.resources);
  const overhead = readAmounts(pod.overhead);
  if (!all || !overhead) return undefined;
  if (all.requests !== NOTHING) setWhole(sums, all);
  if (overhead !== NOTHING) addOverhead(sums, overhead);
  const requested = toAmounts(sums.requests);
  const limited = toAmounts(sums.limits);
  return requested && limited
    ? {
        requests: requested,
        limits: limited,
        unstated: statements.unstated(all),
      }
    : undefined;
}

type Sums = { requests: Amounts; limits: Amounts };

/** What is said of the pod as a whole counts instead of what its containers say. */
function setWhole({ requests, limits }: Sums, all: Takes): void {
  // A limit alone is requested only where no container requests anything.
  requests.cpu = all.said.cpu ?? requests.cpu ?? all.requests.cpu;
  requests.memory = all.said.memory ?? requests.memory ?? all.requests.memory;
  requests.others = new Map([
    ...(all.requests.others ?? []),
    ...(requests.others ?? []),
    ...(all.said.others ?? []),
  ]);
  limits.cpu = all.limits.cpu ?? limits.cpu;
  limits.memory = all.limits.memory ?? limits.memory;
  limits.others = new Map([
    ...(limits.others ?? []),
    ...(all.limits.others ?? []),
  ]);
}

/** It is requested in any case, and limited where there is a limit. */
function addOverhead({ requests, limits }: Sums, overhead: Amounts): void {
  join(requests, overhead, sum);
  const { cpu, memory, others } = overhead;
  if (limits.cpu) limits.cpu += cpu ?? 0;
  if (limits.memory) limits.memory += memory ?? 0;
  for (const [resource, amount] of others ?? []) {
    const limit = limits.others?.get(resource);
    if (limit) limits.others?.set(resource, limit + amount);
  }
}
