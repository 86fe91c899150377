import { sum } from '../statistics/quantile';
import { costByDay, type DailyCost, isWhole } from './DailyCost';
import {
  addDays,
  type CostPeriod,
  dayNumber,
  type DaySpan,
  lengthOf,
  periodBefore,
  periodOf,
} from './days';

/**
 * What was spent on equal days of two periods.
 *
 * @public
 */
export type CostChange = {
  /** On how many days of each period the comparison rests. */
  comparedDays: number;
  /** How many days could be compared if all were known on both sides. */
  possibleDays: number;
  /** In the period that is compared, on the compared days. */
  now: number;
  /** In the one before, on theirs. */
  before: number;
  difference: number;
  /**
   * The difference in parts of what it was before. Absent where that was nothing, or
   * less: of nothing there is no per cent.
   */
  ratio?: number;
};

/**
 * What is compared with what was before it: a period of the calendar up to yesterday, the
 * last whole one, or so many days up to yesterday.
 *
 * @public
 */
export type ComparedPeriod =
  | CostPeriod
  | { last: CostPeriod }
  | { days: number };

/** Days that are compared, and the period before them, in which as many may be. */
function spansOf(
  period: ComparedPeriod,
  today: string,
): { now: DaySpan; before: DaySpan } {
  const yesterday = addDays(today, -1);
  if (typeof period === 'string') {
    const { first } = periodOf(period, today);
    return {
      now: { first, last: yesterday },
      before: periodBefore(period, today),
    };
  }
  if ('last' in period) {
    const now = periodBefore(period.last, today);
    return { now, before: periodBefore(period.last, now.first) };
  }
  const first = addDays(today, -period.days);
  return {
    now: { first, last: yesterday },
    before: { first: addDays(first, -period.days), last: addDays(first, -1) },
  };
}

/** Pairs of days that stand at the same place of two periods. */
function pairsOf(
  period: ComparedPeriod,
  today: string,
): { now: number; before: number }[] {
  const { now, before } = spansOf(period, today);
  // What a shorter period before has no counterpart of is not compared.
  const length = Math.min(lengthOf(now), lengthOf(before));
  const first = dayNumber(now.first);
  const firstBefore = dayNumber(before.first);
  return Array.from({ length }, (_, index) => ({
    now: first + index,
    before: firstBefore + index,
  }));
}

/**
 * Compares what was spent in this period up to yesterday, or in the last whole one, with
 * the same number of days of the period before: its first day with the first, and so on.
 * Only days of which there is a whole figure on both sides count.
 *
 * @param today - the first day that is not over
 * @param period - of the calendar up to yesterday, the last one of the calendar that is over,
 * or so many days up to yesterday and as many before
 * @returns nothing where no day is known on both sides
 * @public
 */
export function changeAgainstPrevious(
  history: readonly DailyCost[],
  today: string,
  period: ComparedPeriod,
): CostChange | undefined {
  const byDay = costByDay(history);
  const possible = pairsOf(period, today);
  const pairs = possible.flatMap(({ now, before }) => {
    const figures = [byDay.get(now), byDay.get(before)];
    return figures.every(figure => figure && isWhole(figure))
      ? [figures.map(figure => figure!.cost)]
      : [];
  });
  if (pairs.length === 0) return undefined;
  const now = sum(pairs.map(([cost]) => cost));
  const before = sum(pairs.map(([, cost]) => cost));
  const difference = now - before;
  return {
    comparedDays: pairs.length,
    possibleDays: possible.length,
    now,
    before,
    difference,
    ...(before > 0 && { ratio: difference / before }),
  };
}
