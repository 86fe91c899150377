import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import { isWorthRetrying, sightOf } from './sight';

const query = {
  data: undefined as string | undefined,
  error: null as unknown,
  isPlaceholderData: false,
  dataUpdatedAt: 5,
  refetch: () => {},
};
const forbidden = new FleetResponseError(403, 'NotAllowedError', 'no');
const broken = new FleetResponseError(500, 'Error', 'the database is gone');

describe('sightOf', () => {
  it('is loading before anything came', () => {
    expect(sightOf(query)).toEqual({ kind: 'loading' });
  });

  it('is failed where nothing came before', () => {
    expect(sightOf({ ...query, error: broken })).toMatchObject({
      kind: 'failed',
      failure: { message: 'the database is gone', status: 500 },
    });
  });

  it('keeps old data while asking again fails, and marks it', () => {
    expect(sightOf({ ...query, data: 'old', error: broken })).toMatchObject({
      kind: 'ready',
      data: 'old',
      failure: { status: 500 },
    });
  });

  it('takes away what may no longer be seen', () => {
    expect(sightOf({ ...query, data: 'old', error: forbidden })).toEqual({
      kind: 'forbidden',
      message: 'no',
    });
  });

  it('is ready, and updating while other rows stand in', () => {
    expect(
      sightOf({ ...query, data: 'rows', isPlaceholderData: true }),
    ).toMatchObject({ kind: 'ready', updating: true, failure: undefined });
  });
});

describe('isWorthRetrying', () => {
  it.each([
    [forbidden, false],
    [new FleetResponseError(404, 'NotFoundError', ''), false],
    [new FleetResponseError(429, 'TooManyRequests', ''), true],
    [broken, true],
    [new TypeError('failed to fetch'), true],
  ])('%s: %s', (error, expected) => {
    expect(isWorthRetrying(error)).toBe(expected);
  });
});
