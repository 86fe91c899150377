import type { HourWindow } from '../costs/hourQuestions';
import { MAX_SERIES, numberOf } from './readSamples';
import { seriesSchema, type QueryAnswer } from './schema';

const HOUR_MS = 3_600_000;

/** What one series says of each hour of a day. */
export type HourSeries = {
  labels: Record<string, string>;
  /** Nothing where there is no sample, `'unread'` where there is one and no number. */
  values: (number | 'unread' | undefined)[];
};

/** The number of an hour, by the time at its end. */
function hourOf(time: unknown, { window, hours }: HourWindow): number {
  if (typeof time !== 'number') return -1;
  const hour = (time * 1000 - Date.parse(window.start)) / HOUR_MS - 1;
  return Number.isInteger(hour) && hour < hours ? hour : -1;
}

function valuesOf(
  pairs: readonly unknown[],
  window: HourWindow,
): HourSeries['values'] {
  const values: HourSeries['values'] = Array(window.hours).fill(undefined);
  for (const pair of pairs) {
    const [time, text] = Array.isArray(pair) ? (pair as unknown[]) : [];
    const hour = hourOf(time, window);
    // Of which hour it is nobody knows.
    if (hour < 0) return values.fill('unread');
    const value = typeof text === 'string' ? numberOf(text) : undefined;
    values[hour] =
      value === undefined || values[hour] !== undefined ? 'unread' : value;
  }
  return values;
}

/** The series of an answer by hour; one that says not even of what it is takes the others with it. */
export function readSeries(
  { data: { resultType, result } }: QueryAnswer,
  window: HourWindow,
): HourSeries[] | { invalid: string } {
  if (resultType !== 'matrix') {
    return { invalid: `${resultType} where a matrix was asked for` };
  }
  if (result.length > MAX_SERIES) {
    return { invalid: `more than ${MAX_SERIES} series` };
  }
  const series: HourSeries[] = [];
  for (const each of result) {
    const parsed = seriesSchema.safeParse(each);
    if (!parsed.success) return { invalid: 'a series cannot be read' };
    const { metric, values } = parsed.data;
    series.push({ labels: metric, values: valuesOf(values, window) });
  }
  return series;
}
