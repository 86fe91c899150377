import {
  cases,
  costsFrom,
  Generator,
  times,
} from '../series/__testUtils__/generate';
import { addSeries } from '../series/addSeries';
import type { DailyCost } from '../series/DailyCost';
import { addDays, lengthOf } from '../series/days';
import { forecastMonth, forecastSpan } from './forecastSpan';
import type { Forecast } from './types';

const WEEKDAYS = [100, 110, 120, 130, 140, 60, 40];
/** A Monday; the 60th day after it is the 1st of November. */
const FIRST = '2026-08-31';
const MONTH = { first: '2026-11-01', last: '2026-11-30' };
const weekday = (index: number) => WEEKDAYS[index % 7];
/** 4 weeks, a Sunday and a Monday. */
const MONTH_TOTAL = 4 * 700 + 40 + 100;

const without = (history: readonly DailyCost[], days: readonly string[]) =>
  history.filter(({ day }) => !days.includes(day));
const november = (...days: number[]) =>
  days.map(day => addDays(MONTH.first, day - 1));

describe('forecastMonth', () => {
  const history = costsFrom(FIRST, times(75, weekday));

  it('is what weeks that are all alike come to', () => {
    const forecast = forecastMonth({ history, today: '2026-11-14' });
    expect(forecast).toMatchObject({
      span: MONTH,
      method: 'holt-winters',
      confidence: 'usual',
      lowBecause: [],
      usedDays: 75,
      pastDays: 13,
      knownDays: 13,
      inPartDays: 0,
      missingDays: 0,
      toDate: 1340,
    });
    expect(forecast.expected).toBeCloseTo(MONTH_TOTAL, 6);
    expect(forecast.low).toBeCloseTo(MONTH_TOTAL, 6);
    expect(forecast.high).toBeCloseTo(MONTH_TOTAL, 6);
    expect(forecast).not.toHaveProperty('expectedOfPast');
    expect(forecast.daily).toHaveLength(17);
    expect(forecast.daily[0]).toMatchObject({
      day: '2026-11-14',
      why: 'to-come',
    });
    expect(forecast.daily[0].expected).toBeCloseTo(60, 6);
  });

  it('continues a trend', () => {
    const growing = costsFrom(
      FIRST,
      times(75, index => weekday(index) + 2 * index),
    );
    // Of the 30 days from the 62nd on: 30 · 62 + 29 · 30 / 2 days of growth.
    const growth = 2 * (30 * 62 + (29 * 30) / 2);
    expect(
      forecastMonth({ history: growing, today: '2026-11-14' }).expected,
    ).toBeCloseTo(MONTH_TOTAL + growth, 4);
  });

  it('takes no gap for 0, and says what it put in its place', () => {
    const down = november(3, 4, 5, 6, 7, 8, 9);
    const forecast = forecastMonth({
      history: without(history, down),
      today: '2026-11-14',
    });
    expect(forecast).toMatchObject({
      method: 'holt-winters',
      pastDays: 13,
      knownDays: 6,
      missingDays: 7,
      toDate: 640,
    });
    expect(forecast.expectedOfPast).toBeCloseTo(700, 6);
    expect(forecast.expected).toBeCloseTo(MONTH_TOTAL, 6);
    expect(
      forecast.daily
        .filter(({ why }) => why === 'missing')
        .map(({ day }) => day),
    ).toEqual(down);
  });

  it('does not learn from days of which a part is known, and counts that part', () => {
    const down = november(3, 4, 5, 6, 7, 8, 9);
    const inPart = history.map(each =>
      down.includes(each.day)
        ? { ...each, cost: each.cost / 4, coverage: { known: 1, expected: 2 } }
        : each,
    );
    const forecast = forecastMonth({ history: inPart, today: '2026-11-14' });
    expect(forecast).toMatchObject({
      inPartDays: 7,
      knownDays: 6,
      missingDays: 0,
      toDate: 640 + 700 / 4,
      coverage: { known: 1, expected: 2 },
    });
    expect(forecast.expectedOfPast).toBeCloseTo((700 * 3) / 4, 6);
    expect(forecast.expected).toBeCloseTo(MONTH_TOTAL, 6);
  });

  it('expects of a day in part at least what is known of it', () => {
    const forecast = forecastMonth({
      history: history.map(each =>
        each.day === '2026-11-13'
          ? { ...each, cost: 999, coverage: { known: 1, expected: 2 } }
          : each,
      ),
      today: '2026-11-14',
    });
    expect(forecast.daily[0]).toEqual({
      day: '2026-11-13',
      why: 'in-part',
      expected: 999,
      low: 999,
      high: expect.closeTo(999, 6),
    });
  });

  it('looks at no day that is not over', () => {
    const later = costsFrom(
      '2026-11-14',
      times(17, () => 9999),
    );
    expect(
      forecastMonth({ history: [...history, ...later], today: '2026-11-14' }),
    ).toEqual(forecastMonth({ history, today: '2026-11-14' }));
  });

  it('knows what a month that is over has cost', () => {
    const all = costsFrom(FIRST, times(92, weekday));
    expect(
      forecastSpan(MONTH, { history: all, today: '2026-12-01' }),
    ).toMatchObject({
      expected: MONTH_TOTAL,
      low: MONTH_TOTAL,
      high: MONTH_TOTAL,
      toDate: MONTH_TOTAL,
      daily: [],
    });
  });

  it('has no month to date on the first of a month', () => {
    const forecast = forecastMonth({ history, today: '2026-11-01' });
    expect(forecast).not.toHaveProperty('toDate');
    expect(forecast.pastDays).toBe(0);
    expect(forecast.expected).toBeCloseTo(MONTH_TOTAL, 6);
  });

  it('does not expect what was not there', () => {
    const begun = costsFrom(
      '2026-11-05',
      times(9, () => 10),
    );
    expect(
      forecastMonth({ history: begun, today: '2026-11-14' }),
    ).toMatchObject({
      since: '2026-11-05',
      pastDays: 9,
      missingDays: 0,
      expected: 260,
    });
    expect(
      forecastMonth({
        history: begun,
        today: '2026-11-14',
        since: '2026-01-01',
      }),
    ).toMatchObject({
      pastDays: 13,
      missingDays: 4,
      expectedOfPast: 40,
      expected: 300,
    });
  });
});

