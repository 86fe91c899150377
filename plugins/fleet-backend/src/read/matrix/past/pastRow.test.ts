import { toMatrixRow } from '../matrixRows';
import { isComplete } from '../../fleetCoverage';
import { pastRow } from './pastRow';

const ROW = {
  id: 'c-1',
  name: 'prod-a',
  region: 'eu',
  environment: 'production',
  owner: 'unassigned',
  provider: 'unassigned',
  tier: 'unassigned',
  reachability: 'reachable',
  reachability_since: 1_000,
  coverage_asked: 3,
  coverage_current: 3,
  stale: false,
};
const WATCHED = {
  clusterId: 'c-1',
  isWatched: true,
  reachability: 'reachable',
  notCurrent: [],
};

describe('a cluster as a row of a time in the past', () => {
  it.each([
    ['reachable', undefined, WATCHED],
    ['reachable', 'not-current', { ...WATCHED, notCurrent: ['Node'] }],
    [
      'unreachable',
      'not-answering',
      { ...WATCHED, reachability: 'unreachable' },
    ],
    ['pending', 'not-known', { ...WATCHED, reachability: undefined }],
    ['not-asked', 'not-watched', { ...WATCHED, isWatched: false }],
    ['pending', 'not-known', undefined],
  ])('is %s, with the gap %s', (reachability, gap, was) => {
    const row = pastRow(ROW, was, { kept: 'transitions', isCut: false });
    expect(toMatrixRow(row)).toMatchObject({
      reachability,
      complete: gap === undefined,
      stale: reachability !== 'reachable',
    });
    expect(row.past_gap).toBe(gap);
    expect(toMatrixRow(row)).not.toHaveProperty('since');
  });

  it('is never complete where it was left out, nor said to answer where it did not', () => {
    const cut = { kept: 'transitions', isCut: true } as const;
    expect(pastRow(ROW, WATCHED, cut).past_gap).toBe('too-many');
    expect(isComplete(pastRow(ROW, WATCHED, cut))).toBe(false);
    const away = pastRow(ROW, { ...WATCHED, reachability: 'unreachable' }, cut);
    expect([away.reachability, away.past_gap]).toEqual([
      'unreachable',
      'not-answering',
    ]);
  });

  it('has no coverage of days, and the region of now', () => {
    const row = pastRow(ROW, undefined, { kept: 'days', isCut: false });
    expect(toMatrixRow(row)).toMatchObject({
      region: 'eu',
      reachability: 'pending',
      complete: false,
      gap: 'not-kept',
    });
  });
});
