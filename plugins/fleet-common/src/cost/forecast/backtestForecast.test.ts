import { costsFrom, Generator, times } from '../series/__testUtils__/generate';
import { addDays } from '../series/days';
import { backtestForecast } from './backtestForecast';
import { expectationOf } from './expectationOf';

const WEEKDAYS = [100, 110, 120, 130, 140, 60, 40];
const weekday = (index: number) => WEEKDAYS[index % 7];
/** A Monday, and 153 days to the 1st of November. */
const FIRST = '2026-06-01';
const TODAY = '2026-11-14';

describe('backtestForecast', () => {
  const history = costsFrom(FIRST, times(166, weekday));

  it('was not off where all weeks are alike', () => {
    const past = backtestForecast({ history, today: TODAY })!;
    expect(past.method).toBe('holt-winters');
    expect(past.months.map(({ month, asOf }) => [month, asOf])).toEqual([
      ['2026-10', '2026-10-14'],
      ['2026-09', '2026-09-14'],
      ['2026-08', '2026-08-14'],
      ['2026-07', '2026-07-14'],
    ]);
    expect(past.weighted).toBeCloseTo(0, 9);
    expect(past.mean).toBeCloseTo(0, 9);
  });

  it('is off by what came after the day of the month', () => {
    // A level of 100; from the 20th of October on 50 more a day, for 12 days.
    const stepped = costsFrom(
      FIRST,
      times(166, index => (index >= 141 ? 150 : 100)),
    );
    const past = backtestForecast({ history: stepped, today: TODAY }, 2)!;
    expect(past.months[0]).toMatchObject({ actual: 3100 + 600 });
    expect(past.months[0].expected).toBeCloseTo(3100, 6);
    expect(past.months[0].error).toBeCloseTo(-600 / 3700, 9);
    expect(past.months[1].error).toBeCloseTo(0, 9);
    expect(past.mean).toBeCloseTo(600 / 3700 / 2, 9);
    expect(past.weighted).toBeCloseTo(600 / (3700 + 3000), 9);
  });

  it('is of no month of which a day is missing, or known in part', () => {
    const holed = history
      .filter(({ day }) => day !== '2026-10-31')
      .map(each =>
        each.day === '2026-09-02'
          ? { ...each, coverage: { known: 1, expected: 2 } }
          : each,
      );
    expect(
      backtestForecast({ history: holed, today: TODAY })!.months.map(
        ({ month }) => month,
      ),
    ).toEqual(['2026-08', '2026-07']);
  });

  it('is of no month that another method would have been used for', () => {
    // On the 14th of October 19 days were known.
    const short = history.filter(({ day }) => day >= '2026-09-25');
    expect(backtestForecast({ history: short, today: TODAY })).toBeUndefined();
  });

  it('is nothing without a past month, and without a method', () => {
    const young = history.filter(({ day }) => day >= '2026-10-02');
    expect(backtestForecast({ history: young, today: TODAY })).toBeUndefined();
    expect(backtestForecast({ history: [], today: TODAY })).toBeUndefined();
  });

  it('looks at the last day of a month that is too short', () => {
    const long = costsFrom(
      '2025-11-01',
      times(149, () => 1),
    );
    const past = backtestForecast({ history: long, today: '2026-03-30' }, 2)!;
    expect(past.months.map(({ asOf }) => asOf)).toEqual([
      '2026-02-28',
      '2026-01-30',
    ]);
  });

  it('has no per cent of months that were free of charge', () => {
    const free = history.map(each => ({ ...each, cost: 0 }));
    const past = backtestForecast({ history: free, today: TODAY })!;
    expect(past.months).toHaveLength(4);
    expect(past).not.toHaveProperty('mean');
    expect(past).not.toHaveProperty('weighted');
  });

  it('uses nothing that was not known then', () => {
    const generator = new Generator('then');
    const noisy = history.map(each => ({
      ...each,
      cost: each.cost + generator.normal(),
    }));
    const past = backtestForecast({ history: noisy, today: TODAY })!;
    for (const { asOf, month, expected } of past.months) {
      const then = noisy.filter(({ day }) => day < asOf);
      const first = `${month}-01`;
      const last = addDays(
        ['2026-10', '2026-08', '2026-07'].includes(month)
          ? `${month}-30`
          : `${month}-29`,
        1,
      );
      expect(
        expectationOf({ first, last }, { history: then, today: asOf }).forecast
          .expected,
      ).toBe(expected);
    }
  });
});
