import { readGpuResource } from './readGpuResource';
import { byNode, fits, nodeClasses } from './readPrices';
import type { Told } from './readTold';
import type { Price } from './schema';

/** A warning has room for so much of the name of a resource. */
const LONGEST_NAME = 64;

/** What the GPUs of a cluster cost. */
export type GpuPrices = {
  /** Of an hour of a GPU on a node, else the mean of all; nothing where none is known. */
  hourOn: (node: string | undefined) => number | undefined;
  /** What all GPUs of which a price is known cost; nothing where there are some and no price is. */
  nodes?: number;
  /** Whether any price is from the sheet. */
  estimated: boolean;
  /** Why they cost more than that. */
  lacks: string[];
};

/**
 * The price of GPUs by node, as those of one cluster are less alike than its cores. An
 * exporter says 0 of a node whose price it does not know, so that 0 is a price only
 * where somebody wrote it.
 *
 * @param told - what the metrics say of one cluster
 */
export function readGpuPrices(
  told: Pick<
    Told,
    'gpuRequested' | 'nodeGpus' | 'gpuPrice' | 'nodeLabels' | 'nodeInfo'
  >,
  sheet: readonly Price[],
): GpuPrices {
  const metrics = byNode(told.gpuPrice);
  const classes = nodeClasses(told.nodeLabels, told.nodeInfo);
  const fromSheet = (node: string) =>
    sheet.find(
      price =>
        price.gpuHour !== undefined && fits(price, classes.get(node) ?? {}),
    )?.gpuHour;
  const priceOf = (node: string) => metrics.get(node) || fromSheet(node);
  const sums = { hours: 0, cost: 0 };
  const unpriced = new Set<string>();
  const parts = new Set<string>();
  let estimated = false;
  for (const { labels, value } of told.nodeGpus) {
    // A node keeps the resource when its device plugin is gone, with nothing of it.
    if (value === 0) continue;
    const { node = '', resource } = labels;
    if (readGpuResource(resource) === 'part') {
      parts.add((resource ?? '').slice(0, LONGEST_NAME));
      continue;
    }
    const price = priceOf(node);
    if (price === undefined) {
      unpriced.add(node);
      continue;
    }
    estimated ||= !metrics.get(node);
    sums.hours += value;
    sums.cost += value * price;
  }
  const mean = sums.hours > 0 ? sums.cost / sums.hours : undefined;
  const hourOn = (node = '') => priceOf(node) ?? mean;
  const isAskedUnpriced =
    unpriced.size === 0 &&
    told.gpuRequested.some(
      ({ labels, value }) => value > 0 && hourOn(labels.node) === undefined,
    );
  return {
    hourOn,
    ...((sums.hours > 0 || unpriced.size === 0) && { nodes: sums.cost }),
    estimated,
    lacks: [
      ...(unpriced.size > 0
        ? [`no price is known of the GPUs of ${unpriced.size} nodes`]
        : []),
      ...(isAskedUnpriced
        ? ['no price is known of GPUs that are asked for']
        : []),
      ...(parts.size > 0
        ? [`parts of GPUs have no price (${[...parts].sort()[0]})`]
        : []),
    ],
  };
}

/** What a workload's GPUs cost, each by the node that it was on; nothing where a price lacks. */
export function gpuCostOf(
  gpus: readonly { node?: string; hours: number }[],
  { hourOn }: Pick<GpuPrices, 'hourOn'>,
): number | undefined {
  let cost = 0;
  for (const { node, hours } of gpus) {
    if (hours === 0) continue;
    const price = hourOn(node);
    if (price === undefined) return undefined;
    cost += hours * price;
  }
  return cost;
}
