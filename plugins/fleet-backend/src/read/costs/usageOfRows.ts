import {
  aggregateAllocations,
  savingsOf,
  type CostAllocation,
  type CostRow,
  type DailyCost,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';
import type { UsageOfRow } from './readUsage';
import { rowKey } from './toRows';

/** What may have requests, as idle cost has none. */
const OF_THINGS: ReadonlySet<CostAllocation['share']> = new Set([
  'used',
  'unallocated',
]);

/** Efficiency and savings; of how many days is for whoever knows them. */
export type RowUsage = Pick<CostRow, 'efficiency'> & {
  savings?: Omit<NonNullable<CostRow['savings']>, 'knownDays'>;
};

/** The same with the number of days that it is of. */
export function usageOnDays(
  { savings, ...usage }: RowUsage,
  days: readonly DailyCost[],
): Pick<CostRow, 'efficiency' | 'savings'> {
  if (!savings) return usage;
  const { first, last } = savings.span;
  const knownDays = days.filter(
    ({ day }) => day >= first && day <= last,
  ).length;
  return { ...usage, savings: { ...savings, knownDays } };
}

/**
 * How well what is paid for is used, of all and of each row.
 *
 * @param span - the days that it is of
 */
export function usageOfRows(
  usage: readonly UsageOfRow[],
  span: { first: string; last: string },
): { whole: RowUsage; byRow: Map<string, RowUsage> } {
  const grouped = new Map<string, CostAllocation[]>();
  for (const each of usage) {
    const key = rowKey(each);
    const known = grouped.get(key);
    if (known) known.push(each.allocation);
    else grouped.set(key, [each.allocation]);
  }
  return {
    whole: usageOf(
      usage.map(({ allocation }) => allocation),
      span,
    ),
    byRow: new Map(
      [...grouped].map(([key, allocations]) => [
        key,
        usageOf(allocations, span),
      ]),
    ),
  };
}

function usageOf(
  allocations: readonly CostAllocation[],
  span: { first: string; last: string },
): RowUsage {
  if (allocations.length === 0) return {};
  const [all] = aggregateAllocations(
    allocations.filter(({ share }) => OF_THINGS.has(share)),
    { by: [] },
  );
  return defined({
    efficiency: all?.efficiency,
    savings: { span, ...savingsOf(allocations) },
  });
}
