import { cases, costsFrom, Generator, times } from './__testUtils__/generate';
import { addSeries } from './addSeries';
import { changeAgainstPrevious } from './changeAgainstPrevious';
import { coverageOfDays } from './coverageOfDays';
import { coverageOfSpend } from './coverageOfSpend';
import type { DailyCost } from './DailyCost';
import { addDays } from './days';

const SPAN = { first: '2026-11-01', last: '2026-11-10' };

describe('coverageOfDays', () => {
  it('tells what is known from gaps and from what is known in part', () => {
    const history: DailyCost[] = [
      ...costsFrom('2026-11-01', [1, 2, undefined, undefined, 4, undefined]),
      { day: '2026-11-07', cost: 5, coverage: { known: 3, expected: 4 } },
      { day: '2026-11-08', cost: 6, coverage: { known: 3, expected: 3 } },
      { day: '2026-11-11', cost: 99 },
    ];
    expect(coverageOfDays(history, SPAN)).toEqual({
      days: 10,
      known: 4,
      inPart: 1,
      missing: 5,
      gaps: [
        { first: '2026-11-03', last: '2026-11-04' },
        { first: '2026-11-06', last: '2026-11-06' },
        { first: '2026-11-09', last: '2026-11-10' },
      ],
      least: { known: 3, expected: 4 },
      cost: 18,
    });
  });

  it('has no cost of days of which nothing is known', () => {
    const coverage = coverageOfDays([{ day: SPAN.first, cost: NaN }], SPAN);
    expect(coverage).not.toHaveProperty('cost');
    expect(coverage).toMatchObject({ known: 0, missing: 10, gaps: [SPAN] });
  });

  it('knows that a day was free of charge', () => {
    expect(coverageOfDays(costsFrom('2026-11-01', [0]), SPAN)).toMatchObject({
      known: 1,
      missing: 9,
      cost: 0,
    });
  });

  it('does not take one of two figures of a day', () => {
    const day = { day: SPAN.first, cost: 1 };
    expect(() => coverageOfDays([day, day], SPAN)).toThrow(
      "There are two costs of '2026-11-01'",
    );
  });
});

