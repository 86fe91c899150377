import type { CostAllocation } from '../CostAllocation';
import { sum } from '../statistics/quantile';

/** @public */
export type SavingsSettings = {
  /** What requests keep above what is used, in parts of it. */
  headroom: number;
  /** What of the whole cost is to stay idle, for peaks and for nodes that fail. */
  idleReserve: number;
};

/** @public */
export const DEFAULT_SAVINGS: SavingsSettings = {
  headroom: 0.15,
  idleReserve: 0.2,
};

/**
 * Where money goes, in units of one currency. `used`, `idleOfRequests`,
 * `idleOfInfrastructure`, `unmounted`, `unknown` and `other` are together the total.
 *
 * @public
 */
export type CostSavings = {
  total: number;
  /** Of CPU and memory that was used. */
  used: number;
  /** Of CPU and memory that was requested and not used. */
  idleOfRequests: { cpu: number; ram: number; total: number };
  /** Paid for, and requested by nothing. */
  idleOfInfrastructure: number;
  /** Of volumes that nothing mounts. */
  unmounted: number;
  /** Of CPU and memory of which nobody knows what was requested or used. */
  unknown: number;
  /** Of all that is not told as CPU or memory: nobody says how much of it was used. */
  other: number;
  /**
   * What could be saved: of requests what is above use with its headroom, of
   * infrastructure what is above the reserve, and volumes that nothing mounts.
   */
  savings: {
    requests: number;
    infrastructure: number;
    unmounted: number;
    total: number;
  };
};

type Split = { used: number; idle: number; unknown: number; saving: number };

/** What of the cost of one resource was used; a cost tool charges the larger of both. */
function splitOf(
  cost: number | undefined,
  requested: number | undefined,
  used: number | undefined,
  headroom: number,
): Split {
  const none = { used: 0, idle: 0, unknown: 0, saving: 0 };
  if (cost === undefined) return none;
  // Credits are no cost that could be saved.
  if (cost <= 0) return { ...none, used: cost };
  if (requested === undefined || used === undefined) {
    return { ...none, unknown: cost };
  }
  if (requested <= used) return { ...none, used: cost };
  const idle = cost * (1 - used / requested);
  return {
    ...none,
    used: cost - idle,
    idle,
    saving: cost * Math.max(0, 1 - (used * (1 + headroom)) / requested),
  };
}

function totalOf(
  allocations: readonly CostAllocation[],
  share: CostAllocation['share'],
): number {
  return sum(
    allocations
      .filter(each => each.share === share)
      .map(({ costs }) => costs.total),
  );
}

/**
 * Idle of requests and of infrastructure, and what could be saved of them. Smaller requests
 * save money only once there are fewer nodes: until then they make idle of requests idle of
 * infrastructure.
 *
 * @param allocations - of one grain, window and currency, so that none speaks of the money
 *   of another
 * @public
 */
export function savingsOf(
  allocations: readonly CostAllocation[],
  settings: Partial<SavingsSettings> = {},
): CostSavings {
  const { headroom, idleReserve } = { ...DEFAULT_SAVINGS, ...settings };
  const busy = allocations.filter(
    ({ share }) => share !== 'idle' && share !== 'unmounted',
  );
  const cpu = busy.map(({ costs, usage = {} }) =>
    splitOf(costs.cpu, usage.cpuCoresRequested, usage.cpuCoresUsed, headroom),
  );
  const ram = busy.map(({ costs, usage = {} }) =>
    splitOf(costs.ram, usage.ramBytesRequested, usage.ramBytesUsed, headroom),
  );
  const others = busy.map(
    ({ costs }) => costs.total - (costs.cpu ?? 0) - (costs.ram ?? 0),
  );
  const of = (splits: readonly Split[], key: keyof Split) =>
    sum(splits.map(split => split[key]));
  const idleCpu = of(cpu, 'idle');
  const idleRam = of(ram, 'idle');
  const idle = totalOf(allocations, 'idle');
  const unmounted = totalOf(allocations, 'unmounted');
  const total = sum(allocations.map(({ costs }) => costs.total));
  const requests = of([...cpu, ...ram], 'saving');
  const infrastructure = Math.max(0, idle - Math.max(0, total) * idleReserve);
  return {
    total,
    used: of([...cpu, ...ram], 'used'),
    idleOfRequests: { cpu: idleCpu, ram: idleRam, total: idleCpu + idleRam },
    idleOfInfrastructure: idle,
    unmounted,
    unknown: of([...cpu, ...ram], 'unknown'),
    other: sum(others),
    savings: {
      requests,
      infrastructure,
      unmounted: Math.max(0, unmounted),
      total: requests + infrastructure + Math.max(0, unmounted),
    },
  };
}