describe('the method', () => {
  const method = (days: number, today = '2026-11-20') => {
    const history = costsFrom(
      addDays(today, -days),
      times(days, () => 10),
    );
    const {
      method: used,
      confidence,
      lowBecause,
    } = forecastMonth({
      history,
      today,
      since: '2026-01-01',
    });
    return [used, confidence, lowBecause];
  };

  it.each([
    [21, ['holt-winters', 'usual', []]],
    [20, ['weekday-median', 'usual', []]],
    [8, ['weekday-median', 'usual', []]],
    [7, ['run-rate', 'low', ['few-days']]],
    [1, ['run-rate', 'low', ['few-days']]],
    [0, ['none', undefined, []]],
  ])('of %i days', (days, expected) => {
    expect(method(days)).toEqual(expected);
  });

  it('needs each weekday twice for smoothing, and says which it never saw', () => {
    const weekdaysOnly = times(60, index =>
      index % 7 === 6 ? undefined : weekday(index),
    );
    const forecast = forecastMonth({
      history: costsFrom(FIRST, weekdaysOnly),
      today: '2026-10-30',
    });
    expect(forecast).toMatchObject({
      method: 'weekday-median',
      confidence: 'low',
      lowBecause: ['unseen-weekday'],
    });
  });

  it.each([
    [7, 'usual', 'holt-winters'],
    [8, 'low', 'holt-winters'],
    [28, 'low', 'holt-winters'],
    [29, undefined, 'none'],
  ])('%i days without a figure', (days, confidence, used) => {
    const history = costsFrom(FIRST, times(40, weekday));
    const forecast = forecastMonth({
      history,
      today: addDays(FIRST, 40 + days),
    });
    expect(forecast.confidence).toBe(confidence);
    expect(forecast.method).toBe(used);
    expect(forecast.expected === undefined).toBe(used === 'none');
  });

  it('has no range of a single day, and no number of nothing', () => {
    const one = forecastMonth({
      history: costsFrom('2026-11-03', [10]),
      today: '2026-11-04',
    });
    expect(one.expected).toBe(280);
    expect(one).not.toHaveProperty('low');
    expect(one).not.toHaveProperty('high');
    expect(one.daily[0]).not.toHaveProperty('low');
    expect(forecastMonth({ history: [], today: '2026-11-04' })).toEqual({
      span: MONTH,
      method: 'none',
      lowBecause: [],
      usedDays: 0,
      pastDays: 3,
      knownDays: 0,
      inPartDays: 0,
      missingDays: 3,
      daily: [],
    });
  });

  it('is the run rate of the known days', () => {
    expect(
      forecastMonth({
        history: costsFrom('2026-11-01', [10, 20, undefined, 30]),
        today: '2026-11-05',
      }),
    ).toMatchObject({ toDate: 60, expectedOfPast: 20, expected: 600 });
  });

  it('goes by settings', () => {
    const history = costsFrom(
      '2026-11-01',
      times(10, () => 10),
    );
    expect(
      forecastMonth({
        history,
        today: '2026-11-11',
        settings: { weekdayMedianDays: 11 },
      }).method,
    ).toBe('run-rate');
  });
});

