import type { CostAllocation, Costs } from './CostAllocation';

/** What idle cost is of: the others are only paid for where they are used. */
const IDLE_RESOURCES = ['cpu', 'gpu', 'ram'] as const;

type Amounts = Record<(typeof IDLE_RESOURCES)[number], number>;

function amountsOf({ costs }: Pick<CostAllocation, 'costs'>): Amounts {
  const { cpu = 0, gpu = 0, ram = 0 } = costs;
  return { cpu, gpu, ram };
}

/** A resource of which nothing is idle is left out: whether it costs anything is not said. */
function costsOf({ cpu, gpu, ram }: Amounts): Costs {
  return {
    ...(cpu === 0 ? {} : { cpu }),
    ...(gpu === 0 ? {} : { gpu }),
    ...(ram === 0 ? {} : { ram }),
    total: cpu + gpu + ram,
  };
}

/** What could have used what is idle: of one node where the idle cost is of one, else of the cluster. */
type Pool = { idle: Amounts; used: Amounts };

function poolKey({ cluster = '', node }: CostAllocation): string {
  return JSON.stringify(node === undefined ? [cluster] : [cluster, node]);
}

function add(sum: Amounts, amounts: Amounts): void {
  for (const resource of IDLE_RESOURCES) sum[resource] += amounts[resource];
}

/**
 * Divides idle cost among those that run on the same node or cluster: of each resource
 * in proportion to what they cost of it themselves.
 */
export class IdlePools {
  readonly #pools = new Map<string, Pool>();

  constructor(
    idle: readonly CostAllocation[],
    users: readonly CostAllocation[],
  ) {
    for (const each of idle) {
      const key = poolKey(each);
      const pool = this.#pools.get(key) ?? {
        idle: { cpu: 0, gpu: 0, ram: 0 },
        used: { cpu: 0, gpu: 0, ram: 0 },
      };
      add(pool.idle, amountsOf(each));
      this.#pools.set(key, pool);
    }
    for (const user of users) {
      for (const pool of this.#poolsOf(user)) add(pool.used, amountsOf(user));
    }
  }

  /** What of the idle cost falls to one. */
  shareOf(user: CostAllocation): Costs {
    const own = amountsOf(user);
    const share: Amounts = { cpu: 0, gpu: 0, ram: 0 };
    for (const { idle, used } of this.#poolsOf(user)) {
      for (const resource of IDLE_RESOURCES) {
        if (used[resource] > 0) {
          share[resource] += (idle[resource] * own[resource]) / used[resource];
        }
      }
    }
    return costsOf(share);
  }

  #poolsOf(user: CostAllocation): Pool[] {
    if (this.#pools.size === 0) return [];
    const { node: _, ...ofCluster } = user;
    const keys = new Set([poolKey(user), poolKey(ofCluster)]);
    return [...keys].flatMap(key => this.#pools.get(key) ?? []);
  }
}
