import { Generator } from '../series/__testUtils__/generate';
import { median, medianDeviation, quantile, sum } from './quantile';
import { seededRandom } from './random';

describe('quantile', () => {
  it('is the one that R calls type 7', () => {
    // quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1))
    expect(
      [0, 0.1, 0.25, 0.5, 0.9, 1].map(share =>
        Number(quantile([16, 1, 8, 2, 4], share)!.toFixed(9)),
      ),
    ).toEqual([1, 1.4, 2, 4, 12.8, 16]);
  });

  it('is nothing of nothing', () => {
    expect(quantile([], 0.5)).toBeUndefined();
    expect(median([])).toBeUndefined();
    expect(medianDeviation([], 1)).toBeUndefined();
  });

  it('is the mean of two in the middle, and leaves the data as they are', () => {
    const values = [4, 1, 3, 2];
    expect(median(values)).toBe(2.5);
    expect(medianDeviation(values, 2.5)).toBe(1);
    expect(values).toEqual([4, 1, 3, 2]);
  });
});

describe('sum', () => {
  it('is the same in any order, to the last digit', () => {
    const generator = new Generator('sum');
    const values = Array.from({ length: 50 }, () => generator.between(-1, 9));
    for (let round = 0; round < 50; round += 1) {
      expect(sum(generator.shuffled(values))).toBe(sum(values));
    }
  });
});

describe('seededRandom', () => {
  const some = (seed: string) => {
    const random = seededRandom(seed);
    return Array.from({ length: 2000 }, random);
  };

  it('is the same for the same seed only', () => {
    expect(some('a')).toEqual(some('a'));
    expect(some('a')).not.toEqual(some('b'));
  });

  it('is spread over all of 0 to 1', () => {
    const values = some('spread');
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const counts = Array.from({ length: 10 }, () => 0);
    for (const value of values) counts[Math.floor(value * 10)] += 1;
    // 200 each; five deviations of a binomial are 67.
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(67);
  });
});
