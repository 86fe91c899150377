import { surgeOf } from './surge';

describe('surgeOf', () => {
  it.each([
    ['25%', 4, 1],
    ['25%', 5, 2],
    ['25%', 1, 1],
    ['25%', 0, 0],
    ['0%', 4, 0],
    ['200%', 4, 4],
    ['999999999%', 4, 4],
    [1, 4, 1],
    [9, 4, 4],
    [0, 4, 0],
  ])('of %p of %p pods is %p', (maxSurge, replicas, expected) => {
    expect(surgeOf(maxSurge, replicas)).toBe(expected);
  });

  it.each([-1, 1.5, NaN, Infinity, '1', '-5%', '1e9%', '25 %', '', null, {}])(
    'is not known of %p',
    maxSurge => {
      expect(surgeOf(maxSurge, 4)).toBeUndefined();
    },
  );
});
