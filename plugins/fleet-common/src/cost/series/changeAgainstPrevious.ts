import { sum } from '../statistics/quantile';
import { costByDay, type DailyCost, isWhole } from './DailyCost';
import {
  type CostPeriod,
  dayNumber,
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
  /** In this period, on the compared days. */
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

/** Pairs of days that stand at the same place of two periods. */
function pairsOf(
  period: CostPeriod | { days: number },
  today: string,
): { now: number; before: number }[] {
  const number = dayNumber(today);
  if (typeof period === 'object') {
    return Array.from({ length: period.days }, (_, index) => ({
      now: number - period.days + index,
      before: number - 2 * period.days + index,
    }));
  }
  const first = dayNumber(periodOf(period, today).first);
  const previous = periodBefore(period, today);
  // What a shorter period before has no counterpart of is not compared.
  const length = Math.min(number - first, lengthOf(previous));
  const firstBefore = dayNumber(previous.first);
  return Array.from({ length }, (_, index) => ({
    now: first + index,
    before: firstBefore + index,
  }));
}

/**
 * Compares what was spent in this period up to yesterday with the same number of days of
 * the period before: its first day with the first, and so on. Only days of which there
 * is a whole figure on both sides count.
 *
 * @param today - the first day that is not over
 * @param period - of the calendar, or so many days up to yesterday and as many before
 * @returns nothing where no day is known on both sides
 * @public
 */
export function changeAgainstPrevious(
  history: readonly DailyCost[],
  today: string,
  period: CostPeriod | { days: number },
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
