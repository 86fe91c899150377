import { HOUR_COLUMNS, maskOf, withHours } from './hourColumns';
import type { CostingThing } from './placeSeries';
import type { StoredAllocation } from './types';

const LONGEST = 253;
const MOST = 1e18;

/** What things of a cluster cost in each hour of a day, by the word of one tool. */
export type CostHours = {
  observer: string;
  engine: string;
  money: string;
  /** The bits of all hours that were told. */
  mask: number;
  things: (CostingThing & { hours: (number | null)[] })[];
};

/**
 * The hours of a day of a cluster, from all that was told of them; nothing where nothing
 * was. Of several tools the cluster's own counts, then who told of most hours: they tell
 * the same money.
 */
export function toCostHours(
  clusterId: string,
  allocations: readonly StoredAllocation[],
): CostHours | undefined {
  const accounts = new Map<string, CostHours>();
  for (const { observer, fact } of allocations) {
    const { hours, engine, currency = '', share, namespace = '' } = fact;
    if (hours?.length !== HOUR_COLUMNS.length) continue;
    const money = currency.slice(0, 16);
    const key = JSON.stringify([
      engine,
      observer,
      fact.source.namespace,
      money,
    ]);
    const account = accounts.get(key) ?? {
      observer,
      engine: engine.slice(0, 63),
      money,
      mask: 0,
      things: [],
    };
    accounts.set(key, account);
    const isOfThing = share === 'used';
    account.things.push({
      share,
      namespace: namespace.slice(0, LONGEST),
      kind: isOfThing ? (fact.controllerKind ?? '').slice(0, LONGEST) : '',
      name: isOfThing ? (fact.controller ?? fact.name).slice(0, LONGEST) : '',
      hours: hours.map(cost =>
        cost === null ? null : Math.min(MOST, Math.max(-MOST, cost)),
      ),
    });
    account.mask = withHours(account.mask, maskOf(hours));
  }
  const [best] = [...accounts].sort(
    ([keyA, a], [keyB, b]) =>
      Number(b.observer === clusterId) - Number(a.observer === clusterId) ||
      countOf(b.mask) - countOf(a.mask) ||
      (keyA < keyB ? -1 : 1),
  );
  return best?.[1];
}

/** How many hours a mask has. */
export function countOf(mask: number): number {
  return mask.toString(2).replaceAll('0', '').length;
}
