import { median, quantile } from '../../cost/statistics/quantile';

/**
 * How long failures last, in milliseconds.
 *
 * @public
 */
export type TimeToRepair = {
  /**
   * How many were repaired, and how long that took: nine of ten within `p90`. Absent where
   * none was.
   */
  repaired: { count: number; median?: number; p90?: number; mean?: number };
  /**
   * How many are not: they take at least as long as they have lasted, and are not in the
   * figures above.
   */
  open: { count: number; medianAtLeast?: number; longestAtLeast?: number };
  /** Of how many it is not known, as a time is missing or the end is before the beginning. */
  undated: number;
};

/**
 * How long it took to repair what failed, from when it first failed to when it was known
 * to pass. What is still open is told apart: leaving it out of sight would reward not
 * repairing what is hard to.
 *
 * @param failures - times in milliseconds since 1970; without `fixedAt` they are open
 * @param at - milliseconds since 1970
 * @public
 */
export function timeToRepair(
  failures: Iterable<{ firstFailedAt?: number; fixedAt?: number }>,
  at: number,
): TimeToRepair {
  const repaired: number[] = [];
  const open: number[] = [];
  let undated = 0;
  for (const { firstFailedAt, fixedAt } of failures) {
    const lasted = (fixedAt ?? at) - (firstFailedAt ?? NaN);
    if (!(lasted >= 0)) undated += 1;
    else if (fixedAt === undefined) open.push(lasted);
    else repaired.push(lasted);
  }
  const middle = median(repaired);
  const middleOpen = median(open);
  return {
    repaired: {
      count: repaired.length,
      ...(middle !== undefined && {
        median: middle,
        p90: quantile(repaired, 0.9),
        mean: repaired.reduce((sum, each) => sum + each, 0) / repaired.length,
      }),
    },
    open: {
      count: open.length,
      ...(middleOpen !== undefined && {
        medianAtLeast: middleOpen,
        longestAtLeast: open.reduce((most, each) => Math.max(most, each), 0),
      }),
    },
    undated,
  };
}
