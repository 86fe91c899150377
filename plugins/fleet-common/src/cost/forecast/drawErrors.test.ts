import { Generator, times } from '../series/__testUtils__/generate';
import { seededRandom } from '../statistics/random';
import { drawErrors } from './drawErrors';
import type { Observed } from './Model';
import { runRateModel } from './simpleModels';

/** A quantile of 0.9 of the standard normal distribution. */
const Q90 = 1.2816;

describe('drawErrors', () => {
  const drawn = (observed: Observed, places: readonly number[]) =>
    drawErrors({
      fit: runRateModel.fit(observed),
      observed,
      places,
      random: seededRandom('drawn'),
      draws: 4000,
      share: 0.8,
    })!;
  const widthOf = ({ low, high }: { low: number; high: number }) => high - low;

  it.each([
    [5, 10],
    [20, 10],
  ])('holds what a mean of %i days misses %i others by', (known, open) => {
    const generator = new Generator('mean');
    const values = times(known, () => 100 + generator.normal());
    const mean = values.reduce((all, each) => all + each, 0) / known;
    const deviation = Math.sqrt(
      values.reduce((all, each) => all + (each - mean) ** 2, 0) / (known - 1),
    );
    const observed = [...values, ...times(open, () => undefined)];
    const { sum, days } = drawn(
      observed,
      times(open, index => known + index),
    );
    // Each day has its own error, and all of them that of the mean.
    const ofSum = deviation * Math.sqrt(open + open ** 2 / known);
    expect(widthOf(sum) / (2 * Q90 * ofSum)).toBeCloseTo(1, 1);
    expect(days).toHaveLength(open);
    for (const day of days) {
      expect(widthOf(day)).toBeLessThan(widthOf(sum));
    }
  });

  it('has no range of what is all known, and none without residuals', () => {
    expect(drawn([1, 2, 3], [])).toEqual({
      sum: { low: 0, high: 0 },
      days: [],
    });
    expect(drawn([1, undefined], [1])).toBeUndefined();
  });

  it('draws nothing where nobody asks for it', () => {
    expect(
      drawErrors({
        fit: runRateModel.fit([1, 2, undefined]),
        observed: [1, 2, undefined],
        places: [2],
        random: seededRandom(''),
        draws: 0,
        share: 0.8,
      }),
    ).toBeUndefined();
  });
});
