import { type CostByDay, isWhole } from '../series/DailyCost';
import { dayNumber, dayOf, type DaySpan } from '../series/days';
import { holtWintersModel } from './fitHoltWinters';
import type { Model, Observed } from './Model';
import { runRateModel, weekdayMedianModel } from './simpleModels';
import type { ForecastSettings, LowConfidence } from './types';
import { WEEK } from './weekLine';

/** A weekday of which one day is known has no trend and no season that could be told. */
const LEAST_OF_WEEKDAY = 2;

/** What a forecast of a span looks at: days one after the other, by their number. */
export type Timeline = {
  byDay: CostByDay;
  /** The day of the first place. */
  first: number;
  today: number;
  /** Whole figures of days that are over; gaps, days in part and days to come have none. */
  observed: Observed;
  /** How many of them are known. */
  usedDays: number;
  /** The last of them. */
  lastKnown: number;
};

/**
 * The days of a span that count: from when on there should be figures.
 *
 * @param since - from the first figure on where absent
 */
export function countedSpan(
  byDay: CostByDay,
  span: DaySpan,
  since: string | undefined,
): DaySpan {
  const [firstFigure] = byDay.keys();
  const begin = since === undefined ? firstFigure : dayNumber(since);
  return begin === undefined || begin <= dayNumber(span.first)
    ? span
    : { first: dayOf(begin), last: span.last };
}

/**
 * The timeline from the first day that is looked at to the end of a span.
 *
 * @param span - the days of it that count
 * @returns nothing where no day is known, or the last one is too old
 */
export function timelineOf(options: {
  byDay: CostByDay;
  today: number;
  span: DaySpan;
  settings: ForecastSettings;
}): Timeline | undefined {
  const { byDay, today, settings } = options;
  const spanFirst = dayNumber(options.span.first);
  const oldest = Math.min(spanFirst, today - settings.historyDays);
  const used = [...byDay].flatMap(([number, figure]) =>
    number < today && number >= oldest && isWhole(figure) ? number : [],
  );
  const lastKnown = used.at(-1);
  if (lastKnown === undefined) return undefined;
  if (ageOf(lastKnown, today) > settings.noneAfterDays) return undefined;
  const first = Math.min(used[0], spanFirst);
  const length = Math.max(dayNumber(options.span.last) + 1, today) - first;
  const known = new Set(used);
  const observed = Array.from({ length }, (_, place) =>
    known.has(first + place) ? byDay.get(first + place)!.cost : undefined,
  );
  return { byDay, first, today, observed, usedDays: used.length, lastKnown };
}

/** How many days that are over have passed since a day: none since yesterday. */
function ageOf(number: number, today: number): number {
  return today - 1 - number;
}

/** How often each weekday is known. */
function countsByWeekday(observed: Observed): number[] {
  const counts = Array.from({ length: WEEK }, () => 0);
  observed.forEach((value, place) => {
    if (value !== undefined) counts[place % WEEK] += 1;
  });
  return counts;
}

/** The best method that what is known is enough for, and what speaks against it. */
export function chooseModel(
  { observed, usedDays, lastKnown, today }: Timeline,
  settings: ForecastSettings,
): { model: Model; lowBecause: LowConfidence[] } {
  const counts = countsByWeekday(observed);
  const isOld = ageOf(lastKnown, today) > settings.oldAfterDays;
  const old: LowConfidence[] = isOld ? ['old-figures'] : [];
  if (usedDays < settings.weekdayMedianDays) {
    return { model: runRateModel, lowBecause: ['few-days', ...old] };
  }
  if (
    usedDays >= settings.holtWintersDays &&
    counts.every(count => count >= LEAST_OF_WEEKDAY)
  ) {
    return { model: holtWintersModel, lowBecause: old };
  }
  return {
    model: weekdayMedianModel,
    lowBecause: counts.includes(0) ? ['unseen-weekday', ...old] : old,
  };
}
