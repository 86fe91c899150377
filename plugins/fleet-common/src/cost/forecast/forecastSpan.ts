import { type DaySpan, periodOf } from '../series/days';
import { sum } from '../statistics/quantile';
import { seededRandom } from '../statistics/random';
import { drawErrors } from './drawErrors';
import { type Expectation, expectationOf } from './expectationOf';
import {
  DEFAULT_FORECAST_SETTINGS,
  type Forecast,
  type ForecastInput,
} from './types';

type Basis = NonNullable<Expectation['basis']>;

/** The ranges of open days and of their sum, as far as costs can be. */
function rangesOf(
  { timeline, fit, open, hasCredits }: Basis,
  { seed = '', settings }: ForecastInput,
) {
  const { draws, range: share } = { ...DEFAULT_FORECAST_SETTINGS, ...settings };
  const errors = drawErrors({
    fit,
    observed: timeline.observed,
    places: open.map(({ place }) => place),
    random: seededRandom(seed),
    draws,
    share,
  });
  if (!errors) return undefined;
  const least = (known: number) => (hasCredits ? -Infinity : known);
  return {
    days: open.map(({ expected, known }, index) => ({
      low: Math.max(least(known), expected + errors.days[index].low),
      high: expected + errors.days[index].high,
    })),
    errors: errors.sum,
    /** The sum of all open days is not below what is known of them. */
    least: least(sum(open.map(({ known }) => known))),
  };
}

/**
 * What a span of days will have cost when it is over: what is known of it, and for each
 * day that is to come, has no figure, or one that lacks a part, what is expected of it.
 * No gap counts as 0, and what was put in the place of gaps is said in `expectedOfPast`.
 *
 * The method is the best that the known days are enough for; formulas and sources are in
 * `docs/cost.md`. Costs are not expected to be below 0 unless there are credits that make
 * days of the history so.
 *
 * @throws RangeError - if a day is not one, or is there twice
 * @public
 */
export function forecastSpan(span: DaySpan, input: ForecastInput): Forecast {
  const { forecast, basis } = expectationOf(span, input);
  const { expected } = forecast;
  if (expected === undefined || !basis) return { ...forecast, daily: [] };
  const { open } = basis;
  const ranges = rangesOf(basis, input);
  const daily = open.map(({ day, why, expected: ofDay }, index) => ({
    day,
    why,
    expected: ofDay,
    ...ranges?.days[index],
  }));
  // What is over and known as a whole has one cost, whatever was expected of it before.
  if (open.length === 0) {
    return { ...forecast, low: expected, high: expected, daily };
  }
  if (!ranges) return { ...forecast, daily };
  const known = expected - sum(open.map(each => each.expected));
  const usual = Math.abs(expected) * (input.pastError ?? 0);
  return {
    ...forecast,
    low: Math.max(
      known + ranges.least,
      expected + Math.min(ranges.errors.low, -usual),
    ),
    high: expected + Math.max(ranges.errors.high, usual),
    daily,
  };
}

/**
 * What the month of a day will have cost when it is over: month to date, and the forecast
 * at its end with its range. {@link forecastSpan} says how.
 *
 * @public
 */
export function forecastMonth(input: ForecastInput): Forecast {
  return forecastSpan(periodOf('month', input.today), input);
}
