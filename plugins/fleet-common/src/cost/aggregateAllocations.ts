import type { AllocationShare } from '../facts';
import { addCosts } from './addCosts';
import type { CostAllocation, Costs } from './CostAllocation';
import {
  costProperty,
  type CostProperty,
  NAME_OF_SHARE,
  UNALLOCATED,
} from './costProperty';
import { efficiencyOf, type Efficiency } from './efficiencyOf';
import { IdlePools } from './IdlePools';

/** @public */
export type AggregateOptions = {
  by: readonly CostProperty[];
  /**
   * What becomes of idle cost: `separate` is one group, `split` one for each node or
   * cluster that it is of, `share` divides it among those that run there.
   */
  idle?: 'separate' | 'split' | 'share';
  /** Only these are in the groups. Idle and shared cost is theirs in proportion. */
  filter?: (allocation: CostAllocation) => boolean;
  /** What all use: its cost is divided among the others. */
  shared?: (allocation: CostAllocation) => boolean;
  /** Cost of the whole window that all others have to bear besides. */
  overhead?: number;
  /** How shared cost is divided: by what each costs, or to each group the same. */
  sharedSplit?: 'weighted' | 'even';
};

/** @public */
export type CostGroup = {
  /** Of the values, with `/` between; `__idle__` and the like where it is of nobody. */
  name: string;
  share: AllocationShare;
  /** A value for each of what was grouped by, or none. */
  values: (string | undefined)[];
  costs: Costs;
  /** How many allocations it is the sum of. */
  count: number;
  /** Over those of which request and use are known. */
  efficiency?: Efficiency;
};

type Member = { allocation: CostAllocation; costs: Costs };

function scaled(total: number): Costs {
  return { shared: total, total };
}

function nameOf(allocation: CostAllocation, { by, idle }: AggregateOptions) {
  const { share, cluster, node } = allocation;
  const own = NAME_OF_SHARE[share];
  const place = node ?? cluster;
  if (share === 'idle' && idle === 'split' && place !== undefined) {
    return `${place}/${own}`;
  }
  if (own) return own;
  return by
    .map(property => costProperty(allocation, property) ?? UNALLOCATED)
    .join('/');
}

/** What has a value is used, whatever its tool lacked when it grouped by something else. */
function shareOf(
  { share }: CostAllocation,
  values: (string | undefined)[],
): AllocationShare {
  if (NAME_OF_SHARE[share] !== undefined) return share;
  return values.length > 0 && values.every(value => value === undefined)
    ? 'unallocated'
    : 'used';
}

function efficiencyOfMembers(members: readonly Member[]) {
  const sums = { cpuRequested: 0, cpuUsed: 0, ramRequested: 0, ramUsed: 0 };
  const costs = { cpu: 0, ram: 0 };
  let hasCpu = false;
  let hasRam = false;
  for (const { allocation } of members) {
    const { usage = {}, minutes = 1 } = allocation;
    const { cpuCoresRequested, cpuCoresUsed } = usage;
    const { ramBytesRequested, ramBytesUsed } = usage;
    if (cpuCoresRequested !== undefined && cpuCoresUsed !== undefined) {
      hasCpu = true;
      sums.cpuRequested += cpuCoresRequested * minutes;
      // Use without a request would make others look better used than they are.
      if (cpuCoresRequested > 0) {
        sums.cpuUsed += cpuCoresUsed * minutes;
        costs.cpu += allocation.costs.cpu ?? 0;
      }
    }
    if (ramBytesRequested !== undefined && ramBytesUsed !== undefined) {
      hasRam = true;
      sums.ramRequested += ramBytesRequested * minutes;
      if (ramBytesRequested > 0) {
        sums.ramUsed += ramBytesUsed * minutes;
        costs.ram += allocation.costs.ram ?? 0;
      }
    }
  }
  return efficiencyOf(costs, {
    ...(hasCpu && {
      cpuCoresRequested: sums.cpuRequested,
      cpuCoresUsed: sums.cpuUsed,
    }),
    ...(hasRam && {
      ramBytesRequested: sums.ramRequested,
      ramBytesUsed: sums.ramUsed,
    }),
  });
}

function groupsOf(
  members: readonly Member[],
  options: AggregateOptions,
): CostGroup[] {
  const byName = new Map<string, Member[]>();
  for (const member of members) {
    const name = nameOf(member.allocation, options);
    // The same name of another share is another group: a label may have any value.
    const key = JSON.stringify([name, NAME_OF_SHARE[member.allocation.share]]);
    const known = byName.get(key);
    if (known) known.push(member);
    else byName.set(key, [member]);
  }
  return [...byName.values()].map(group => {
    const [{ allocation }] = group;
    const isOfNobody = NAME_OF_SHARE[allocation.share] !== undefined;
    const values = options.by.map(property =>
      isOfNobody ? undefined : costProperty(allocation, property),
    );
    const efficiency = isOfNobody ? undefined : efficiencyOfMembers(group);
    return {
      name: nameOf(allocation, options),
      share: shareOf(allocation, values),
      values,
      costs: addCosts(group.map(({ costs }) => costs)),
      count: group.length,
      ...(efficiency ? { efficiency } : {}),
    };
  });
}

