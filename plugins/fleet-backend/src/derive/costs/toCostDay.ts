import type { AllocationFact } from '@fleetview/backstage-plugin-fleet-common';
import type { CostAccount, CostDay, CostLine, StoredAllocation } from './types';

export const MINUTES_OF_DAY = 1440;
/** What lacks more of the day than that is not of the whole day. */
const MINUTES_LEFT_OUT = 60;
/** Longer ones are cut off in columns. */
const LONGEST = 253;
const LONGEST_MONEY = 16;
/** More than anything costs, or has: a bound for a cluster that makes it up. */
const MOST = 1e18;

/**
 * The same money is told by several grains, and maybe by several cost tools. One counts:
 * the finest, what a provider bills before what a price sheet says, the cluster's own tool
 * before one elsewhere.
 */
const GRAINS = ['workload', 'namespace', 'cluster'] as const;

type Grain = (typeof GRAINS)[number];

export function isOfWholeDay(minutes: number): boolean {
  return minutes >= MINUTES_OF_DAY - MINUTES_LEFT_OUT;
}

/** Whether days are kept of it. */
export function isKeptGrain(grain: AllocationFact['grain']): grain is Grain {
  return (GRAINS as readonly string[]).includes(grain);
}

const COSTS = ['cpu', 'ram'] as const;
const USAGE = ['cpuRequested', 'cpuUsed', 'ramRequested', 'ramUsed'] as const;
const SIZING = [
  'replicas',
  'cpuHigh',
  'ramHigh',
  'throttled',
  'kills',
] as const;
/** Of several in one these are added up; of the others the worst counts. */
const ADDED: ReadonlySet<(typeof SIZING)[number]> = new Set([
  'replicas',
  'kills',
]);

/**
 * What a cluster cost on one day, from all that was told of it; nothing where nothing of
 * it can be kept.
 *
 * @param allocations - of one cluster and one whole day
 */
export function toCostDay(
  clusterId: string,
  day: number,
  allocations: readonly StoredAllocation[],
): CostDay | undefined {
  const [best, ...others] = accountsOf(clusterId, allocations).sort((a, b) =>
    orderOf(a) < orderOf(b) ? -1 : 1,
  );
  if (!best) return undefined;
  return {
    day,
    account: best.account,
    lines: others.reduce(
      (lines, { facts }) =>
        withSizing(
          lines,
          linesOf(facts.filter(({ sizing }) => sizing !== undefined)),
        ),
      linesOf(best.facts),
    ),
  };
}

/**
 * One account says what things cost; what requests are sized by, another may know: it is no
 * money that could be told twice.
 */
function withSizing(
  lines: CostLine[],
  others: readonly CostLine[],
): CostLine[] {
  const sizings = new Map(others.map(line => [keyOf(line), line]));
  return lines.map(line => {
    const other = line.name === '' ? undefined : sizings.get(keyOf(line));
    if (!other) return line;
    const sized = { ...line };
    for (const key of SIZING) sized[key] ??= other[key];
    return sized;
  });
}

function keyOf({ share, namespace, kind, name }: CostLine): string {
  return JSON.stringify([share, namespace, kind, name]);
}

type Told = {
  key: string;
  account: CostAccount;
  facts: AllocationFact[];
  /** Whether its tool knows that something is missing. */
  isPart: boolean;
};

function accountsOf(
  clusterId: string,
  allocations: readonly StoredAllocation[],
): Told[] {
  const byKey = new Map<string, Told>();
  for (const { observer, fact } of allocations) {
    if (!isKeptGrain(fact.grain) || !Number.isFinite(fact.costs.total)) {
      continue;
    }
    const { engine, grain, currency = '', source } = fact;
    // A tool that is there twice, as while it is moved, tells the same money twice.
    const key = JSON.stringify([
      engine,
      observer,
      source.kind,
      source.namespace,
      grain,
      currency,
    ]);
    const told = byKey.get(key) ?? {
      key,
      account: {
        observer,
        engine: engine.slice(0, 63),
        grain,
        money: currency.slice(0, LONGEST_MONEY),
        isEstimated: false,
        isWhole: false,
        rank: 0,
        minutes: 0,
      },
      facts: [],
      isPart: false,
    };
    byKey.set(key, told);
    told.facts.push(fact);
    told.isPart ||= fact.partial === true;
    told.account.isEstimated ||= fact.estimated;
    // Something runs on each cluster for the whole day: its nodes at least are idle.
    told.account.isWhole ||= isOfWholeDay(fact.minutes);
    told.account.minutes += Math.min(MINUTES_OF_DAY, fact.minutes);
  }
  for (const { account, isPart } of byKey.values()) {
    account.isWhole &&= !isPart;
    account.rank = rankOf(account, clusterId);
  }
  return [...byKey.values()];
}

