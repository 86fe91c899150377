import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readFleetConfig } from './readFleetConfig';

const read = (notifications: JsonObject) => {
  const { config, problems } = readFleetConfig(
    mockServices.rootConfig({ data: { fleet: { notifications } } }),
  );
  return { settings: config.notifications, problems };
};

describe('notifications in the configuration', () => {
  it('are on with what is usual where the section is there', () => {
    expect(read({ enabled: true })).toEqual({
      settings: {
        digestAt: { hour: 8, minute: 0 },
        timeZone: 'UTC',
        atOnce: ['critical-failure', 'budget-crossed', 'drift'],
        mostAtOnce: 5,
        off: [],
        operators: [],
      },
      problems: [],
    });
    expect(read({ enabled: false })).toEqual({ problems: [] });
  });

  it('are read whole', () => {
    expect(
      read({
        digestAt: '06:30',
        timeZone: 'Europe/Berlin',
        atOnce: [],
        mostAtOnce: 0,
        off: ['budget-expected'],
        operators: ['platform', 'group:default/platform', 'user:default/rita'],
      }),
    ).toEqual({
      settings: {
        digestAt: { hour: 6, minute: 30 },
        timeZone: 'Europe/Berlin',
        atOnce: [],
        mostAtOnce: 0,
        off: ['budget-expected'],
        operators: ['group:default/platform', 'user:default/rita'],
      },
      problems: [],
    });
  });

  it.each([
    [{ digestAt: '8' }, 'digestAt', /has to be an hour and a minute/],
    [{ digestAt: '24:00' }, 'digestAt', /has to be an hour and a minute/],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone', /has to be a time zone/],
    [{ off: ['everything'] }, 'off[0]', /expected one of/i],
    [{ operators: ['api:default/x'] }, 'operators[0]', /a group or a user/],
    [{ atOnes: [] }, 'atOnes', /is not a known key/],
  ])(
    'says what is wrong with %j, and tells nobody',
    (section, key, message) => {
      const { settings, problems } = read(section as JsonObject);
      expect(settings).toBeUndefined();
      expect(problems).toEqual([
        expect.objectContaining({
          key: `fleet.notifications.${key}`,
          message: expect.stringMatching(message),
        }),
      ]);
    },
  );
});
