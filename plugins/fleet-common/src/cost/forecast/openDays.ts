import { dayNumber, dayOf, type DaySpan, lengthOf } from '../series/days';
import type { Timeline } from './Timeline';
import type { ForecastDay } from './types';

/** A day that is not known as a whole, and its place in the timeline. */
export type OpenDay = Pick<ForecastDay, 'day' | 'why' | 'expected'> & {
  place: number;
  /** What is known of it; 0 where nothing is. */
  known: number;
};

/**
 * The days of a span that are not known as a whole, with what is expected of each.
 *
 * @param expected - by place of the timeline
 * @param hasCredits - whether a day may cost less than nothing. Else it costs at least
 *   nothing, and at least what is known of it
 */
export function openDaysOf(
  { byDay, first, today, observed }: Timeline,
  options: {
    span: DaySpan;
    expected: readonly number[];
    hasCredits: boolean;
  },
): OpenDay[] {
  const { span, expected, hasCredits } = options;
  const from = dayNumber(span.first);
  return Array.from({ length: lengthOf(span) }, (_, index) => from + index)
    .filter(number => observed[number - first] === undefined)
    .map(number => {
      const place = number - first;
      const figure = number < today ? byDay.get(number)?.cost : undefined;
      const known = figure ?? 0;
      return {
        day: dayOf(number),
        why: whyOf(number >= today, figure),
        place,
        known,
        expected: hasCredits
          ? expected[place]
          : Math.max(expected[place], known),
      };
    });
}

function whyOf(isToCome: boolean, figure: number | undefined) {
  if (isToCome) return 'to-come';
  return figure === undefined ? 'missing' : 'in-part';
}
