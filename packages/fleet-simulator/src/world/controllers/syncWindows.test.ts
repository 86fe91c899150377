import {
  buildDenyWindow,
  isSyncBlocked,
  isWindowOpen,
  type SyncWindow,
} from './syncWindows';

const at = (time: string) => Date.parse(`2026-06-${time}Z`);

const window = (fields: Partial<SyncWindow>): SyncWindow => ({
  kind: 'deny',
  schedule: '0 22 * * *',
  duration: '1h',
  ...fields,
});

describe('isWindowOpen', () => {
  it.each<[Partial<SyncWindow>, string, boolean]>([
    [{}, '01T21:59:59', false],
    [{}, '01T22:00:00', true],
    [{}, '01T22:59:59', true],
    [{}, '01T23:00:00', false],
    [{ schedule: '*/15 8-17 * * 1-5', duration: '5m' }, '01T08:17:00', true],
    [{ schedule: '*/15 8-17 * * 1-5', duration: '5m' }, '01T08:22:00', false],
    // The 6th is a Saturday.
    [{ schedule: '*/15 8-17 * * 1-5', duration: '5m' }, '06T08:17:00', false],
    [{ schedule: '0 7 * * 6', duration: '48h' }, '07T23:00:00', true],
    [{ schedule: '0 7,9 1 6 *', duration: '90s' }, '01T09:01:29', true],
    [{ schedule: '0 7,9 1 6 *', duration: '90s' }, '01T08:01:00', false],
    [{ timeZone: 'Europe/Paris' }, '01T20:30:00', true],
    [{ schedule: 'daily' }, '01T22:00:00', false],
  ])('%j at %s: %s', (fields, time, isOpen) => {
    expect(isWindowOpen(window(fields), at(time))).toBe(isOpen);
  });

  it('closes at the second that was asked for', () => {
    const now = at('01T10:20:37');
    const built = buildDenyWindow(now, now + 95_000, {});
    expect(isWindowOpen(built, now)).toBe(true);
    expect(isWindowOpen(built, now + 94_999)).toBe(true);
    expect(isWindowOpen(built, now + 95_000)).toBe(false);
  });
});

describe('isSyncBlocked', () => {
  const target = {
    application: 'cart-one',
    namespace: 'shop',
    cluster: 'one',
    isManual: false,
  };
  const now = at('01T22:30:00');

  it.each<[string, Partial<SyncWindow>[], boolean, boolean]>([
    ['no window of it', [{ applications: ['other'] }], false, false],
    ['one by its name', [{ applications: ['cart-*'] }], false, true],
    ['one by its cluster', [{ clusters: ['one'] }], false, true],
    ['one by its namespace', [{ namespaces: ['*'] }], false, true],
    ['a person, who may', [{ clusters: ['*'], manualSync: true }], true, false],
    ['a person, who may not', [{ clusters: ['*'] }], true, true],
    [
      'one that allows, and is open',
      [{ kind: 'allow', clusters: ['*'] }],
      false,
      false,
    ],
    [
      'one that allows, and is not open',
      [{ kind: 'allow', clusters: ['*'], schedule: '0 1 * * *' }],
      false,
      true,
    ],
    [
      'a name that is no pattern',
      [{ applications: ['cart.one'] }],
      false,
      false,
    ],
  ])('%s', (_, windows, isManual, isBlocked) => {
    expect(
      isSyncBlocked(windows.map(window), { ...target, isManual }, now),
    ).toBe(isBlocked);
  });
});
