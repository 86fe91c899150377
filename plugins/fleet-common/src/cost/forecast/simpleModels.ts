import { median } from '../statistics/quantile';
import { centred, type Fit, knownOf, type Model, type Observed } from './Model';
import { WEEK } from './weekLine';

function weekdayOfPlace(observed: Observed, place: number): number[] {
  return knownOf(observed.filter((_, index) => index % WEEK === place));
}

/** The median of each weekday; of all days for one that was never seen. */
function weekdayMedians(observed: Observed): number[] {
  const ofAll = median(knownOf(observed))!;
  return Array.from(
    { length: WEEK },
    (_, place) => median(weekdayOfPlace(observed, place)) ?? ofAll,
  );
}

function byWeekday(observed: Observed): number[] {
  const medians = weekdayMedians(observed);
  return observed.map((_, index) => medians[index % WEEK]);
}

/**
 * How far each day is from what the others say of it. With one or two days of each
 * weekday, a day would else be compared with itself, and never be far off.
 */
function leftOut(observed: Observed): number[] {
  return observed.flatMap((value, index) => {
    if (value === undefined) return [];
    const others = observed.with(index, undefined);
    return value - weekdayMedians(others)[index % WEEK];
  });
}

function imagineAround(expected: readonly number[]): Fit['imagine'] {
  return draw => expected.map(each => each + draw());
}

/** The median by weekday. */
export const weekdayMedianModel: Model = {
  method: 'weekday-median',
  fit: observed => {
    const expected = byWeekday(observed);
    return {
      expected,
      residuals: centred(leftOut(observed)),
      imagine: imagineAround(expected),
      again: byWeekday,
    };
  },
};

function byMean(observed: Observed): number[] {
  const known = knownOf(observed);
  const mean = known.reduce((all, value) => all + value, 0) / known.length;
  return observed.map(() => mean);
}

/** The mean of what is known. Of a single day there is no range: it has no others. */
export const runRateModel: Model = {
  method: 'run-rate',
  fit: observed => {
    const expected = byMean(observed);
    const known = knownOf(observed);
    const scale = Math.sqrt(known.length / (known.length - 1));
    return {
      expected,
      residuals:
        known.length < 2
          ? []
          : known.map(value => (value - expected[0]) * scale),
      imagine: imagineAround(expected),
      again: byMean,
    };
  },
};
