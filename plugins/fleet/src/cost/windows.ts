import type {
  Allocation,
  AllocationTotals,
} from '@fleetview/backstage-plugin-fleet-common';

type Sum = AllocationTotals['windows'][number];
type Grain = Allocation['grain'];

/** In the order in which they are shown first. */
export const GRAINS: Grain[] = [
  'workload',
  'namespace',
  'label',
  'cluster',
  'asset',
  'cloud',
];

/** What one list of allocations is of: these may be added up, and no others with them. */
export type Account = {
  start: string;
  end: string;
  engine: string;
  grain: Grain;
  /** By share and currency. */
  sums: Sum[];
  /** In all, of each currency: they are never added up. */
  costs: { money?: string; cost: number }[];
  /** How many things cannot be confirmed now. */
  stale: number;
  things: number;
};

/** Sums of one window, cost tool and grain together; the newest window first. */
export function accountsOf(windows: readonly Sum[]): Account[] {
  const accounts = new Map<string, Account>();
  for (const sum of windows) {
    const { window, engine, grain } = sum;
    const key = [window.start, window.end, engine, grain].join(' ');
    const account = accounts.get(key) ?? {
      start: window.start,
      end: window.end,
      engine,
      grain,
      sums: [],
      costs: [],
      stale: 0,
      things: 0,
    };
    account.sums.push(sum);
    addCost(account.costs, sum);
    account.stale += sum.stale;
    account.things += sum.things;
    accounts.set(key, account);
  }
  return [...accounts.values()];
}

function addCost(costs: Account['costs'], { money, cost }: Sum): void {
  const known = costs.find(each => each.money === money);
  if (known) known.cost += cost;
  else costs.push({ ...(money ? { money } : {}), cost });
}

/** The account that is shown: the one that is asked for, else the newest of the finest grain. */
export function chosenAccount(
  accounts: readonly Account[],
  asked: { start?: string; engine?: string; grain?: string },
): Account | undefined {
  const fitting = accounts.filter(
    ({ start, engine, grain }) =>
      (!asked.start || asked.start === start) &&
      (!asked.engine || asked.engine === engine) &&
      (!asked.grain || asked.grain === grain),
  );
  const [newest] = [...fitting].sort(
    (a, b) =>
      Date.parse(b.start) - Date.parse(a.start) ||
      GRAINS.indexOf(a.grain) - GRAINS.indexOf(b.grain),
  );
  return newest;
}
