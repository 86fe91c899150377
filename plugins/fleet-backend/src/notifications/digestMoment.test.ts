import { lastDigestMoment, localDay } from './digestMoment';

const BERLIN = {
  digestAt: { hour: 8, minute: 0 },
  timeZone: 'Europe/Berlin',
};
const at = (time: string) => Date.parse(time);
const moment = (now: string, clock = BERLIN) => {
  const { at: time, day } = lastDigestMoment(at(now), clock);
  return `${day} ${new Date(time).toISOString()}`;
};

describe('lastDigestMoment', () => {
  it.each([
    ['2026-11-30T06:59:59Z', '2026-11-29 2026-11-29T07:00:00.000Z'],
    ['2026-11-30T07:00:00Z', '2026-11-30 2026-11-30T07:00:00.000Z'],
    ['2026-11-30T22:59:59Z', '2026-11-30 2026-11-30T07:00:00.000Z'],
    // In Berlin it is the next day, and not eight yet.
    ['2026-11-30T23:30:00Z', '2026-11-30 2026-11-30T07:00:00.000Z'],
  ])('at %s is %s', (now, expected) => {
    expect(moment(now)).toBe(expected);
  });

  it('goes by the clock on the wall when summer begins and ends', () => {
    expect(moment('2026-03-28T12:00:00Z')).toBe(
      '2026-03-28 2026-03-28T07:00:00.000Z',
    );
    expect(moment('2026-03-29T12:00:00Z')).toBe(
      '2026-03-29 2026-03-29T06:00:00.000Z',
    );
    expect(moment('2026-10-25T12:00:00Z')).toBe(
      '2026-10-25 2026-10-25T07:00:00.000Z',
    );
  });

  it('comes once on a day whose hour is left out, and on one that has it twice', () => {
    const night = { ...BERLIN, digestAt: { hour: 2, minute: 30 } };
    const days = (from: string) => {
      const found = new Map<string, Set<number>>();
      for (let minute = 0; minute < 72 * 60; minute += 10) {
        const each = lastDigestMoment(at(from) + minute * 60_000, night);
        found.set(each.day, (found.get(each.day) ?? new Set()).add(each.at));
      }
      return [...found].map(([day, times]) => [
        day,
        [...times].map(time => new Date(time).toISOString()),
      ]);
    };
    expect(days('2026-03-28T12:00:00Z')).toEqual([
      ['2026-03-28', ['2026-03-28T01:30:00.000Z']],
      // From two it went to three: half past three stands for half past two.
      ['2026-03-29', ['2026-03-29T01:30:00.000Z']],
      ['2026-03-30', ['2026-03-30T00:30:00.000Z']],
      ['2026-03-31', ['2026-03-31T00:30:00.000Z']],
    ]);
    expect(days('2026-10-24T12:00:00Z')).toEqual([
      ['2026-10-24', ['2026-10-24T00:30:00.000Z']],
      ['2026-10-25', ['2026-10-25T00:30:00.000Z']],
      ['2026-10-26', ['2026-10-26T01:30:00.000Z']],
      ['2026-10-27', ['2026-10-27T01:30:00.000Z']],
    ]);
  });
});

describe('localDay', () => {
  it('is the day of the time zone', () => {
    expect(localDay(at('2026-11-30T23:30:00Z'), BERLIN)).toEqual({
      day: '2026-12-01',
      begins: at('2026-11-30T23:00:00Z'),
    });
  });
});
