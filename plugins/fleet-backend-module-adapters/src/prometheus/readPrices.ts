import type { Sample } from './readSamples';
import type { Price } from './schema';

const GIB = 1024 ** 3;

/** By what a node is, to find its price. */
export type NodeClass = {
  provider?: string;
  region?: string;
  instanceType?: string;
};

/** What a cluster's nodes had and cost, and the mean price that follows. */
export type ClusterPrices = {
  cpuHour: number;
  gibHour: number;
  volumeGibHour?: number;
  nodes: { cpu: number; ram: number };
  /** Whether any price is from the sheet. */
  estimated: boolean;
  /** Nodes of which no price is known; what runs on them has the mean price. */
  unpriced: number;
};

/** `aws:///eu-west-1a/i-0f` begins with the provider. */
function providerOf(providerId: string | undefined): string | undefined {
  const [, provider] = /^([a-z]+):\/\//.exec(providerId ?? '') ?? [];
  return provider === 'gce' ? 'gcp' : provider;
}

/** What each node is, by its name. */
export function nodeClasses(
  labels: readonly Sample[],
  info: readonly Sample[],
): Map<string, NodeClass> {
  const classes = new Map<string, NodeClass>();
  for (const { labels: own } of info) {
    classes.set(own.node, { provider: providerOf(own.provider_id) });
  }
  for (const { labels: own } of labels) {
    classes.set(own.node, {
      ...classes.get(own.node),
      region: own.label_topology_kubernetes_io_region || undefined,
      instanceType: own.label_node_kubernetes_io_instance_type || undefined,
    });
  }
  return classes;
}

/** Whether a price is of a node. */
export function fits(price: Price, node: NodeClass): boolean {
  return (['provider', 'region', 'instanceType'] as const).every(
    key => price[key] === undefined || price[key] === node[key],
  );
}

/** Values by the name of their node. */
export function byNode(samples: readonly Sample[]): Map<string, number> {
  return new Map(samples.map(({ labels, value }) => [labels.node, value]));
}

/**
 * The mean prices of a cluster over its nodes, weighted by what they had, and what the
 * nodes cost.
 *
 * @param told - what the metrics say of one cluster
 * @returns nothing where no price of any node is known
 */
export function readPrices(
  told: Record<
    | 'nodeCpu'
    | 'nodeRam'
    | 'cpuPrice'
    | 'ramPrice'
    | 'volumePrice'
    | 'nodeLabels'
    | 'nodeInfo',
    readonly Sample[]
  >,
  sheet: readonly Price[],
): ClusterPrices | undefined {
  const [cpuPrices, ramPrices] = [byNode(told.cpuPrice), byNode(told.ramPrice)];
  const ram = byNode(told.nodeRam);
  const classes = nodeClasses(told.nodeLabels, told.nodeInfo);
  const sums = { cpuHours: 0, cpu: 0, gibHours: 0, ram: 0 };
  let estimated = false;
  let unpriced = 0;
  let volumeGibHour: number | undefined = told.volumePrice[0]?.value;
  for (const { labels, value: cpuHours } of told.nodeCpu) {
    const { node } = labels;
    const own = classes.get(node) ?? {};
    const listed = sheet.find(price => fits(price, own));
    const cpuHour = cpuPrices.get(node) ?? listed?.cpuHour;
    const gibHour = ramPrices.get(node) ?? listed?.gibHour;
    if (cpuHour === undefined || gibHour === undefined) {
      unpriced += 1;
      continue;
    }
    if (!cpuPrices.has(node) || !ramPrices.has(node)) {
      estimated = true;
      volumeGibHour ??= listed?.volumeGibHour;
    }
    const gibHours = (ram.get(node) ?? 0) / GIB;
    sums.cpuHours += cpuHours;
    sums.cpu += cpuHours * cpuHour;
    sums.gibHours += gibHours;
    sums.ram += gibHours * gibHour;
  }
  if (sums.cpuHours === 0 || sums.gibHours === 0) return undefined;
  return {
    cpuHour: sums.cpu / sums.cpuHours,
    gibHour: sums.ram / sums.gibHours,
    ...(volumeGibHour === undefined ? {} : { volumeGibHour }),
    nodes: { cpu: sums.cpu, ram: sums.ram },
    estimated,
    unpriced,
  };
}
