import type { Told } from './readTold';
import type { Workload } from './readWorkloads';

const GIB = 1024 ** 3;

/** Where bytes go that are paid for, as OpenCost has it. */
const PAID = ['zone', 'region', 'internet'] as const;

type Destination = (typeof PAID)[number];

/** What a GiB costs that is sent elsewhere. */
export type NetworkPrices = {
  gib: ReadonlyMap<string, number>;
  /** Why it costs more than that. */
  lacks: string[];
};

/** Exporters wrote the labels of zones and regions in two ways. */
function isSame(
  labels: Record<string, string>,
  [snake, camel]: readonly [string, string],
): boolean | undefined {
  const value = labels[snake] || labels[camel];
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
}

/** Where bytes went; `here` is paid for by nobody, and nothing where it is not said. */
export function destinationOf(
  labels: Record<string, string>,
): Destination | 'here' | undefined {
  if (labels.internet === 'true') return 'internet';
  if (labels.internet !== 'false') return undefined;
  const isSameZone = isSame(labels, ['same_zone', 'sameZone']);
  if (isSameZone !== false) return isSameZone ? 'here' : undefined;
  const isSameRegion = isSame(labels, ['same_region', 'sameRegion']);
  if (isSameRegion === undefined) return undefined;
  return isSameRegion ? 'zone' : 'region';
}

/** The prices of what a cluster's workloads sent elsewhere. */
export function readNetworkPrices(
  told: Pick<Told, 'networkEgress' | 'networkPrice'>,
): NetworkPrices {
  const gib = new Map<string, number>([['here', 0]]);
  for (const { labels, value } of told.networkPrice) {
    if ((PAID as readonly string[]).includes(labels.destination)) {
      gib.set(labels.destination, value);
    }
  }
  const isLacking = told.networkEgress.some(
    ({ labels, value }) =>
      value > 0 && gib.get(destinationOf(labels) ?? '') === undefined,
  );
  return {
    gib,
    lacks: isLacking ? ['no price is known of some of what is sent'] : [],
  };
}

/** What a workload's traffic cost, as far as prices are known; nothing where none is, or none was told. */
export function networkCostOf(
  { egress }: Pick<Workload, 'egress'>,
  { gib }: Pick<NetworkPrices, 'gib'>,
): number | undefined {
  let cost: number | undefined;
  for (const { destination, bytes } of egress) {
    const price = gib.get(destination ?? '');
    if (price !== undefined) cost = (cost ?? 0) + (bytes / GIB) * price;
  }
  return cost;
}
