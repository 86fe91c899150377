import { namesKept } from './namesKept';

describe('namesKept', () => {
  it('keeps all that are not too many', () => {
    const isKept = namesKept([['a', 'b'], ['c']], 3);
    expect(['a', 'b', 'c'].map(isKept)).toEqual([true, true, true]);
  });

  it('keeps those that are named most, and of as many the first, in any order', () => {
    const lists = [['z', 'd'], ['z'], ['b'], ['c'], ['a']];
    for (const each of [lists, [...lists].reverse()]) {
      const isKept = namesKept(each, 2);
      expect(['a', 'b', 'c', 'd', 'z'].filter(isKept)).toEqual(['a', 'z']);
    }
  });
});
