const MS_PER_DAY = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAYS_PER_WEEK = 7;
/** 1970-01-01 was a Thursday, and weeks begin with Monday. */
const WEEKDAY_OF_EPOCH = 3;
const MONTHS_PER_QUARTER = 3;

/**
 * Days one after the other, the first and the last included, as `YYYY-MM-DD` in UTC.
 *
 * @public
 */
export type DaySpan = { first: string; last: string };

/**
 * What budgets and comparisons go by: a week from Monday to Sunday, a month or a quarter
 * of the calendar.
 *
 * @public
 */
export type CostPeriod = 'week' | 'month' | 'quarter';

/**
 * The days since 1970-01-01.
 *
 * @throws RangeError - if it is no day of the calendar as `YYYY-MM-DD`
 * @public
 */
export function dayNumber(day: string): number {
  const time = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // A parser may take the 31st of April for the 1st of May.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) {
    throw new RangeError(`'${day}' is not a day as YYYY-MM-DD`);
  }
  return time / MS_PER_DAY;
}

/**
 * The day that is so many days after 1970-01-01.
 *
 * @public
 */
export function dayOf(number: number): string {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/**
 * The day of a point in time, in UTC.
 *
 * @throws RangeError - if it is no time that can be read
 */
export function dayOfTime(time: string): string {
  const at = Date.parse(time);
  if (Number.isNaN(at)) throw new RangeError(`'${time}' is not a time`);
  return dayOf(Math.floor(at / MS_PER_DAY));
}

/**
 * The day so many days later, or earlier.
 *
 * @public
 */
export function addDays(day: string, days: number): string {
  return dayOf(dayNumber(day) + days);
}

/** From 0 for Monday to 6 for Sunday, by the number of a day. */
export function weekdayOf(number: number): number {
  const weekday = (number + WEEKDAY_OF_EPOCH) % DAYS_PER_WEEK;
  return weekday < 0 ? weekday + DAYS_PER_WEEK : weekday;
}

/**
 * How many days a span has; 0 where the last is before the first.
 *
 * @public
 */
export function lengthOf({ first, last }: DaySpan): number {
  return Math.max(0, dayNumber(last) - dayNumber(first) + 1);
}

/**
 * All days of a span, in order.
 *
 * @public
 */
export function daysOf(span: DaySpan): string[] {
  const first = dayNumber(span.first);
  return Array.from({ length: lengthOf(span) }, (_, index) =>
    dayOf(first + index),
  );
}

function monthsFrom(year: number, month: number, months: number): DaySpan {
  const at = (of: number) => Date.UTC(year, of, 1) / MS_PER_DAY;
  return { first: dayOf(at(month)), last: dayOf(at(month + months) - 1) };
}

/**
 * The week, month or quarter that a day is in.
 *
 * @public
 */
export function periodOf(period: CostPeriod, day: string): DaySpan {
  const number = dayNumber(day);
  if (period === 'week') {
    const monday = number - weekdayOf(number);
    return { first: dayOf(monday), last: dayOf(monday + DAYS_PER_WEEK - 1) };
  }
  const [year, month] = day.split('-').map(Number);
  if (period === 'month') return monthsFrom(year, month - 1, 1);
  const quarter = Math.floor((month - 1) / MONTHS_PER_QUARTER);
  return monthsFrom(year, quarter * MONTHS_PER_QUARTER, MONTHS_PER_QUARTER);
}

/**
 * The week, month or quarter before the one that a day is in: the last whole one.
 *
 * @public
 */
export function periodBefore(period: CostPeriod, day: string): DaySpan {
  return periodOf(period, addDays(periodOf(period, day).first, -1));
}
