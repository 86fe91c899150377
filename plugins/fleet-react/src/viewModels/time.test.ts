import { ago, NOW } from '../testing';
import {
  absoluteTime,
  ageOf,
  calendarDay,
  shortTime,
  timeLeftUntil,
  timeOfDay,
} from './time';

describe('ageOf', () => {
  it.each([
    [{ seconds: 0 }, { unit: 'seconds', value: 0 }],
    [{ seconds: 59 }, { unit: 'seconds', value: 59 }],
    [{ seconds: 60 }, { unit: 'minutes', value: 1 }],
    [
      { minutes: 59, seconds: 59 },
      { unit: 'minutes', value: 59 },
    ],
    [{ hours: 1 }, { unit: 'hours', value: 1 }],
    [{ hours: 47 }, { unit: 'hours', value: 47 }],
    [{ days: 2 }, { unit: 'days', value: 2 }],
    [{ days: 400 }, { unit: 'days', value: 400 }],
  ])('%j', (amount, expected) => {
    expect(ageOf(ago(amount), NOW)).toEqual(expected);
  });

  it('is never negative', () => {
    expect(ageOf(ago({ minutes: -5 }), NOW)).toEqual({
      unit: 'seconds',
      value: 0,
    });
  });

  it.each([undefined, '', 'yesterday'])('knows no age of %j', at => {
    expect(ageOf(at, NOW)).toBeUndefined();
  });
});

describe('absoluteTime', () => {
  it('tells the same moment in UTC and in a zone', () => {
    expect(
      absoluteTime('2026-11-20T14:07:12.000Z', 'America/New_York'),
    ).toEqual({
      utc: '2026-11-20 14:07:12 UTC',
      local: expect.stringContaining('2026-11-20 09:07:12'),
    });
  });

  it('is nothing for what is no time', () => {
    expect(absoluteTime('soon')).toBeUndefined();
  });
});

describe('timeOfDay and shortTime', () => {
  it('are in the reader’s zone', () => {
    expect(timeOfDay('2026-11-20T14:07:12Z', 'Asia/Kolkata')).toBe('19:37:12');
    expect(shortTime('2026-11-20T13:58:00Z', NOW, 'UTC')).toBe('13:58');
  });

  it('name the day where it was another', () => {
    expect(shortTime('2026-11-18T13:58:00Z', NOW, 'UTC')).toBe('18 Nov 13:58');
  });
});

describe('calendarDay', () => {
  it('is the day where the reader is', () => {
    expect(calendarDay('2026-11-28T23:30:00Z', 'UTC')).toEqual({
      key: '2026-11-28',
      text: 'Saturday, 28 Nov 2026',
    });
    expect(calendarDay('2026-11-28T23:30:00Z', 'Asia/Tokyo')?.key).toBe(
      '2026-11-29',
    );
    expect(calendarDay('nonsense')).toBeUndefined();
  });
});

describe('timeLeftUntil', () => {
  const SECOND = 1_000;
  const MINUTE = 60 * SECOND;
  const HOUR = 60 * MINUTE;
  it.each([
    [-HOUR, ''],
    [0, ''],
    [1, '1 seconds'],
    [119 * SECOND, '119 seconds'],
    [2 * MINUTE, '2 minutes'],
    [42 * MINUTE + 1, '43 minutes'],
    [2 * HOUR, '2 hours'],
    [2 * HOUR + 24 * MINUTE, '2 hours 24 minutes'],
    [10 * HOUR + 1, '11 hours'],
    [48 * HOUR, '2 days'],
    [49 * HOUR, '3 days'],
  ])('is never less than %d ms: %s', (left, text) => {
    const at = new Date(NOW + left).toISOString();
    expect(
      timeLeftUntil(at, NOW)
        ?.map(({ unit, value }) => `${value} ${unit}`)
        .join(' '),
    ).toBe(text);
  });

  it('is nothing for what is no time', () => {
    expect(timeLeftUntil('soon', NOW)).toBeUndefined();
    expect(timeLeftUntil(undefined, NOW)).toBeUndefined();
  });
});
