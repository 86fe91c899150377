import { dayNumber } from './days';

/**
 * How many of those that a cost is the sum of are in it, e.g. clusters.
 *
 * @public
 */
export type DayCoverage = {
  /** Of how many there is a figure. */
  known: number;
  /** Of how many there should be one; what has never told any is among them. */
  expected: number;
  /**
   * Of the expected, how many have no figure on any day. All days lack them alike, so
   * that they can be compared with each other all the same. 0 where absent.
   */
  silent?: number;
};

/**
 * What was spent on one day, in units of one currency. A day without a figure is not in
 * a series: it is a gap, and never 0.
 *
 * @public
 */
export type DailyCost = {
  /** `YYYY-MM-DD`, in UTC. */
  day: string;
  cost: number;
  /** Absent where the figure is of one thing, and is there. */
  coverage?: DayCoverage;
};

/**
 * Whether a figure is of all that it is of on other days. One that lacks a part is too
 * small, and says nothing of what a day costs.
 *
 * @public
 */
export function isWhole({ coverage }: Pick<DailyCost, 'coverage'>): boolean {
  if (!coverage) return true;
  const { known, expected, silent = 0 } = coverage;
  return known + silent >= expected;
}

/** Days by their number, in order. */
export type CostByDay = ReadonlyMap<number, DailyCost>;

/**
 * The figures of a series by their day, in the order of days, however they are handed in.
 * What is no finite number is no figure.
 *
 * @throws RangeError - if a day is there twice: neither figure would be the right one
 */
export function costByDay(history: readonly DailyCost[]): CostByDay {
  const byDay = new Map<number, DailyCost>();
  const numbered = history
    .filter(({ cost }) => Number.isFinite(cost))
    .map(each => ({ each, number: dayNumber(each.day) }))
    .sort((a, b) => a.number - b.number);
  for (const { each, number } of numbered) {
    if (byDay.has(number)) {
      throw new RangeError(`There are two costs of '${each.day}'`);
    }
    byDay.set(number, each);
  }
  return byDay;
}