describe('the range', () => {
  const noisy = (seed: string, days: number, deviation = 10) => {
    const generator = new Generator(seed);
    return costsFrom(
      FIRST,
      times(days, index => weekday(index) + deviation * generator.normal()),
    );
  };

  it('is the same for the same seed and history', () => {
    const input = { history: noisy('a', 75), today: '2026-11-14', seed: 'x' };
    expect(forecastMonth(input)).toEqual(forecastMonth(input));
    expect(forecastMonth({ ...input, seed: 'y' }).high).not.toBe(
      forecastMonth(input).high,
    );
  });

  it.each([
    ['Holt-Winters', 62, '2026-11-01'],
    ['Holt-Winters of few days', 76, '2026-11-15'],
    ['the median by weekday', 76, '2026-11-15'],
  ] as const)(
    'of %s has about as many outcomes as it says',
    (name, days, today) => {
      const rounds = 100;
      const history = {
        'Holt-Winters': 62,
        'Holt-Winters of few days': 24,
        'the median by weekday': 16,
      }[name];
      const inside = times(rounds, round => {
        const all = noisy(`${name} ${round}`, 92);
        const { low, high } = forecastMonth({
          history: all.slice(days - history, days),
          today,
          since: FIRST,
          seed: String(round),
          settings: { draws: 100 },
        });
        const total = all.slice(62).reduce((sum, { cost }) => sum + cost, 0);
        return low! <= total && total <= high!;
      }).filter(Boolean).length;
      // 80 of 100; four deviations of a binomial are 16.
      expect(inside / rounds).toBeGreaterThan(0.64);
      expect(inside / rounds).toBeLessThan(0.96);
    },
  );

  it('is wider where more is to be within', () => {
    const input = { history: noisy('wide', 75), today: '2026-11-14' };
    const width = (range: number) => {
      const { low, high } = forecastMonth({ ...input, settings: { range } });
      return high! - low!;
    };
    expect(width(0.5)).toBeLessThan(width(0.8));
    expect(width(0.8)).toBeLessThan(width(0.95));
  });

  it('is no narrower than what past forecasts were off', () => {
    const history = costsFrom(FIRST, times(75, weekday));
    const forecast = forecastMonth({
      history,
      today: '2026-11-14',
      pastError: 0.1,
    });
    expect(forecast.low).toBeCloseTo(MONTH_TOTAL * 0.9, 6);
    expect(forecast.high).toBeCloseTo(MONTH_TOTAL * 1.1, 6);
    // But what was spent was spent.
    expect(
      forecastMonth({ history, today: '2026-11-14', pastError: 5 }).low,
    ).toBeCloseTo(forecast.toDate!, 6);
  });

  it('does not reach below nothing, unless there are credits', () => {
    const cheap = costsFrom(
      FIRST,
      times(75, index => (index % 2 ? 0 : 4)),
    );
    const { low, daily, toDate } = forecastMonth({
      history: cheap,
      today: '2026-11-14',
    });
    expect(low).toBeGreaterThanOrEqual(toDate!);
    for (const day of daily) expect(day.low).toBeGreaterThanOrEqual(0);
    const credits = forecastMonth({
      history: costsFrom(
        FIRST,
        times(75, () => -4),
      ),
      today: '2026-11-14',
    });
    expect(credits.expected).toBeCloseTo(-120, 6);
  });
});

/** Numbers of a forecast, so that two can be compared but for rounding. */
function numbersOf({ daily, ...forecast }: Forecast): number[] {
  const { expected, low, high, toDate, expectedOfPast } = forecast;
  return [
    ...[expected, low, high, toDate, expectedOfPast],
    ...daily.flatMap(day => [day.expected, day.low, day.high]),
  ].flatMap(value => value ?? []);
}

