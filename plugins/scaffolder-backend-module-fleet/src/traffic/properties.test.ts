import fc from 'fast-check';
import { planSplit } from './planSplit';
import type { Split } from './Route';

const splitOf = (weights: readonly number[]): Split => ({
  type: 'split',
  file: 'a.yaml',
  at: 'it',
  most: Number.MAX_SAFE_INTEGER,
  parts: weights.map((weight, index) => ({
    names: [`p${index}`],
    weight,
    place: { file: 'a.yaml', index: 0, path: [`p${index}`] },
    written: own => own,
  })),
});

const sum = (numbers: readonly number[]) =>
  numbers.reduce((all, each) => all + each, 0);

describe('a split that is shifted', () => {
  it('gives what is asked for, and takes it from nobody else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 0, max: 100 }),
        (weights, percent) => {
          const total = sum(weights);
          const others = sum(weights.slice(2));
          fc.pre(total > 0 && percent * total <= (total - others) * 100);
          const shift = { from: 'p0', to: [{ name: 'p1', percent }] };
          const planned = planSplit(splitOf(weights), shift) ?? [];
          const now = planned.map(({ weight }) => weight);
          const all = sum(now);
          expect(now.every(each => Number.isInteger(each) && each >= 0)).toBe(
            true,
          );
          expect(now[1] * 100).toBe(percent * all);
          expect(now.slice(2).map(each => each * total)).toEqual(
            weights.slice(2).map(each => each * all),
          );
          // A second time all stays as it is.
          const again = planSplit(splitOf(now), shift) ?? [];
          expect(again.map(({ weight }) => weight)).toEqual(now);
        },
      ),
    );
  });

  it('gives all that one has, and leaves it nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 2, maxLength: 6 }),
        weights => {
          fc.pre(sum(weights) > 0);
          const shift = { from: 'p0', to: [{ name: 'p1' }] };
          const [first, second, ...others] = weights;
          const planned = planSplit(splitOf(weights), shift) ?? [];
          expect(planned.map(({ weight }) => weight)).toEqual([
            0,
            first + second,
            ...others,
          ]);
        },
      ),
    );
  });
});
