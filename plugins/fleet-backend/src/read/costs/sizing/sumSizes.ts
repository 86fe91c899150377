import type {
  FleetRightSizing,
  ResourceSizing,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../../types';
import type { WorkloadSize } from './sizeWorkload';

type Sized = { money: string; size: WorkloadSize };

/** How many requests should change, and of how many that cannot be told. */
export function countSizes(
  sized: readonly Sized[],
): FleetRightSizing['totals'] {
  const why = new Map<string, number>();
  const totals = { smaller: 0, larger: 0, fitting: 0 };
  for (const each of resourcesOf(sized)) {
    if (each.request !== undefined) totals[directionOf(each)] += 1;
    else if (each.why === 'small') totals.fitting += 1;
    else {
      const key = each.why as string;
      why.set(key, (why.get(key) ?? 0) + 1);
    }
  }
  return {
    workloads: sized.length,
    ...totals,
    notJudged: [...why]
      .map(([key, count]) => ({ why: key, count }))
      .sort((a, b) => b.count - a.count || (a.why < b.why ? -1 : 1)),
  };
}

/** What all proposals come to, each currency for itself. */
export function addSizes(sized: readonly Sized[]): FleetRightSizing['sums'] {
  const sums = new Map<string, FleetRightSizing['sums'][number]>();
  for (const { money, size } of sized) {
    const proposed = [size.cpu, size.ram].filter(
      ({ request }) => request !== undefined,
    );
    if (proposed.length === 0) continue;
    const sum =
      sums.get(money) ??
      defined({
        money: money || undefined,
        saved: 0,
        added: 0,
        workloads: 0,
        unpriced: 0,
      });
    sums.set(money, sum);
    sum.workloads += 1;
    for (const { savingPerMonth } of proposed) {
      if (savingPerMonth === undefined) sum.unpriced += 1;
      else if (savingPerMonth >= 0) sum.saved += savingPerMonth;
      else sum.added -= savingPerMonth;
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

function resourcesOf(sized: readonly Sized[]): ResourceSizing[] {
  return sized.flatMap(({ size }) => [size.cpu, size.ram]);
}

function directionOf({
  request = 0,
  requested = 0,
}: ResourceSizing): 'smaller' | 'larger' {
  return request < requested ? 'smaller' : 'larger';
}
