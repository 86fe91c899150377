import {
  toCsv,
  type CostSheet,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  companyCost,
  costInTwoCurrencies,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import type { Text } from '../../translation';
import { stackTitle, trendTitle } from './chartTitles';
import { budgetStatus, budgetWords, usedText } from './budgetStatus';
import { costColumns, costCoverage } from './costCsv';
import {
  budgetPerDay,
  costPoints,
  expectedBand,
  expectedPoints,
} from './costPoints';
import { changeText, differenceText, knownText, rangeText } from './costText';
import { lastMonthNotes } from './lastMonthText';
import { moversOf } from './moversOf';
import { showsLastMonth } from './showsLastMonth';

/** Says which text it is, with what is put into it. */
const t = ((key: string, values: Record<string, unknown> = {}) =>
  [key, ...Object.values(values)].join(' ')) as unknown as Text;
const [sheet] = companyCost().sheets;
const budget = (
  name: string,
  standing: Partial<CostSheet['budgets'][number]['standing']>,
): CostSheet['budgets'][number] => ({
  ...sheet.budgets[0],
  name,
  standing: { ...sheet.budgets[0].standing, ...standing },
});

describe('moversOf', () => {
  it('has the largest of each kind first, so that none hides another', () => {
    const anomaly = sheet.anomalies.items[0];
    const movers = moversOf({
      ...sheet,
      budgets: [
        budget('small', { expected: 10, limit: 9, runsOutOn: '2026-11-29' }),
        budget('lasts', {
          expected: 10,
          limit: 9_000,
          runsOutOn: undefined,
        }),
      ],
      anomalies: {
        ...sheet.anomalies,
        items: [
          { ...anomaly, difference: 500 },
          { ...anomaly, day: '2026-11-12', difference: 400 },
          {
            ...anomaly,
            day: '2026-11-13',
            direction: 'less',
            difference: -900,
          },
        ],
      },
    });
    expect(
      movers.map(({ kind, amount }) => [kind, Math.round(amount)]),
    ).toEqual([
      ['anomaly', 500],
      ['saving', 482],
      ['budget', 1],
    ]);
  });

  it('fills up with what is largest, and has none where nothing is known', () => {
    expect(
      moversOf({
        ...sheet,
        budgets: [],
        anomalies: { ...sheet.anomalies, items: [] },
      }).map(({ amount }) => Math.round(amount)),
    ).toEqual([482, 166, 139]);
    expect(moversOf(costInTwoCurrencies().sheets[1])).toEqual([]);
  });

  it('measures a budget that is used up by what is spent where nothing is expected', () => {
    const movers = moversOf({
      ...sheet,
      budgets: [
        budget('a', {
          expected: undefined,
          used: 50,
          limit: 20,
          isUsedUp: true,
        }),
      ],
      anomalies: { ...sheet.anomalies, items: [] },
      rows: [],
    });
    expect(movers.map(({ amount }) => amount)).toEqual([30]);
  });
});

describe('what is drawn', () => {
  it('has days in part apart, and expects nothing of days that are known in part', () => {
    expect(
      costPoints([
        { day: '2026-11-01', cost: 1 },
        { day: '2026-11-02', cost: 2, coverage: { known: 1, expected: 2 } },
        {
          day: '2026-11-03',
          cost: 3,
          coverage: { known: 1, expected: 2, silent: 1 },
        },
      ]).map(({ isPart }) => isPart),
    ).toEqual([false, true, false]);
    const forecast = {
      ...sheet.forecast,
      daily: [
        { day: '2026-11-01', why: 'missing' as const, expected: 5 },
        {
          day: '2026-11-02',
          why: 'in-part' as const,
          expected: 6,
          low: 1,
          high: 9,
        },
        {
          day: '2026-11-20',
          why: 'to-come' as const,
          expected: 7,
          low: 6,
          high: 8,
        },
      ],
    };
    expect(expectedPoints(forecast)).toEqual([
      { day: '2026-11-01', value: 5 },
      { day: '2026-11-20', value: 7 },
    ]);
    expect(expectedBand(forecast)).toEqual([
      { day: '2026-11-20', low: 6, high: 8 },
    ]);
  });

  it('has the budget of the whole by its days, and none of a part', () => {
    expect(budgetPerDay(sheet, ['group:default/payments'])).toBe(4_200 / 30);
    expect(budgetPerDay(sheet, [])).toBeUndefined();
    expect(budgetPerDay(sheet, ['group:default/other'])).toBeUndefined();
  });

  it('says what is found, and nothing where there is nothing to compare', () => {
    const change = (ratio?: number) => ({
      ...sheet,
      change: { ...sheet.change!, ratio },
    });
    expect(trendTitle(change(0.124), t)).toBe('cost.team.trend.more 12 %');
    expect(trendTitle(change(-0.3), t)).toBe('cost.team.trend.less 30 %');
    expect(trendTitle(change(0.004), t)).toBe('cost.team.trend.same');
    expect(trendTitle(change(), t)).toBe('cost.team.trend.unknown');
    const [december] = companyCost('2026-12-01').sheets;
    const lastChange = (ratio?: number) => ({
      ...december,
      lastMonth: {
        ...december.lastMonth,
        change: { ...december.lastMonth.change!, ratio },
      },
    });
    expect(trendTitle(lastChange(0.124), t)).toBe(
      'cost.team.trend.lastMonthMore November October 12 %',
    );
    expect(trendTitle(lastChange(-0.3), t)).toBe(
      'cost.team.trend.lastMonthLess November October 30 %',
    );
    expect(trendTitle(lastChange(0.004), t)).toBe(
      'cost.team.trend.lastMonthSame November October',
    );
    expect(trendTitle(lastChange(), t)).toBe('cost.team.trend.unknown');
    expect(
      trendTitle(
        {
          ...december,
          lastMonth: { ...december.lastMonth, change: undefined },
        },
        t,
      ),
    ).toBe('cost.team.trend.unknown');
    const day = (cost: number) => [{ day: '2026-11-01', cost }];
    const stack = [
      { key: 'a', name: 'a', count: 1, days: day(3) },
      { name: 'others', count: 9, days: day(5) },
    ];
    expect(stackTitle({ ...sheet, stack }, 'region', t)).toBe(
      'cost.team.stack.largest a 37 %',
    );
    expect(stackTitle({ ...sheet, stack: [] }, 'region', t)).toBe(
      'cost.team.stack.unknown',
    );
  });
});

describe('words of costs', () => {
  it('says at least where a day is not known as a whole, and no number where none is', () => {
    const known = {
      days: 3,
      known: 3,
      inPart: 0,
      missing: 0,
      gaps: [],
      cost: 2,
    };
    expect(knownText(known, 'EUR', t)).toBe('2.00 EUR');
    expect(knownText({ ...known, inPart: 1 }, 'EUR', t)).toBe(
      'cost.team.atLeast 2.00 EUR',
    );
    expect(knownText({ ...known, missing: 1 }, undefined, t)).toBe(
      'cost.team.atLeast 2.00',
    );
    expect(
      knownText(
        { ...known, least: { known: 1, expected: 2, silent: 1 } },
        'EUR',
        t,
      ),
    ).toBe('cost.team.atLeast 2.00 EUR');
    expect(knownText({ ...known, cost: undefined }, 'EUR', t)).toBe('none');
    expect(rangeText({ low: 1 }, 'EUR', t)).toBeUndefined();
    expect([0.126, -0.126, 0].map(changeText)).toEqual([
      '+13 %',
      '-13 %',
      '0 %',
    ]);
    expect(differenceText(-2, 'EUR')).toBe('-2.00 EUR');
  });

  it('says beside the last month what of it lacks, and no change that is not known', () => {
    const { lastMonth } = companyCost('2026-12-01').sheets[0];
    const notes = (over: Partial<typeof lastMonth>) =>
      lastMonthNotes({ ...lastMonth, ...over }, 'EUR', t);
    const change = (over: Partial<NonNullable<typeof lastMonth.change>>) =>
      notes({ change: { ...lastMonth.change!, ...over } });
    expect(change({ ratio: 0.124, difference: 1 })).toEqual([
      'cost.team.lastMonth.more 12 % October 23',
    ]);
    expect(change({ ratio: -0.3, difference: -1 })).toEqual([
      'cost.team.lastMonth.less 30 % October 23',
    ]);
    expect(change({ ratio: -0.004, difference: -1 })).toEqual([
      'cost.team.lastMonth.same October 23',
    ]);
    // Of nothing there is no per cent.
    expect(change({ ratio: undefined, difference: 9 })).toEqual([
      'cost.team.lastMonth.more 9.00 EUR October 23',
    ]);
    expect(
      notes({
        coverage: { ...lastMonth.coverage, known: 28, inPart: 1, missing: 1 },
        change: undefined,
        estimatedDays: 4,
      }),
    ).toEqual([
      'cost.team.ofDays 28 30',
      'cost.team.lastMonth.noChange October',
      'cost.team.lastMonth.estimated 4',
    ]);
  });
});

describe('rows', () => {
  const [first] = companyCost('2026-12-01').sheets;
  const [second] = companyCost('2026-12-02').sheets;
  const notTold = {
    days: 1,
    known: 0,
    inPart: 0,
    missing: 1,
    gaps: [{ first: '2026-12-01', last: '2026-12-01' }],
  };
  const withDays = (monthToDate: CostSheet['monthToDate']) => ({
    ...second,
    monthToDate,
    rows: second.rows.map(row => ({ ...row, monthToDate })),
  });

  it('are of the last month until a day of this one is known as a whole', () => {
    expect(showsLastMonth(first)).toBe(true);
    expect(showsLastMonth(withDays(notTold))).toBe(true);
    expect(
      showsLastMonth(withDays({ ...notTold, inPart: 1, missing: 0, cost: 5 })),
    ).toBe(true);
    expect(showsLastMonth(second)).toBe(false);
    expect(showsLastMonth(sheet)).toBe(false);
  });

  it('are of this month where a day of any of them is known as a whole', () => {
    const [row, ...others] = withDays(notTold).rows;
    expect(
      showsLastMonth({
        ...withDays(notTold),
        rows: [{ ...row, monthToDate: second.rows[0].monthToDate }, ...others],
      }),
    ).toBe(false);
  });

  it('are not of a month of which nothing is known', () => {
    const { cost: _, ...coverage } = first.lastMonth.coverage;
    expect(
      showsLastMonth({ ...first, lastMonth: { ...first.lastMonth, coverage } }),
    ).toBe(false);
  });
});

describe('a budget', () => {
  const standing = (
    changes: Partial<CostSheet['budgets'][number]['standing']>,
  ) => ({
    ...sheet.budgets[0].standing,
    isUsedUp: false,
    runsOutOn: undefined,
    used: 300,
    expected: 600,
    low: 550,
    high: 700,
    limit: 1_000,
    missingDays: 0,
    inPartDays: 0,
    coverage: { known: 2, expected: 2, silent: 0 },
    ...changes,
  });

  it('lasts where all that is spent is known, and all of the range is below it', () => {
    expect(budgetStatus(standing({}))).toBe('healthy');
    expect(budgetWords(standing({}), t)).toBe('cost.team.lasts');
    expect(budgetStatus(standing({ high: 1_200 }))).toBe('unknown');
    expect(budgetWords(standing({ high: 1_200 }), t)).toBe(
      'cost.team.likelyLasts',
    );
  });

  it('is not known to last where a cluster never told any cost', () => {
    const silent = standing({
      coverage: { known: 1, expected: 4, silent: 3 },
    });
    expect(budgetStatus(silent)).toBe('unknown');
    expect(budgetWords(silent, t)).toBe('cost.team.cannotTell');
    expect(usedText(silent, 'EUR', t)).toBe('cost.team.atLeast 300.00 EUR');
  });

  it('of which nothing is known is not 0', () => {
    expect(usedText(standing({ used: undefined }), 'EUR', t)).toBeUndefined();
    expect(budgetStatus(standing({ used: undefined }))).toBe('unknown');
  });
});

describe('the file', () => {
  it('has unrounded numbers, empty cells where nothing is known, and its coverage', () => {
    const { rows } = sheet;
    const lines = toCsv(
      [
        rows[2],
        {
          key: '=cmd',
          name: '=cmd',
          span: rows[0].span,
          monthToDate: {
            days: 19,
            known: 0,
            inPart: 0,
            missing: 19,
            gaps: [],
          },
          lastMonth: {
            span: rows[0].lastMonth.span,
            coverage: {
              days: 31,
              known: 0,
              inPart: 0,
              missing: 31,
              gaps: [],
            },
          },
        },
      ],
      costColumns('region', 'EUR', t),
      costCoverage(2, 7),
    ).split('\r\n');
    const [titles, ledger, unknown] = lines.map(line => line.split(','));
    const cell = (line: string[], title: string) => line[titles.indexOf(title)];
    expect(Number(cell(ledger, 'monthToDate'))).toBeCloseTo(433.3333, 3);
    expect(cell(ledger, 'efficiency')).toBe('0.62');
    expect(
      ['days', 'daysKnown', 'daysMissing', 'clusters', 'clustersKnown'].map(
        title => cell(ledger, title),
      ),
    ).toEqual(['19', '19', '0', '3', '3']);
    expect(cell(unknown, 'region')).toBe("'=cmd");
    expect(
      ['monthToDate', 'change', 'forecast', 'budgetUsed', 'savings'].map(
        title => cell(unknown, title),
      ),
    ).toEqual(['', '', '', '', '']);
    expect(cell(unknown, 'daysMissing')).toBe('19');
    // The last month stands beside this one, whichever the page shows.
    expect(
      ['lastMonthFrom', 'lastMonthTo', 'lastMonthDays', 'lastMonthDaysKnown']
        .concat('lastMonthDaysInPart', 'lastMonthDaysMissing')
        .concat('lastMonthClusters', 'lastMonthClustersKnown')
        .map(title => cell(ledger, title)),
    ).toEqual(['2026-10-01', '2026-10-31', '31', '24', '7', '0', '3', '2']);
    expect(Number(cell(ledger, 'lastMonth'))).toBeCloseTo(668.3333, 3);
    expect(Number(cell(ledger, 'lastMonthChange'))).toBeCloseTo(-16.6667, 3);
    expect(cell(ledger, 'lastMonthChangeDays')).toBe('21');
    expect(
      [
        'lastMonth',
        'lastMonthChange',
        'lastMonthChangeRatio',
        'lastMonthChangeDays',
        'lastMonthClusters',
      ].map(title => cell(unknown, title)),
    ).toEqual(['', '', '', '', '']);
    expect(cell(unknown, 'lastMonthDaysMissing')).toBe('31');
    // Of how much it is stands in it, as it is read without the page.
    expect([cell(ledger, 'rowsInFile'), cell(ledger, 'rowsOfAll')]).toEqual([
      '2',
      '7',
    ]);
    expect(
      ['usageFrom', 'usageTo', 'usageDaysKnown'].map(title =>
        cell(ledger, title),
      ),
    ).not.toContain('');
  });
});
