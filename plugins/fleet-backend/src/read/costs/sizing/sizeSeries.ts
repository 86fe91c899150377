import type { SizingDay } from './readSizingDays';
import type { SizingSeries } from './readSizingSeries';
import type { ToldDay } from './readToldDays';
import { sizeWorkload, type WorkloadSize } from './sizeWorkload';

/** What is on none of so many days of its cluster is gone, or seldom runs. */
const RECENT_DAYS = 3;

/** A workload, with what it should request. */
export type Sized = SizingSeries & {
  size: WorkloadSize;
  /** The last day of which its cost is known. */
  lastDay: number;
};

/**
 * What a workload should request; nothing where it was there on none of the last days that
 * are told of its cluster: a request of it saves nothing any more.
 *
 * @param days - of the workload, in any order
 * @param told - of its cluster, in order
 */
export function sizeSeries(
  series: SizingSeries,
  days: readonly SizingDay[],
  told: readonly ToldDay[],
): Sized | undefined {
  if (days.length === 0) return undefined;
  const lastDay = Math.max(...days.map(({ day }) => day));
  const recent = told.slice(-RECENT_DAYS)[0];
  if (recent && lastDay < recent.day) return undefined;
  // Before a cluster came to this currency it cost something as well.
  const ofMoney = told.filter(({ money }) => money === series.money);
  return { ...series, lastDay, size: sizeWorkload(days, ofMoney.length) };
}

/** Of each workload what is in the currency that it cost something in last. */
export function newestOf(sized: readonly Sized[]): Sized[] {
  const newest = new Map<string, Sized>();
  for (const each of sized) {
    const { clusterId, namespace, kind, name } = each;
    const key = JSON.stringify([clusterId, namespace, kind, name]);
    const known = newest.get(key);
    if (!known || known.lastDay < each.lastDay) newest.set(key, each);
  }
  return [...newest.values()];
}
