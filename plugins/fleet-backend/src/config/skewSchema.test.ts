import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { DEFAULT_SKEW_SETTINGS } from '@fleetview/backstage-plugin-fleet-common';
import { readFleetConfig } from './readFleetConfig';

const read = (skew?: JsonValue) => {
  const { config, problems } = readFleetConfig(
    mockServices.rootConfig({
      data: { fleet: skew === undefined ? {} : { skew } },
    }),
  );
  return { ...config.skew!, problems };
};

describe('fleet.skew', () => {
  it('goes by the tier, else by the environment, where nothing is configured', () => {
    expect(read()).toEqual({
      settings: DEFAULT_SKEW_SETTINGS,
      origin: 'default',
      problems: [],
    });
    expect(DEFAULT_SKEW_SETTINGS).toEqual({
      groupBy: ['tier', 'environment'],
      expected: [],
    });
  });

  it('is what is configured', () => {
    const expected = [
      { key: 'ResourceQuota/*/compute', regions: ['eu-*'], reason: 'larger' },
    ];
    expect(read({ groupBy: ['region'], expected })).toEqual({
      settings: { groupBy: ['region'], expected },
      origin: 'configured',
      problems: [],
    });
  });

  it('is left out as a whole where it is malformed, and says where', () => {
    expect(
      read({ groupBy: ['colour'], expected: [{ key: 'version' }] }),
    ).toMatchObject({
      settings: DEFAULT_SKEW_SETTINGS,
      origin: 'refused',
      problems: [
        {
          key: 'fleet.skew.groupBy[0]',
          message: expect.stringContaining('the defaults count'),
        },
        {
          key: 'fleet.skew.expected[0].reason',
          message: expect.stringContaining('is missing'),
        },
      ],
    });
  });
});