function rankOf(
  { grain, isEstimated, observer }: CostAccount,
  clusterId: string,
): number {
  return (
    GRAINS.indexOf(grain as Grain) * 4 +
    (isEstimated ? 2 : 0) +
    (observer === clusterId ? 0 : 1)
  );
}

function orderOf({ key, account: { rank, isWhole } }: Told): string {
  // A whole day before a part, whoever tells it.
  return [isWhole ? 0 : 1, String(rank).padStart(2, '0'), key].join('/');
}

function linesOf(facts: readonly AllocationFact[]): CostLine[] {
  const byKey = new Map<string, CostLine>();
  for (const fact of facts) {
    const line = toLine(fact);
    const key = keyOf(line);
    const known = byKey.get(key);
    byKey.set(key, known ? added(known, line) : line);
  }
  return [...byKey.values()];
}

function toLine(fact: AllocationFact): CostLine {
  const { share, costs, usage, minutes, sizing = {} } = fact;
  const isOfThing = share === 'used' && fact.grain === 'workload';
  const partOfDay = Math.min(1, minutes / MINUTES_OF_DAY);
  const mean = (amount: number | undefined) =>
    amount === undefined ? undefined : bounded(amount * partOfDay);
  const high = (amount: number | undefined) =>
    amount === undefined ? undefined : bounded(amount);
  const line: CostLine = {
    namespace: bound(fact.namespace),
    share,
    kind: isOfThing ? bound(fact.controllerKind) : '',
    name: isOfThing ? bound(fact.controller ?? fact.name) : '',
    cost: bounded(costs.total),
  };
  const amounts = {
    cpu: costs.cpu === undefined ? undefined : bounded(costs.cpu),
    ram: costs.ram === undefined ? undefined : bounded(costs.ram),
    cpuRequested: mean(usage.cpuCoresRequested),
    cpuUsed: mean(usage.cpuCoresUsed),
    ramRequested: mean(usage.ramBytesRequested),
    ramUsed: mean(usage.ramBytesUsed),
    ...(isOfThing && {
      replicas: mean(sizing.replicas),
      cpuHigh: high(sizing.cpuCoresHigh),
      ramHigh: high(sizing.memoryBytesHigh),
      throttled: sizing.cpuThrottledShare,
      kills: high(sizing.outOfMemoryKills),
    }),
  } as Partial<CostLine>;
  for (const key of [...COSTS, ...USAGE, ...SIZING]) {
    if (amounts[key] !== undefined) line[key] = amounts[key];
  }
  return line;
}

/**
 * Costs are the sum of what is known of them. What is known of the requests, use or highs of
 * one part alone says nothing of both.
 */
function added(a: CostLine, b: CostLine): CostLine {
  const sum: CostLine = { ...a, cost: a.cost + b.cost };
  for (const key of COSTS) {
    if (b[key] !== undefined) sum[key] = (a[key] ?? 0) + b[key];
  }
  for (const key of USAGE) {
    const [first, second] = [a[key], b[key]];
    if (first === undefined || second === undefined) delete sum[key];
    else sum[key] = first + second;
  }
  for (const key of SIZING) {
    const [first, second] = [a[key], b[key]];
    if (first === undefined || second === undefined) delete sum[key];
    else sum[key] = ADDED.has(key) ? first + second : Math.max(first, second);
  }
  return sum;
}

function bound(text = ''): string {
  return text.slice(0, LONGEST);
}

function bounded(amount: number): number {
  return Math.min(MOST, Math.max(-MOST, amount));
}