/** What part of shared cost each of the bearers bears; the parts make 1. */
function bearings(
  bearers: readonly CostAllocation[],
  options: AggregateOptions,
): Map<CostAllocation, number> {
  const sums = new Map<string, { total: number; count: number }>();
  let all = 0;
  for (const bearer of bearers) {
    const name = nameOf(bearer, options);
    const sum = sums.get(name) ?? { total: 0, count: 0 };
    sum.total += bearer.costs.total;
    sum.count += 1;
    all += bearer.costs.total;
    sums.set(name, sum);
  }
  return new Map(
    bearers.map(bearer => {
      const { total, count } = sums.get(nameOf(bearer, options))!;
      const within = total > 0 ? bearer.costs.total / total : 1 / count;
      const isEven = options.sharedSplit === 'even' || all <= 0;
      return [bearer, within * (isEven ? 1 / sums.size : total / all)];
    }),
  );
}

/** Smaller than what rounding leaves over. */
const NOTHING = 1e-9;

function withoutCosts(costs: Costs, less: Costs): Costs {
  const negative = Object.fromEntries(
    Object.entries(less).map(([resource, cost]) => [resource, -cost]),
  ) as Costs;
  return addCosts([costs, negative]);
}

function withCosts(member: Member, ...more: Costs[]): Member {
  return { ...member, costs: addCosts([member.costs, ...more]) };
}

function asMember(allocation: CostAllocation): Member {
  return { allocation, costs: allocation.costs };
}

/**
 * Idle cost that stands for itself: all of it; of what is filtered what falls to those
 * that are counted; of what is divided among users what no user was found for.
 */
function idleMembers(options: {
  idle: readonly CostAllocation[];
  users: readonly CostAllocation[];
  /** Absent where nothing is filtered. */
  counted: readonly CostAllocation[] | undefined;
  isShared: boolean;
}): Member[] {
  const { idle, users, counted, isShared } = options;
  if (!isShared && !counted) return idle.map(asMember);
  return idle.flatMap(allocation => {
    const pool = new IdlePools([allocation], users);
    const of = (some: readonly CostAllocation[]) =>
      addCosts(some.map(user => pool.shareOf(user)));
    const costs = isShared
      ? withoutCosts(allocation.costs, of(users))
      : of(counted ?? users);
    return costs.total > NOTHING ? [{ allocation, costs }] : [];
  });
}

/**
 * Adds up allocations by properties, as OpenCost's `aggregate` does; its own test table
 * is reproduced. Idle cost is divided by resource and in proportion, shared cost by
 * total and in proportion (without idle cost), or evenly over the groups.
 *
 * @returns the groups, most expensive first
 * @public
 */
export function aggregateAllocations(
  allocations: readonly CostAllocation[],
  options: AggregateOptions,
): CostGroup[] {
  const { filter, shared, overhead = 0 } = options;
  const idle = allocations.filter(({ share }) => share === 'idle');
  const users = allocations.filter(({ share }) => share !== 'idle');
  const toShare = shared ? users.filter(shared) : [];
  const bearers = shared ? users.filter(each => !shared(each)) : users;
  const counted = filter ? bearers.filter(filter) : bearers;

  const pools = new IdlePools(idle, users);
  const isIdleShared = options.idle === 'share';
  const burden = (user: CostAllocation): Costs[] =>
    isIdleShared ? [pools.shareOf(user)] : [];

  const sharedTotal =
    overhead +
    toShare.reduce(
      (sum, each) => sum + addCosts([each.costs, ...burden(each)]).total,
      0,
    );
  const parts = sharedTotal === 0 ? undefined : bearings(bearers, options);

  const members = counted.map(user =>
    withCosts(
      asMember(user),
      ...burden(user),
      ...(parts ? [scaled(sharedTotal * (parts.get(user) ?? 0))] : []),
    ),
  );
  return groupsOf(
    [
      ...members,
      ...idleMembers({
        idle,
        users,
        counted: filter ? [...counted, ...toShare] : undefined,
        isShared: isIdleShared,
      }),
    ],
    options,
  ).sort((a, b) => b.costs.total - a.costs.total || (a.name < b.name ? -1 : 1));
}
