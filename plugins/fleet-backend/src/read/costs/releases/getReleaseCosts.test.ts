import type { Knex } from 'knex';
import { readingAt } from '../../../__testUtils__/read';
import { DAY_MS } from '../../../history/retention';
import { getReleaseCosts } from './getReleaseCosts';
import { byPlaceOf, measureRelease } from './measureRelease';
import { readArrivals } from './readArrivals';
import { readUnits } from './readUnits';

jest.mock('./readArrivals');
jest.mock('./readUnits');
jest.mock('../../fleetCoverage', () => ({
  readFleetCoverage: async () => ({}),
}));
jest.mock('../../readClusterNames', () => ({
  readClusterNames: async () => new Map(),
}));
jest.mock('./measureRelease', () => {
  const actual = jest.requireActual('./measureRelease');
  return {
    ...actual,
    byPlaceOf: jest.fn(actual.byPlaceOf),
    measureRelease: jest.fn(actual.measureRelease),
  };
});

const NOW = Date.parse('2026-11-16T09:00:00Z');
const PLACE = { clusterId: 'a', namespace: 'shop' };

describe('getReleaseCosts', () => {
  it('measures no more releases than it tells, and lets others have their turn', async () => {
    const releases = Array.from({ length: 80 }, (_, order) => ({
      rolloutId: `r-${order}`,
      order,
      version: String(order),
      beganAt: NOW - (85 - order) * DAY_MS,
    }));
    jest.mocked(readArrivals).mockResolvedValue({
      releases,
      arrivals: releases.map(release => ({
        ...PLACE,
        release,
        at: release.beganAt,
        latestAt: release.beganAt,
        toldBy: 'seen',
      })),
    });
    jest.mocked(readUnits).mockResolvedValue(
      ['EUR', 'USD'].map(money => ({
        ...PLACE,
        region: 'eu',
        money,
        days: [],
      })),
    );
    let turns = 0;
    let next: NodeJS.Immediate;
    const turn = () => {
      turns += 1;
      next = setImmediate(turn);
    };
    next = setImmediate(turn);
    const answer = await getReleaseCosts(
      readingAt(undefined as unknown as Knex, NOW),
      { component: 'component:default/cart' },
    );
    clearImmediate(next);
    // Two currencies of each, the newest first.
    expect(
      answer.releases.map(({ version, money }) => `${version} ${money}`),
    ).toEqual(
      Array.from({ length: 25 }, (_, index) => 79 - index).flatMap(version => [
        `${version} EUR`,
        `${version} USD`,
      ]),
    );
    expect(measureRelease).toHaveBeenCalledTimes(50);
    expect(byPlaceOf).toHaveBeenCalledTimes(1);
    expect(turns).toBeGreaterThanOrEqual(24);
  });
});
