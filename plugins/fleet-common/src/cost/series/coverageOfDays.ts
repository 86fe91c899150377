import { sum } from '../statistics/quantile';
import {
  costByDay,
  type DailyCost,
  type DayCoverage,
  isWhole,
} from './DailyCost';
import { dayNumber, dayOf, type DaySpan, lengthOf } from './days';

/**
 * What is known of the days of a span.
 *
 * @public
 */
export type DaysCoverage = {
  /** How many days there are. */
  days: number;
  /** Of which there is a whole figure. */
  known: number;
  /** Of which there is a figure that lacks a part. */
  inPart: number;
  /** Of which there is none. */
  missing: number;
  /** The days without a figure, in order, those next to each other as one. */
  gaps: DaySpan[];
  /** Of the day with a figure that lacks most; absent where all are of one thing. */
  least?: DayCoverage;
  /**
   * What was spent on the days of which there is a figure, whole or in part. Absent where
   * there is none at all.
   */
  cost?: number;
};

function worse(a: DayCoverage | undefined, b: DayCoverage | undefined) {
  if (!a || !b) return a ?? b;
  const difference = b.known * a.expected - a.known * b.expected;
  // The larger of two that lack alike, so that their order makes no difference.
  return difference < 0 || (difference === 0 && b.expected > a.expected)
    ? b
    : a;
}

function gapsOf(missing: readonly number[]): DaySpan[] {
  const gaps: { first: number; last: number }[] = [];
  for (const number of missing) {
    const open = gaps.at(-1);
    if (open && open.last === number - 1) open.last = number;
    else gaps.push({ first: number, last: number });
  }
  return gaps.map(({ first, last }) => ({
    first: dayOf(first),
    last: dayOf(last),
  }));
}

/**
 * Tells known days, days in part and gaps of a span apart, and adds up what is known.
 *
 * @public
 */
export function coverageOfDays(
  history: readonly DailyCost[],
  span: DaySpan,
): DaysCoverage {
  const byDay = costByDay(history);
  const first = dayNumber(span.first);
  const days = lengthOf(span);
  const costs: number[] = [];
  const missing: number[] = [];
  let inPart = 0;
  let least: DayCoverage | undefined;
  for (let number = first; number < first + days; number += 1) {
    const figure = byDay.get(number);
    if (!figure) {
      missing.push(number);
      continue;
    }
    costs.push(figure.cost);
    if (!isWhole(figure)) inPart += 1;
    least = worse(least, figure.coverage);
  }
  return {
    days,
    known: costs.length - inPart,
    inPart,
    missing: missing.length,
    gaps: gapsOf(missing),
    ...(least && { least }),
    ...(costs.length > 0 && { cost: sum(costs) }),
  };
}
