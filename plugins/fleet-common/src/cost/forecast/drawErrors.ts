import { quantile } from '../statistics/quantile';
import type { Fit, Observed } from './Model';

/** From which error to which, added to what is expected. */
export type ErrorRange = { low: number; high: number };

function rangeOf(errors: readonly number[], share: number): ErrorRange {
  const outside = (1 - share) / 2;
  return {
    // What is expected is always within its range.
    low: Math.min(0, quantile(errors, outside)!),
    high: Math.max(0, quantile(errors, 1 - outside)!),
  };
}

/**
 * How far some days, and their sum, may be from what is expected of them, by a bootstrap
 * of residuals (Efron and Tibshirani 1993): courses are imagined with errors drawn from
 * the residuals, of each only those days are looked at that are known, the same method
 * says what it expects of the others, and that is compared with what the course had. So
 * not only the errors to come are in the range, but also that the method has learnt from
 * no more days than it has.
 *
 * @param places - of the days, in the timeline
 * @param random - from 0 up to but not including 1
 * @returns nothing where there are no residuals to draw from
 */
export function drawErrors(options: {
  fit: Fit;
  observed: Observed;
  places: readonly number[];
  random: () => number;
  draws: number;
  share: number;
}): { sum: ErrorRange; days: ErrorRange[] } | undefined {
  const { fit, observed, places, random, draws, share } = options;
  const { residuals } = fit;
  if (residuals.length === 0 || draws < 1) return undefined;
  const draw = () => residuals[Math.floor(random() * residuals.length)];
  const ofSum: number[] = [];
  const ofDays: number[][] = places.map(() => []);
  for (let round = 0; round < draws; round += 1) {
    const course = fit.imagine(draw);
    const expected = fit.again(
      course.map((value, place) =>
        observed[place] === undefined ? undefined : value,
      ),
    );
    let error = 0;
    places.forEach((place, index) => {
      const ofDay = course[place] - expected[place];
      ofDays[index].push(ofDay);
      error += ofDay;
    });
    ofSum.push(error);
  }
  return {
    sum: rangeOf(ofSum, share),
    days: ofDays.map(errors => rangeOf(errors, share)),
  };
}
