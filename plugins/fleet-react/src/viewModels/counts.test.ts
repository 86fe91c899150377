import { counts } from '../testing';
import { countsInOrderOfUrgency, reachabilityCounts } from './counts';

describe('countsInOrderOfUrgency', () => {
  it('puts the most urgent first and what is not known last', () => {
    expect(
      countsInOrderOfUrgency(
        counts({
          healthy: 181,
          stale: 13,
          progressing: 3,
          missing: 1,
          degraded: 2,
          suspended: 4,
          unknown: 5,
        }),
      ).map(({ state, count }) => `${state} ${count}`),
    ).toEqual([
      'degraded 2',
      'missing 1',
      'unknown 5',
      'progressing 3',
      'suspended 4',
      'healthy 181',
      'stale 13',
    ]);
  });

  it('leaves out what is not there, and does not count drift twice', () => {
    expect(
      countsInOrderOfUrgency(counts({ healthy: 3, outOfSync: 2 })),
    ).toEqual([{ state: 'healthy', count: 3 }]);
  });
});

describe('reachabilityCounts', () => {
  it('has the reachable ones last', () => {
    expect(
      reachabilityCounts({
        reachability: {
          reachable: 9,
          forbidden: 1,
          unreachable: 2,
          invalid: 0,
        },
      }),
    ).toEqual([
      { state: 'unreachable', status: 'unreachable', count: 2 },
      { state: 'forbidden', status: 'forbidden', count: 1 },
      { state: 'reachable', status: 'healthy', count: 9 },
    ]);
  });
});