describe('for any history', () => {
  const any = (seed: string) => {
    const generator = new Generator(seed);
    const today = addDays(MONTH.first, generator.whole(0, 29));
    const days = generator.whole(1, 80);
    // Yesterday is known, so that something is to be expected.
    const history = [
      ...generator.anyDays(addDays(today, -1 - days), days),
      { day: addDays(today, -1), cost: generator.between(0, 1000) },
    ];
    return { generator, history, today, settings: { draws: 40 } };
  };

  it.each(cases(60, 'forecast'))('%s', seed => {
    const { generator, ...input } = any(seed);
    const forecast = forecastMonth(input);
    const { expected = NaN, toDate = 0, daily } = forecast;
    const { low = expected, high = expected } = forecast;
    expect(numbersOf(forecast).every(Number.isFinite)).toBe(true);

    // The order of days makes no difference.
    expect(
      forecastMonth({ ...input, history: generator.shuffled(input.history) }),
    ).toEqual(forecast);

    // Nor does the unit of money. Powers of two leave all digits as they are.
    const scaled = (factor: number) =>
      forecastMonth({
        ...input,
        history: input.history.map(each => ({
          ...each,
          cost: each.cost * factor,
        })),
      });
    expect(numbersOf(scaled(8))).toEqual(
      numbersOf(forecast).map(each => each * 8),
    );
    expect(scaled(3).expected! / (3 * expected)).toBeCloseTo(1, 6);

    // The parts are the total.
    expect(
      forecast.knownDays + forecast.inPartDays + forecast.missingDays,
    ).toBe(forecast.pastDays);
    const isOpen = new Set(daily.map(({ day }) => day));
    const known = input.history
      .filter(({ day }) => day >= MONTH.first && !isOpen.has(day))
      .reduce((all, { cost }) => all + cost, 0);
    const open = daily.reduce((all, each) => all + each.expected, 0);
    expect(known + open).toBeCloseTo(expected, 6);
    expect(expected).toBeGreaterThanOrEqual(toDate - 1e-6);
    expect(daily.filter(({ why }) => why === 'to-come')).toHaveLength(
      lengthOf({ first: input.today, last: MONTH.last }),
    );

    // What is expected is within its range.
    expect(low).toBeLessThanOrEqual(expected + 1e-6);
    expect(high).toBeGreaterThanOrEqual(expected - 1e-6);
    for (const day of daily) {
      expect(day.low ?? 0).toBeLessThanOrEqual(day.expected + 1e-9);
      expect(day.high ?? Infinity).toBeGreaterThanOrEqual(day.expected - 1e-9);
    }
  });

  it.each(cases(25, 'gap'))('a gap is never read as nothing: %s', seed => {
    const generator = new Generator(seed);
    const full = costsFrom(
      FIRST,
      times(75, index => weekday(index) * generator.between(0.95, 1.05)),
    );
    const gaps = new Set(
      times(generator.whole(1, 7), () => generator.whole(62, 74)),
    );
    const holed = full.filter((_, index) => !gaps.has(index));
    const input = { today: '2026-11-14', settings: { draws: 100 } };
    const before = forecastMonth({ ...input, history: full });
    const after = forecastMonth({ ...input, history: holed });
    expect(after.missingDays).toBe(gaps.size);
    expect(after.toDate!).toBeLessThan(before.toDate!);
    // Of what is missing, nothing but the noise is lost.
    expect(Math.abs(after.expected! / before.expected! - 1)).toBeLessThan(0.04);
    expect(after.high!).toBeGreaterThan(before.toDate!);
  });

  it.each(cases(25, 'level'))('a gap does not lower the range: %s', seed => {
    const generator = new Generator(seed);
    const level = generator.between(1, 500);
    const full = costsFrom(
      FIRST,
      times(75, index => level + weekday(index)),
    );
    const holed = full.filter(
      (_, index) => index < 50 || generator.chance(0.6),
    );
    const input = { today: '2026-11-14', settings: { draws: 50 } };
    const before = forecastMonth({ ...input, history: full });
    const after = forecastMonth({ ...input, history: holed });
    expect(after.high!).toBeGreaterThanOrEqual(before.high! - 1e-6);
    expect(after.expected).toBeCloseTo(before.expected!, 6);
  });
});

it('does not take a cluster whose cost tool is down for a cheap week', () => {
  const span = { first: FIRST, last: '2026-11-13' };
  const clusters = times(10, index => ({
    currency: 'EUR',
    days: costsFrom(
      FIRST,
      times(75, day => (index === 0 && day >= 68 ? undefined : weekday(day))),
    ),
  }));
  const [{ days }] = addSeries(clusters, span);
  const forecast = forecastMonth({ history: days, today: '2026-11-14' });
  expect(forecast).toMatchObject({
    inPartDays: 7,
    knownDays: 6,
    coverage: { known: 9, expected: 10 },
    confidence: 'usual',
  });
  expect(forecast.expected).toBeCloseTo(10 * MONTH_TOTAL, 4);
  expect(forecast.toDate).toBeCloseTo(10 * 1340 - 700, 6);
  expect(forecast.expectedOfPast).toBeCloseTo(700, 4);
});
