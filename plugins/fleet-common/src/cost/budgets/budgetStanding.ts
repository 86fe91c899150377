import type { Forecast } from '../forecast';
import { coverageOfDays } from '../series/coverageOfDays';
import {
  costByDay,
  type DailyCost,
  type DayCoverage,
} from '../series/DailyCost';
import {
  addDays,
  type CostPeriod,
  dayNumber,
  dayOf,
  type DaySpan,
  lengthOf,
  periodOf,
} from '../series/days';

/** Per cent of a limit at which somebody is told where nobody says when. */
const THRESHOLDS: readonly number[] = [80, 100];
const PER_CENT = 100;
/** In parts of an amount; far below what any currency is counted in. */
const ROUNDING = 1e-9;

/**
 * How much may be spent in each week, month or quarter, in units of the currency of what
 * it is compared with. A monthly threshold of a cluster is the budget of one cluster.
 *
 * @public
 */
export type SpendBudget = {
  limit: number;
  period: CostPeriod;
  /** Per cent of the limit at which somebody is told. 80 and 100 where absent. */
  thresholds?: readonly number[];
};

/**
 * How much of a budget is used in the week, month or quarter of today.
 *
 * @public
 */
export type BudgetStanding = {
  span: DaySpan;
  limit: number;
  /**
   * What is known to have been spent; at least that, where days are missing or lack a
   * part. Absent where no day is known.
   */
  used?: number;
  /** Used in parts of the limit. Absent for a limit of 0, of which there are no parts. */
  ratio?: number;
  /** Days of the span that are over, and what is known of them. */
  pastDays: number;
  knownDays: number;
  inPartDays: number;
  missingDays: number;
  /** Of the known day that lacks most; absent where all are of one thing. */
  coverage?: DayCoverage;
  /** What the whole span is expected to cost. */
  expected?: number;
  low?: number;
  high?: number;
  /** Expected in parts of the limit. */
  expectedRatio?: number;
  /**
   * The day on which what is known, and what is expected of days that are not, comes to
   * the limit. Absent where it does not within the span, or nobody can tell.
   */
  runsOutOn?: string;
  /** Whether what is known comes to the limit, whatever is expected. */
  isUsedUp: boolean;
  /** Thresholds that what is known has come to, in order. */
  crossed: number[];
  /** Further ones that what is expected comes to. */
  expectedToCross: number[];
};

/** Whether an amount comes to a limit, whatever adding up has left over. */
function comesTo(amount: number, limit: number): boolean {
  return amount > 0 && amount >= limit * (1 - ROUNDING);
}

/** Thresholds that an amount has come to. Without a limit any spend crosses them all. */
function reached(
  amount: number | undefined,
  { limit, thresholds = THRESHOLDS }: SpendBudget,
): number[] {
  if (amount === undefined) return [];
  return [...new Set(thresholds)]
    .filter(threshold => comesTo(amount, (limit * threshold) / PER_CENT))
    .sort((a, b) => a - b);
}

/** The first day on which costs come to a limit, one day after the other. */
function dayOfReaching(options: {
  limit: number;
  span: DaySpan;
  costOf: (number: number) => number | undefined;
}): string | undefined {
  const { limit, span, costOf } = options;
  const first = dayNumber(span.first);
  let spent = 0;
  for (let number = first; number < first + lengthOf(span); number += 1) {
    spent += costOf(number) ?? 0;
    if (comesTo(spent, limit)) return dayOf(number);
  }
  return undefined;
}

function runsOut(
  budget: SpendBudget,
  span: DaySpan,
  options: {
    history: readonly DailyCost[];
    today: string;
    forecast?: Forecast;
  },
): string | undefined {
  const { history, today, forecast } = options;
  const byDay = costByDay(history);
  const expected = new Map(
    forecast?.daily.map(each => [dayNumber(each.day), each.expected]),
  );
  const now = dayNumber(today);
  return dayOfReaching({
    limit: budget.limit,
    span,
    costOf: number =>
      expected.get(number) ??
      (number < now ? byDay.get(number)?.cost : undefined),
  });
}

function partsOf(amount: number | undefined, limit: number) {
  return amount === undefined || limit === 0 ? undefined : amount / limit;
}

/**
 * How a budget stands: what of it is used, what is expected, on which day it runs out, and
 * which thresholds are crossed.
 *
 * @param forecast - of the week, month or quarter of today, from the same history; without
 *   one nothing is expected
 * @throws RangeError - if the limit is negative, or the forecast is of other days
 * @public
 */
export function budgetStanding(options: {
  budget: SpendBudget;
  history: readonly DailyCost[];
  /** The first day that is not over. */
  today: string;
  forecast?: Forecast;
}): BudgetStanding {
  const { budget, history, today, forecast } = options;
  const { limit } = budget;
  if (!(limit >= 0)) throw new RangeError(`'${limit}' is no limit of a budget`);
  const span = periodOf(budget.period, today);
  if (forecast && forecast.span.first !== span.first) {
    throw new RangeError(
      `The forecast is not of the days from '${span.first}'`,
    );
  }
  if (forecast && forecast.span.last !== span.last) {
    throw new RangeError(`The forecast is not of the days to '${span.last}'`);
  }
  const past = coverageOfDays(history, {
    first: span.first,
    last: addDays(today, -1),
  });
  const { cost: used, least: coverage } = past;
  const crossed = reached(used, budget);
  const ratio = partsOf(used, limit);
  const expectedRatio = partsOf(forecast?.expected, limit);
  const runsOutOn = runsOut(budget, span, { history, today, forecast });
  return {
    span,
    limit,
    ...(used !== undefined && { used }),
    ...(ratio !== undefined && { ratio }),
    pastDays: forecast?.pastDays ?? past.days,
    knownDays: past.known,
    inPartDays: past.inPart,
    missingDays: forecast?.missingDays ?? past.missing,
    ...(coverage && { coverage }),
    ...(forecast?.expected !== undefined && { expected: forecast.expected }),
    ...(forecast?.low !== undefined && { low: forecast.low }),
    ...(forecast?.high !== undefined && { high: forecast.high }),
    ...(expectedRatio !== undefined && { expectedRatio }),
    ...(runsOutOn !== undefined && { runsOutOn }),
    isUsedUp: used !== undefined && comesTo(used, limit),
    crossed,
    expectedToCross: reached(forecast?.expected, budget).filter(
      threshold => !crossed.includes(threshold),
    ),
  };
}
