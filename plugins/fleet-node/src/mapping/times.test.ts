import { latestTime, timeOf } from './times';

describe('timeOf', () => {
  it.each([
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
    ['2026-03-01T12:30:00+02:30', '2026-03-01T10:00:00Z'],
    ['2026-03-01T10:00:00.123456Z', '2026-03-01T10:00:00.123Z'],
    ['2026-03-01T10:00:00.5Z', '2026-03-01T10:00:00.500Z'],
    ['2026-03-01T10:00:00.000999Z', '2026-03-01T10:00:00Z'],
    ['2026-03-31T10:00:00.123456Z', '2026-03-31T10:00:00.123Z'],
    ['2026-02-28T23:59:59Z', '2026-02-28T23:59:59Z'],
    ['2026-02-29T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['2026-04-30T23:59:59.9999Z', '2026-04-30T23:59:59.999Z'],
    ['2026-04-31T00:00:00Z', '2026-05-01T00:00:00Z'],
    ['2026-12-31T00:00:00.000Z', '2026-12-31T00:00:00Z'],
    ['2026-03-01T24:00:00Z', '2026-03-02T00:00:00Z'],
    ['1899-12-31T00:00:00Z', '1899-12-31T00:00:00Z'],
  ])('normalises %s', (value, expected) => {
    expect(timeOf(value)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2026-03-01',
    '2026-13-01T10:00:00Z',
    '2026-00-01T10:00:00Z',
    '2026-03-00T10:00:00Z',
    '2026-03-01T10:60:00Z',
    '2026-03-01T23:59:60Z',
    '2026-03-01T10:00:00',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:00',
    1_700_000_000,
    null,
    undefined,
  ])('makes no time of %p', value => {
    expect(timeOf(value)).toBeUndefined();
  });
});

describe('latestTime', () => {
  it('compares instants, not texts', () => {
    expect(
      latestTime(['2026-03-01T23:00:00+14:00', '2026-03-01T10:00:00Z', 'x']),
    ).toBe('2026-03-01T10:00:00Z');
  });

  it('orders times with and without a fraction', () => {
    const times = ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.250Z'];
    expect(latestTime(times)).toBe(times[1]);
    expect(latestTime([...times].reverse())).toBe(times[1]);
    expect(latestTime([...times, '2026-03-01T10:00:01Z'])).toBe(
      '2026-03-01T10:00:01Z',
    );
  });

  it('knows no time where there is none', () => {
    expect(latestTime([undefined, 'never'])).toBeUndefined();
  });
});
