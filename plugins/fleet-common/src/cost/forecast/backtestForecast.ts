import { coverageOfDays } from '../series/coverageOfDays';
import {
  addDays,
  type DaySpan,
  lengthOf,
  periodBefore,
  periodOf,
} from '../series/days';
import { sum } from '../statistics/quantile';
import { expectationOf } from './expectationOf';
import type { ForecastInput, ForecastMethod } from './types';

/**
 * What would have been forecast of a month that is over.
 *
 * @public
 */
export type PastForecast = {
  /** `YYYY-MM`. */
  month: string;
  /** The first day that was not over when the forecast would have been made. */
  asOf: string;
  expected: number;
  actual: number;
  /** Expected less actual, in parts of actual; absent where that was 0. */
  error?: number;
};

/**
 * How far forecasts were off.
 *
 * @public
 */
export type PastError = {
  method: Exclude<ForecastMethod, 'none'>;
  /** Newest first; only months of which each day is known. */
  months: PastForecast[];
  /** The sum of what they were off, in parts of what the months came to (WAPE). */
  weighted?: number;
  /** The mean of what each was off, in parts of what it came to (MAPE). */
  mean?: number;
};

/** Months that are looked at when nobody says how many. */
const MONTHS = 6;

function sameDayOf(month: DaySpan, today: string): string {
  const dayOfMonth = Number(today.slice(-2));
  // A month that is too short for it is looked at on its last day.
  return addDays(month.first, Math.min(dayOfMonth, lengthOf(month)) - 1);
}

function pastForecast(
  month: DaySpan,
  input: ForecastInput,
  method: ForecastMethod,
): PastForecast[] {
  const { history, today } = input;
  const { known, cost: actual, days } = coverageOfDays(history, month);
  if (actual === undefined || known < days) return [];
  const asOf = sameDayOf(month, today);
  const { forecast } = expectationOf(month, {
    ...input,
    // Nothing that came later, and of that neither whether there are credits.
    history: history.filter(({ day }) => day < asOf),
    today: asOf,
  });
  const { expected } = forecast;
  // What began within the month was another question.
  if (expected === undefined || forecast.since !== undefined) return [];
  if (forecast.method !== method) return [];
  return [
    {
      month: month.first.slice(0, 7),
      asOf,
      expected,
      actual,
      ...(actual !== 0 && { error: (expected - actual) / Math.abs(actual) }),
    },
  ];
}

/**
 * How far the forecast of a month's total was off in past months, made on the same day of
 * the month, from nothing but what had been known then, by the method that is used now.
 *
 * @param months - how many months are looked at, at most
 * @returns nothing where no past month is known as a whole, or none could have been
 *   forecast by that method
 * @public
 */
export function backtestForecast(
  input: Omit<ForecastInput, 'seed' | 'pastError'>,
  months = MONTHS,
): PastError | undefined {
  const { today } = input;
  const { method } = expectationOf(periodOf('month', today), input).forecast;
  if (method === 'none') return undefined;
  const past: PastForecast[] = [];
  let month = periodBefore('month', today);
  for (let index = 0; index < months; index += 1) {
    past.push(...pastForecast(month, input, method));
    month = periodBefore('month', month.first);
  }
  if (past.length === 0) return undefined;
  const errors = past.flatMap(({ error }) => error ?? []);
  const actual = sum(past.map(each => Math.abs(each.actual)));
  const off = sum(past.map(each => Math.abs(each.expected - each.actual)));
  return {
    method,
    months: past,
    ...(actual > 0 && { weighted: off / actual }),
    ...(errors.length > 0 && {
      mean: sum(errors.map(Math.abs)) / errors.length,
    }),
  };
}