describe('addSeries', () => {
  const one = costsFrom(
    '2026-11-01',
    times(10, () => 10),
  );

  it('says of each day how many parts are in it', () => {
    const down = costsFrom('2026-11-01', [
      5,
      5,
      ...times(7, () => undefined),
      5,
    ]);
    const [series, ...rest] = addSeries(
      [
        { currency: 'EUR', days: one },
        { currency: 'EUR', days: down },
      ],
      SPAN,
    );
    expect(rest).toEqual([]);
    expect(series.currency).toBe('EUR');
    expect(series.days.map(({ cost }) => cost)).toEqual([
      15, 15, 10, 10, 10, 10, 10, 10, 10, 15,
    ]);
    expect(coverageOfDays(series.days, SPAN)).toMatchObject({
      known: 3,
      inPart: 7,
      missing: 0,
      least: { known: 1, expected: 2 },
    });
  });

  it('adds up no two currencies, and takes none for another', () => {
    expect(
      addSeries(
        [
          { currency: 'USD', days: one },
          { currency: 'EUR', days: one },
          { days: one },
        ],
        { first: '2026-11-01', last: '2026-11-01' },
      ).map(({ currency, days }) => [currency, days[0].cost]),
    ).toEqual([
      ['EUR', 10],
      ['USD', 10],
      [undefined, 10],
    ]);
  });

  it('expects what began later from then on, and what ended until then', () => {
    const later = costsFrom('2026-11-05', [1]);
    const [{ days }] = addSeries(
      [
        { days: one },
        { days: later },
        { days: [], since: '2026-11-08', until: '2026-11-09' },
      ],
      SPAN,
    );
    expect(days.map(({ coverage }) => coverage?.expected)).toEqual([
      1, 1, 1, 1, 2, 2, 2, 3, 3, 2,
    ]);
    expect(days.map(({ coverage }) => coverage?.known)).toEqual([
      1, 1, 1, 1, 2, 1, 1, 1, 1, 1,
    ]);
  });

  it('expects one that has never told anything, without taking days for in part', () => {
    const [{ days }] = addSeries(
      [{ currency: 'EUR', days: one }, { days: [] }],
      SPAN,
    );
    expect(days[0].coverage).toEqual({ known: 1, expected: 2, silent: 1 });
    expect(coverageOfDays(days, SPAN)).toMatchObject({ known: 10, inPart: 0 });
  });

  it('has no day that all lack, and no sum of nothing', () => {
    const gap = costsFrom('2026-11-01', [1, undefined, 1]);
    const [{ days }] = addSeries([{ days: gap }, { days: gap }], SPAN);
    expect(days.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-03']);
    expect(addSeries([{ days: [] }], SPAN)).toEqual([]);
    expect(addSeries([], SPAN)).toEqual([]);
  });

  it.each(cases(50, 'sums'))('adds up to the same in any way: %s', seed => {
    const generator = new Generator(seed);
    const parts = times(generator.whole(1, 8), () => ({
      currency: generator.chance(0.5) ? 'EUR' : 'USD',
      days: generator.anyDays(SPAN.first, 10),
    }));
    const sums = addSeries(parts, SPAN);
    const total = (days: readonly DailyCost[]) =>
      days.reduce((all, { cost }) => all + cost, 0);
    for (const { currency, days } of sums) {
      const ofIt = parts.filter(part => part.currency === currency);
      expect(total(days)).toBeCloseTo(
        ofIt.reduce((all, part) => all + total(part.days), 0),
        6,
      );
      for (const { coverage } of days) {
        expect(coverage!.known).toBeLessThanOrEqual(coverage!.expected);
      }
    }
    expect(
      addSeries(
        generator
          .shuffled(parts)
          .map(part => ({ ...part, days: generator.shuffled(part.days) })),
        SPAN,
      ),
    ).toEqual(sums);
    // Sums of sums are sums: in groups, and these together.
    const half = Math.ceil(parts.length / 2);
    const nested = addSeries(
      [parts.slice(0, half), parts.slice(half)].flatMap(some =>
        addSeries(some, SPAN),
      ),
      SPAN,
    );
    expect(nested.map(({ days }) => days.map(({ day }) => day))).toEqual(
      sums.map(({ days }) => days.map(({ day }) => day)),
    );
    nested.forEach(({ days }, index) =>
      expect(total(days)).toBeCloseTo(total(sums[index].days), 6),
    );
  });
});

describe('changeAgainstPrevious', () => {
  it('compares the days of this month with the same of the one before', () => {
    const history = [
      ...costsFrom(
        '2026-10-01',
        times(31, () => 10),
      ),
      ...costsFrom(
        '2026-11-01',
        times(9, () => 12),
      ),
    ];
    expect(changeAgainstPrevious(history, '2026-11-10', 'month')).toEqual({
      comparedDays: 9,
      possibleDays: 9,
      now: 108,
      before: 90,
      difference: 18,
      ratio: 0.2,
    });
  });

  it('leaves out days that are not known as a whole on both sides', () => {
    const history: DailyCost[] = [
      ...costsFrom('2026-11-03', [10, undefined, 10, 10, 10]),
      ...costsFrom('2026-11-08', [20, 20, undefined, 20]),
      { day: '2026-11-12', cost: 7, coverage: { known: 1, expected: 2 } },
    ];
    expect(changeAgainstPrevious(history, '2026-11-13', { days: 5 })).toEqual({
      comparedDays: 2,
      possibleDays: 5,
      now: 40,
      before: 20,
      difference: 20,
      ratio: 1,
    });
  });

  it('has no per cent of nothing, nor of less', () => {
    for (const before of [0, -5]) {
      const change = changeAgainstPrevious(
        costsFrom('2026-11-01', [before, 5]),
        '2026-11-03',
        { days: 1 },
      );
      expect(change).toMatchObject({ difference: 5 - before });
      expect(change).not.toHaveProperty('ratio');
    }
  });

  it('says nothing where no day is known on both sides', () => {
    expect(
      changeAgainstPrevious(
        costsFrom('2026-11-01', [1, 2]),
        '2026-11-03',
        'month',
      ),
    ).toBeUndefined();
    // On the first day of a month none of its days is over.
    expect(
      changeAgainstPrevious(
        costsFrom(
          '2026-10-01',
          times(31, () => 1),
        ),
        '2026-11-01',
        'month',
      ),
    ).toBeUndefined();
  });

  it('does not compare days that a shorter month before does not have', () => {
    const history = costsFrom(
      '2026-02-01',
      times(58, () => 1),
    );
    expect(changeAgainstPrevious(history, '2026-03-31', 'month')).toMatchObject(
      { possibleDays: 28, comparedDays: 28 },
    );
  });

  describe('of the last month', () => {
    const twoOf = (first: string, before: number, now: number) => [
      ...costsFrom(
        first,
        times(before, () => 10),
      ),
      ...costsFrom(
        addDays(first, before),
        times(now, () => 12),
      ),
    ];
    const changeOn = (today: string, history: readonly DailyCost[]) =>
      changeAgainstPrevious(history, today, { last: 'month' });

    it.each([
      ['on the first of a month', '2026-12-01', '2026-10-01', 31, 30, 30],
      ['on the second', '2026-12-02', '2026-10-01', 31, 30, 30],
      ['on the last', '2026-12-31', '2026-10-01', 31, 30, 30],
      ['on a 31st after 30 days', '2026-10-31', '2026-08-01', 31, 30, 30],
      ['of 31 days after 30', '2026-06-01', '2026-04-01', 30, 31, 30],
      ['of February', '2026-03-31', '2026-01-01', 31, 28, 28],
      ['of a leap year', '2028-03-01', '2028-01-01', 31, 29, 29],
      ['after February', '2026-04-01', '2026-02-01', 28, 31, 28],
      ['of December', '2027-01-01', '2026-11-01', 30, 31, 30],
    ])(
      'compares all of its days %s',
      (_, today, first, before, now, compared) => {
        expect(changeOn(today, twoOf(first, before, now))).toEqual({
          comparedDays: compared,
          possibleDays: compared,
          now: 12 * compared,
          before: 10 * compared,
          difference: 2 * compared,
          ratio: 0.2,
        });
      },
    );

    it('takes no day of this month, whatever is known of that', () => {
      const history = twoOf('2026-10-01', 31, 30);
      const more = costsFrom('2026-12-01', [99, 99]);
      expect(changeOn('2026-12-03', [...history, ...more])).toEqual(
        changeOn('2026-12-03', history),
      );
    });

    it('leaves out days in part and days that are missing, of either month', () => {
      const coverage = { known: 1, expected: 2 };
      const history = twoOf('2026-10-01', 31, 30)
        .filter(({ day }) => day !== '2026-10-03')
        .map(each =>
          ['2026-10-07', '2026-11-08'].includes(each.day)
            ? { ...each, coverage }
            : each,
        );
      expect(changeOn('2026-12-01', history)).toMatchObject({
        comparedDays: 27,
        possibleDays: 30,
      });
    });

    it('claims nothing where history begins too late', () => {
      const from = (first: string, days: number) =>
        costsFrom(
          first,
          times(days, () => 1),
        );
      // In the middle of the month before: on the days from then on.
      expect(changeOn('2026-12-01', from('2026-10-21', 41))).toMatchObject({
        comparedDays: 10,
        possibleDays: 30,
      });
      expect(changeOn('2026-12-01', from('2026-11-11', 20))).toBeUndefined();
      expect(changeOn('2026-12-01', [])).toBeUndefined();
    });

    it('is as well of a week, and of a quarter', () => {
      const history = costsFrom(
        '2026-04-01',
        times(200, index => index),
      );
      expect(
        changeAgainstPrevious(history, '2026-10-05', { last: 'week' }),
      ).toMatchObject({ comparedDays: 7, difference: 49 });
      expect(
        changeAgainstPrevious(history, '2026-10-05', { last: 'quarter' }),
      ).toMatchObject({ comparedDays: 91, difference: 91 * 91 });
    });
  });
});

describe('coverageOfSpend', () => {
  it('weighs a missing cluster by what it spent last', () => {
    expect(
      coverageOfSpend([...times(9, () => ({ cost: 10 })), { lastKnown: 910 }]),
    ).toEqual({
      clusters: { known: 9, expected: 10 },
      spend: { known: 90, expected: 1000 },
      ratio: 0.09,
      neverKnown: 0,
    });
  });

  it('has no share where nothing is known, and says when it is at most that', () => {
    expect(coverageOfSpend([{}, {}])).toEqual({
      clusters: { known: 0, expected: 2 },
      neverKnown: 2,
    });
    expect(coverageOfSpend([{ cost: 5 }, {}])).toMatchObject({
      ratio: 1,
      neverKnown: 1,
    });
    expect(coverageOfSpend([{ cost: 0 }])).not.toHaveProperty('ratio');
    expect(coverageOfSpend([])).toEqual({
      clusters: { known: 0, expected: 0 },
      neverKnown: 0,
    });
  });

  it.each(cases(30, 'spend'))('is never better without a cluster: %s', seed => {
    const generator = new Generator(seed);
    const clusters = times(generator.whole(1, 9), () => ({
      cost: generator.between(0, 100),
    }));
    const lost = generator.whole(0, clusters.length - 1);
    const without = clusters.map((each, index) =>
      index === lost ? { lastKnown: each.cost } : each,
    );
    const after = coverageOfSpend(without);
    const before = coverageOfSpend(clusters);
    expect(after.spend!.expected).toBeCloseTo(before.spend!.expected, 9);
    expect(after.ratio!).toBeLessThanOrEqual(before.ratio!);
    expect(coverageOfSpend(generator.shuffled(without))).toEqual(after);
  });
});
