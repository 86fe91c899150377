import { forecastMonth, forecastSpan } from '../forecast';
import {
  cases,
  costsFrom,
  Generator,
  times,
} from '../series/__testUtils__/generate';
import { periodOf } from '../series/days';
import { budgetStanding, type SpendBudget } from './budgetStanding';
import { thresholdsToTell } from './thresholdsToTell';

const TODAY = '2026-11-11';
const history = costsFrom(
  '2026-10-01',
  times(41, () => 10),
);
const forecast = forecastMonth({ history, today: TODAY });
const monthly = (limit: number, thresholds?: number[]): SpendBudget => ({
  limit,
  period: 'month',
  ...(thresholds && { thresholds }),
});

describe('budgetStanding', () => {
  it('says what is used, what is expected, and when it runs out', () => {
    expect(
      budgetStanding({
        budget: monthly(200, [50, 80, 100, 120, 150]),
        history,
        today: TODAY,
        forecast,
      }),
    ).toEqual({
      span: { first: '2026-11-01', last: '2026-11-30' },
      limit: 200,
      used: 100,
      ratio: 0.5,
      pastDays: 10,
      knownDays: 10,
      inPartDays: 0,
      missingDays: 0,
      expected: expect.closeTo(300, 9),
      low: expect.closeTo(300, 9),
      high: expect.closeTo(300, 9),
      expectedRatio: expect.closeTo(1.5, 9),
      runsOutOn: '2026-11-20',
      isUsedUp: false,
      crossed: [50],
      expectedToCross: [80, 100, 120, 150],
    });
  });

  it.each([
    [100, '2026-11-10', true, [80, 100]],
    [95, '2026-11-10', true, [80, 100]],
    [299, '2026-11-30', false, []],
    [300, '2026-11-30', false, []],
    [301, undefined, false, []],
  ])('of %d runs out on %s', (limit, runsOutOn, isUsedUp, crossed) => {
    const standing = budgetStanding({
      budget: monthly(limit),
      history,
      today: TODAY,
      forecast,
    });
    expect(standing.runsOutOn).toBe(runsOutOn);
    expect(standing.isUsedUp).toBe(isUsedUp);
    expect(standing.crossed).toEqual(crossed);
  });

  it('counts days that are missing at what is expected of them, but not as used', () => {
    const holed = history.filter(
      ({ day }) => day < '2026-11-03' || day > '2026-11-07',
    );
    const standing = budgetStanding({
      budget: monthly(60, [50, 100]),
      history: holed,
      today: TODAY,
      forecast: forecastMonth({ history: holed, today: TODAY }),
    });
    expect(standing).toMatchObject({
      used: 50,
      missingDays: 5,
      isUsedUp: false,
      crossed: [50],
      expectedToCross: [100],
      // Reached by the sixth day, had it been known; not after the tenth.
      runsOutOn: '2026-11-06',
    });
  });

  it('knows nothing of what is to come without a forecast', () => {
    const standing = budgetStanding({
      budget: monthly(200),
      history,
      today: TODAY,
    });
    expect(standing).not.toHaveProperty('expected');
    expect(standing).not.toHaveProperty('runsOutOn');
    expect(standing.expectedToCross).toEqual([]);
    expect(
      budgetStanding({ budget: monthly(90), history, today: TODAY }).runsOutOn,
    ).toBe('2026-11-09');
  });

  it('has nothing used where no day is known', () => {
    const standing = budgetStanding({
      budget: monthly(200),
      history: [],
      today: TODAY,
    });
    expect(standing).toMatchObject({ missingDays: 10, crossed: [] });
    expect(standing).not.toHaveProperty('used');
    expect(standing).not.toHaveProperty('ratio');
  });

  it('has no parts of nothing', () => {
    const standing = budgetStanding({
      budget: monthly(0),
      history,
      today: TODAY,
      forecast,
    });
    expect(standing).not.toHaveProperty('ratio');
    expect(standing).not.toHaveProperty('expectedRatio');
    expect(standing).toMatchObject({
      isUsedUp: true,
      runsOutOn: '2026-11-01',
      crossed: [80, 100],
    });
    expect(
      budgetStanding({
        budget: monthly(0),
        history: history.map(each => ({ ...each, cost: 0 })),
        today: TODAY,
      }),
    ).toMatchObject({ used: 0, isUsedUp: false, crossed: [] });
  });

  it.each(['week', 'quarter'] as const)('is of a %s, too', period => {
    const span = periodOf(period, TODAY);
    const standing = budgetStanding({
      budget: { limit: 1000, period },
      history,
      today: TODAY,
      forecast: forecastSpan(span, { history, today: TODAY }),
    });
    expect(standing.span).toEqual(span);
    expect(standing.used).toBe(period === 'week' ? 20 : 410);
    expect(standing.expected).toBeCloseTo(period === 'week' ? 70 : 920, 6);
  });

  it('does not take the forecast of other days, nor a limit that is none', () => {
    expect(() =>
      budgetStanding({
        budget: { limit: 1, period: 'week' },
        history,
        today: TODAY,
        forecast,
      }),
    ).toThrow(RangeError);
    for (const limit of [-1, NaN]) {
      expect(() =>
        budgetStanding({ budget: monthly(limit), history, today: TODAY }),
      ).toThrow(RangeError);
    }
  });

  it('does not miss a limit by what adding up leaves over', () => {
    const dimes = costsFrom(
      '2026-11-01',
      times(10, () => 0.1),
    );
    expect(
      budgetStanding({ budget: monthly(1), history: dimes, today: TODAY }),
    ).toMatchObject({ isUsedUp: true, runsOutOn: '2026-11-10' });
  });

  it.each(cases(30, 'budget'))('%s', seed => {
    const generator = new Generator(seed);
    const any = generator.anyDays('2026-09-01', 71);
    const ofMonth = forecastMonth({
      history: any,
      today: TODAY,
      settings: { draws: 20 },
    });
    const standing = (limit: number) =>
      budgetStanding({
        budget: monthly(limit),
        history: any,
        today: TODAY,
        forecast: ofMonth,
      });
    const limits = times(5, () => generator.between(1, 20_000)).sort(
      (a, b) => a - b,
    );
    let last = '';
    for (const limit of limits) {
      const { runsOutOn, expected, used, isUsedUp } = standing(limit);
      // More money lasts longer, and lasts where no more is expected than there is.
      expect((runsOutOn ?? '9999') >= last).toBe(true);
      last = runsOutOn ?? '9999';
      expect(runsOutOn !== undefined).toBe(expected! >= limit);
      expect(isUsedUp).toBe(used! >= limit);
    }
  });
});

describe('thresholdsToTell', () => {
  const span = { first: '2026-11-01', last: '2026-11-30' };

  it('tells of each once in a month, also when figures are corrected', () => {
    const first = thresholdsToTell({ span, crossed: [50] }, undefined);
    expect(first.toTell).toEqual([50]);
    const second = thresholdsToTell({ span, crossed: [50, 80] }, first.told);
    expect(second.toTell).toEqual([80]);
    const corrected = thresholdsToTell({ span, crossed: [50] }, second.told);
    expect(corrected.toTell).toEqual([]);
    expect(
      thresholdsToTell({ span, crossed: [50, 80] }, corrected.told).toTell,
    ).toEqual([]);
  });

  it('tells of them anew in the next month', () => {
    const told = { first: '2026-10-01', thresholds: [50, 80] };
    expect(thresholdsToTell({ span, crossed: [50] }, told)).toEqual({
      toTell: [50],
      told: { first: '2026-11-01', thresholds: [50] },
    });
  });
});
