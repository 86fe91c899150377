import {
  dayNumber,
  daysOf,
  type DaySpan,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ChartMark, ChartProps } from './types';

/** A figure of a day; one in part is at least what it says. */
export type Figure = { value: number; isPart: boolean };

/** All that a chart says of one day. */
export type ChartDay = {
  /** Days since 1970-01-01. */
  number: number;
  day: string;
  /** In the order of the series; absent where there is none. */
  figures: (Figure | undefined)[];
  expected?: number;
  band?: { low: number; high: number };
  marks: ChartMark[];
  /** It is not over. */
  isToCome: boolean;
  /** It is over, there were figures before it, and no series has one. */
  isGap: boolean;
  /** A series has a figure that lacks a part. */
  isPart: boolean;
};

type Input = Pick<
  ChartProps,
  'series' | 'span' | 'today' | 'expected' | 'band' | 'marks'
>;

/**
 * All days of a span in order, each with what is known and expected of it. Nothing is
 * filled in: a day without a figure has none.
 */
export function chartDays(input: Input): ChartDay[] {
  const { series, span, today, expected = [], band = [], marks = [] } = input;
  const bySeries = series.map(
    ({ points }) =>
      new Map(
        points.flatMap(({ day, value, isPart = false }) =>
          isFigure(value) ? [[day, { value, isPart }] as const] : [],
        ),
      ),
  );
  const expectedOf = new Map(expected.map(({ day, value }) => [day, value]));
  const bandOf = new Map(
    band
      .filter(({ low, high }) => isFigure(low) && isFigure(high))
      .map(({ day, low, high }) => [day, { low, high }]),
  );
  const firstToCome = today === undefined ? Infinity : dayNumber(today);
  let hasBegun = false;
  return daysOf(span).map(day => {
    const number = dayNumber(day);
    const figures = bySeries.map(figureOf => figureOf.get(day));
    const known = figures.filter(figure => figure !== undefined);
    hasBegun ||= known.length > 0;
    const isToCome = number >= firstToCome;
    const value = expectedOf.get(day);
    const range = bandOf.get(day);
    return {
      number,
      day,
      figures,
      ...(isFigure(value) ? { expected: value } : {}),
      ...(range ? { band: range } : {}),
      marks: marks.filter(mark => mark.day === day),
      isToCome,
      isGap: hasBegun && !isToCome && known.length === 0,
      isPart: known.some(({ isPart }) => isPart),
    };
  });
}

/** Days next to each other for which something holds, as spans in order. */
export function spansOf(
  days: readonly ChartDay[],
  holds: (day: ChartDay) => boolean,
): (DaySpan & { from: number; to: number })[] {
  const spans: (DaySpan & { from: number; to: number })[] = [];
  for (const { day, number } of days.filter(holds)) {
    const open = spans.at(-1);
    if (open && open.to === number - 1) {
      open.to = number;
      open.last = day;
    } else spans.push({ first: day, last: day, from: number, to: number });
  }
  return spans;
}

/**
 * The days of which there is something to say: from the first with a figure, an
 * expectation or a mark on.
 */
export function fromTheFirst(days: readonly ChartDay[]): ChartDay[] {
  const first = days.findIndex(
    ({ figures, expected, marks }) =>
      figures.some(Boolean) || expected !== undefined || marks.length > 0,
  );
  return first < 0 ? [] : days.slice(first);
}

function isFigure(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
