import {
  addDays,
  dayNumber,
  dayOf,
  dayOfTime,
  daysOf,
  lengthOf,
  periodBefore,
  periodOf,
  weekdayOf,
} from './days';

describe('days', () => {
  it('counts from 1970, and back', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2024-02-29')).toBe(19_782);
    expect(dayOf(19_782)).toBe('2024-02-29');
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it.each([
    '2026-02-29',
    '2026-04-31',
    '2026-1-1',
    '2026-01-01T00:00',
    '',
    'x',
  ])('takes %p for no day', day => {
    expect(() => dayNumber(day)).toThrow(RangeError);
  });

  it('knows weekdays, also before 1970', () => {
    // 2026-11-29 was a Sunday.
    expect(weekdayOf(dayNumber('2026-11-29'))).toBe(6);
    expect(weekdayOf(dayNumber('2026-11-30'))).toBe(0);
    expect(weekdayOf(dayNumber('1969-12-29'))).toBe(0);
    expect(weekdayOf(dayNumber('1969-12-28'))).toBe(6);
  });

  it('goes by UTC', () => {
    expect(dayOfTime('2026-11-29T23:30:00-02:00')).toBe('2026-11-30');
    expect(() => dayOfTime('yesterday')).toThrow(RangeError);
  });

  it('has all days of a span', () => {
    const span = { first: '2026-02-27', last: '2026-03-02' };
    expect(daysOf(span)).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(lengthOf(span)).toBe(4);
    expect(lengthOf({ first: span.last, last: span.first })).toBe(0);
  });

  it.each([
    ['week', '2026-11-29', '2026-11-23', '2026-11-29', '2026-11-16'],
    ['month', '2026-02-10', '2026-02-01', '2026-02-28', '2026-01-01'],
    ['month', '2026-12-31', '2026-12-01', '2026-12-31', '2026-11-01'],
    ['quarter', '2026-11-29', '2026-10-01', '2026-12-31', '2026-07-01'],
    ['quarter', '2026-01-01', '2026-01-01', '2026-03-31', '2025-10-01'],
  ] as const)('has the %s of %s', (period, day, first, last, before) => {
    expect(periodOf(period, day)).toEqual({ first, last });
    expect(periodBefore(period, day)).toEqual({
      first: before,
      last: addDays(first, -1),
    });
  });
});
