import type { DailyCost, DayCoverage } from '../series/DailyCost';
import type { DaySpan } from '../series/days';

/**
 * What a forecast rests on.
 *
 * - `holt-winters`: level, trend and weekdays, smoothed
 * - `weekday-median`: the median of each weekday
 * - `run-rate`: the mean of the few days that are known
 * - `none`: nothing, as no recent day is known
 *
 * @public
 */
export type ForecastMethod =
  | 'holt-winters'
  | 'weekday-median'
  | 'run-rate'
  | 'none';

/**
 * Why little is to be given on a forecast.
 *
 * - `few-days`: too few days are known to tell weekdays apart
 * - `unseen-weekday`: a weekday was never seen; it is taken for a usual day
 * - `old-figures`: the last whole figure is old
 *
 * @public
 */
export type LowConfidence = 'few-days' | 'unseen-weekday' | 'old-figures';

/** @public */
export type ForecastSettings = {
  /** Days of history that are looked at. */
  historyDays: number;
  /** From how many known days on levels, trends and weekdays are smoothed. */
  holtWintersDays: number;
  /** From how many on the median by weekday is taken. */
  weekdayMedianDays: number;
  /** A last figure that is older than so many days makes a forecast uncertain. */
  oldAfterDays: number;
  /** With a last figure that is older than so many, there is no forecast. */
  noneAfterDays: number;
  /** The part of all outcomes that is to be within the range, between 0 and 1. */
  range: number;
  /** How many courses are drawn for the range. */
  draws: number;
};

/** @public */
export const DEFAULT_FORECAST_SETTINGS: ForecastSettings = {
  historyDays: 90,
  holtWintersDays: 21,
  weekdayMedianDays: 8,
  oldAfterDays: 7,
  noneAfterDays: 28,
  range: 0.8,
  draws: 500,
};

/**
 * What a forecast is made from.
 *
 * @public
 */
export type ForecastInput = {
  /**
   * Days in one currency, in any order. Those that are not over are not looked at, and
   * those that lack a part are not learnt from.
   */
  history: readonly DailyCost[];
  /** The first day that is not over, `YYYY-MM-DD` in UTC. */
  today: string;
  /**
   * From when on there should be figures; what is missing after that is a gap. From the
   * first figure on where absent.
   */
  since?: string;
  /** The same seed and the same history have the same range. */
  seed?: string;
  /**
   * How far forecasts of this history were off, in parts of what it came to. The range is
   * never narrower than that to either side.
   */
  pastError?: number;
  settings?: Partial<ForecastSettings>;
};

/**
 * One day that is not known as a whole.
 *
 * @public
 */
export type ForecastDay = {
  day: string;
  /** Whether it is to come, has passed without a figure, or with one that lacks a part. */
  why: 'to-come' | 'missing' | 'in-part';
  expected: number;
  /** Absent where too little is known for a range. */
  low?: number;
  high?: number;
};

/**
 * What a span of days will have cost when it is over, in units of the currency of its
 * history.
 *
 * @public
 */
export type Forecast = {
  span: DaySpan;
  /** The first day that counts, where there are figures from later on than its first. */
  since?: string;
  method: ForecastMethod;
  /** Absent where there is no method. */
  confidence?: 'usual' | 'low';
  lowBecause: LowConfidence[];
  /** How many days of history it rests on, within the span and before. */
  usedDays: number;
  /** How many days of the span that count are over. */
  pastDays: number;
  /** Of these, how many are known as a whole, in part, and not at all. */
  knownDays: number;
  inPartDays: number;
  missingDays: number;
  /** Of the known day of the span that lacks most; absent where all are of one thing. */
  coverage?: DayCoverage;
  /**
   * What is known to have been spent in the span so far, figures that lack a part
   * included. Absent where no day is known.
   */
  toDate?: number;
  /**
   * What the whole span is expected to cost: what is known and, for each day that is not,
   * what is expected of it. Absent where nothing is to be expected.
   */
  expected?: number;
  /**
   * What of the expected stands for days that are over and of which nothing, or not all,
   * is known.
   */
  expectedOfPast?: number;
  /** The range of the whole span; absent where too little is known for one. */
  low?: number;
  high?: number;
  /** All days that are not known as a whole, in order. */
  daily: ForecastDay[];
};
