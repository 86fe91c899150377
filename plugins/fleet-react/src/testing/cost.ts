import {
  addDays,
  anomaliesOf,
  budgetStanding,
  changeAgainstPrevious,
  coverageOfDays,
  daysOf,
  isWhole,
  lengthOf,
  periodBefore,
  periodOf,
  type CostRow,
  type CostSheet,
  type DailyCost,
  type DaySpan,
  type FleetCost,
  type Forecast,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, NOW } from './builders';

const TODAY = '2026-11-20';

/** The spans that are told of on a day that is not over. */
type Calendar = {
  today: string;
  /** All days that are told. */
  span: DaySpan;
  month: DaySpan;
  /** Of the month the days that are over; none on its first day. */
  soFar: DaySpan;
  /** The days of which is known what was used. */
  usage: DaySpan;
};

function calendarOf(today: string): Calendar {
  const month = periodOf('month', today);
  const last = addDays(today, -1);
  const soFar = { first: month.first, last };
  return {
    today,
    span: { first: addDays(today, -90), last },
    month,
    soFar,
    usage: lengthOf(soFar) > 0 ? soFar : { first: addDays(today, -7), last },
  };
}

/** Days of which nobody told anything. */
const MISSING = ['2026-09-05', '2026-09-06'];
/** The week in which the cost tool of one of three clusters was down. */
const DOWN = { first: '2026-10-12', last: '2026-10-18' };
const DOWN_SHARE = 0.2;
/** A release made it dearer. */
const RELEASED = '2026-11-03';
/** A day that cost more than others. */
const UNUSUAL = '2026-11-11';

type Kind = { key: string; name: string; share?: CostRow['share'] };

/** What each costs on a working day, and from the release on. */
const KINDS: (Kind & { cost: number; released: number })[] = [
  {
    key: 'component:default/checkout',
    name: 'component:default/checkout',
    cost: 60,
    released: 84,
  },
  {
    key: 'component:default/cart',
    name: 'component:default/cart',
    cost: 30,
    released: 30,
  },
  {
    key: 'component:default/ledger',
    name: 'component:default/ledger',
    cost: 25,
    released: 25,
  },
  { key: '', name: 'idle', share: 'idle', cost: 20, released: 20 },
];

/** Weekends cost two thirds. */
function weekly(day: string, cost: number): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? (cost * 2) / 3 : cost;
}

function isDown(day: string): boolean {
  return day >= DOWN.first && day <= DOWN.last;
}

/** What a component costs on all days of which anything is known. */
function historyOf(
  { key, cost, released }: (typeof KINDS)[number],
  { span }: Calendar,
) {
  return daysOf(span)
    .filter(day => !MISSING.includes(day))
    .map(day => {
      const usual = weekly(day, day < RELEASED ? cost : released);
      const extra = day === UNUSUAL && key.endsWith('checkout') ? 90 : 0;
      return {
        day,
        cost: (usual + extra) * (isDown(day) ? 1 - DOWN_SHARE : 1),
        coverage: { known: isDown(day) ? 2 : 3, expected: 3 },
      };
    });
}

function addUp(histories: DailyCost[][]): DailyCost[] {
  return histories[0].map((each, index) => ({
    ...each,
    cost: histories.reduce((sum, days) => sum + days[index].cost, 0),
  }));
}

/** The month with each day to come as it costs on that weekday since the release. */
function forecastOf(
  history: readonly DailyCost[],
  usual: number,
  { today, month, soFar: past }: Calendar,
): Forecast {
  const soFar = coverageOfDays(history, past);
  const daily = daysOf({ first: today, last: month.last }).map((day, at) => {
    const expected = weekly(day, usual);
    return {
      day,
      why: 'to-come' as const,
      expected,
      low: expected - 8 - at,
      high: expected + 8 + at,
    };
  });
  const expected = daily.reduce(
    (sum, day) => sum + day.expected,
    soFar.cost ?? 0,
  );
  return {
    span: month,
    method: 'holt-winters',
    confidence: 'usual',
    lowBecause: [],
    usedDays: history.filter(isWhole).length,
    pastDays: soFar.days,
    knownDays: soFar.known,
    inPartDays: soFar.inPart,
    missingDays: soFar.missing,
    ...(soFar.least ? { coverage: soFar.least } : {}),
    toDate: soFar.cost,
    expected,
    expectedOfPast: 0,
    low: expected - 120,
    high: expected + 150,
    daily,
  };
}

/** What is known of the month that ended last. */
function lastMonthOf(
  history: readonly DailyCost[],
  { today }: Calendar,
): CostRow['lastMonth'] {
  const span = periodBefore('month', today);
  const change = changeAgainstPrevious(history, today, { last: 'month' });
  return {
    span,
    coverage: coverageOfDays(history, span),
    ...(change && { change }),
  };
}

function savingsOf(
  cost: number,
  { usage }: Calendar,
  isIdle = false,
): CostRow['savings'] {
  const requests = isIdle ? 0 : cost * 0.3;
  return {
    span: usage,
    knownDays: lengthOf(usage),
    total: cost,
    used: isIdle ? 0 : cost * 0.6,
    idleOfRequests: { cpu: requests, ram: 0, total: requests },
    idleOfInfrastructure: isIdle ? cost : 0,
    unmounted: 0,
    unknown: isIdle ? 0 : cost * 0.1,
    other: 0,
    savings: {
      requests: isIdle ? 0 : cost * 0.2,
      infrastructure: isIdle ? cost * 0.1 : 0,
      unmounted: 0,
      total: cost * (isIdle ? 0.1 : 0.2),
    },
  };
}

function rowOf(kind: (typeof KINDS)[number], calendar: Calendar): CostRow {
  const history = historyOf(kind, calendar);
  const { method, confidence, expected, low, high } = forecastOf(
    history,
    kind.released,
    calendar,
  );
  const monthToDate = coverageOfDays(history, calendar.soFar);
  const used = coverageOfDays(history, calendar.usage).cost ?? 0;
  return {
    key: kind.key,
    name: kind.name,
    ...(kind.share ? { share: kind.share } : {}),
    span: coverageOfDays(history, calendar.span),
    monthToDate,
    change: changeAgainstPrevious(history, calendar.today, 'month'),
    lastMonth: lastMonthOf(history, calendar),
    forecast: { method, confidence, expected, low, high },
    ...(kind.share
      ? {}
      : {
          efficiency: {
            cpu: 0.6,
            ram: 'no-request' as const,
            total: kind.key.endsWith('cart') ? ('no-request' as const) : 0.62,
          },
        }),
    savings: savingsOf(used, calendar, Boolean(kind.share)),
  };
}

/** All that is told in one currency: what the company's fleet, or one team, spends. */
function sheet(calendar: Calendar): CostSheet {
  const { today, span, soFar, usage } = calendar;
  const histories = KINDS.map(kind => historyOf(kind, calendar));
  const days = addUp(histories);
  const usual = KINDS.reduce((sum, { released }) => sum + released, 0);
  const forecast = forecastOf(days, usual, calendar);
  const { anomalies, judgedDays, unjudged } = anomaliesOf(
    days,
    { first: addDays(today, -30), last: span.last },
    { floor: 40 },
  );
  const monthToDate = coverageOfDays(days, soFar);
  return {
    money: 'EUR',
    days,
    stack: KINDS.map(({ key, name }, index) => ({
      key,
      name,
      count: 1,
      days: histories[index],
    })),
    shares: [
      { share: 'used', cost: (monthToDate.cost ?? 0) - 333 },
      { share: 'idle', cost: 333 },
    ],
    monthToDate,
    change: changeAgainstPrevious(days, today, 'month'),
    lastMonth: lastMonthOf(days, calendar),
    forecast,
    pastError: {
      method: 'holt-winters',
      months: [
        {
          month: '2026-09',
          asOf: '2026-09-20',
          expected: 3_900,
          actual: 4_000,
          error: -100,
        },
      ],
      weighted: 0.04,
      mean: 0.04,
    },
    budgets: [
      {
        source: 'configuration',
        name: 'group:default/payments',
        period: 'month',
        standing: budgetStanding({
          budget: { limit: 4_200, period: 'month' },
          history: days,
          today,
          forecast,
        }),
      },
    ],
    efficiency: { cpu: 0.6, total: 0.62 },
    savings: savingsOf(coverageOfDays(days, usage).cost ?? 0, calendar),
    spend: {
      clusters: { known: 3, expected: 4 },
      spend: { known: 145, expected: 145 },
      ratio: 1,
      neverKnown: 1,
    },
    estimatedCost: 320,
    anomalies: {
      items: anomalies
        .toReversed()
        .filter(({ day }) => day === UNUSUAL)
        .map(anomaly => ({
          ...anomaly,
          parts: [
            {
              key: 'component:default/checkout',
              name: 'component:default/checkout',
              difference: 114,
            },
          ],
          causes: [
            {
              at: '2026-11-11T09:20:00Z',
              kind: 'scaling' as const,
              what: 'checkout on prod-euw1-b: 6 to 24 replicas',
              daysBefore: 0,
            },
          ],
        })),
      judgedDays,
      unjudgedDays: unjudged.length,
    },
    rows: KINDS.map(kind => rowOf(kind, calendar)),
    rowsTotal: KINDS.length,
  };
}

/**
 * What the company's fleet spends: 90 days with weekends, a release that made it dearer, a
 * week without one of the clusters, two days of which nobody told anything, an unusual day,
 * and a budget that does not last for the month.
 *
 * @param today - the day that is not over, from that on which all else of the company is
 * @public
 */
export function companyCost(today: string = TODAY): FleetCost {
  const calendar = calendarOf(today);
  const { span } = calendar;
  return {
    asOf: `${today}${new Date(NOW).toISOString().slice(today.length)}`,
    today,
    by: 'component',
    span,
    since: span.first,
    sheets: [sheet(calendar)],
    sources: [
      {
        cluster: { id: 'c-euw1b', name: 'prod-euw1-b' },
        observer: { id: 'c-euw1b', name: 'prod-euw1-b' },
        engine: 'opencost',
        money: 'EUR',
        lastDay: span.last,
        days: 88,
        toldAt: ago({ hours: 6 }),
        estimated: false,
      },
      {
        cluster: { id: 'c-use1a', name: 'prod-use1-a' },
        observer: { id: 'c-use1a', name: 'prod-use1-a' },
        engine: 'price-sheet',
        money: 'EUR',
        lastDay: span.last,
        days: 81,
        toldAt: ago({ hours: 5 }),
        estimated: true,
      },
    ],
    silent: [{ id: 'c-aps1', name: 'prod-aps1' }],
    coverage: { clusters: 4, complete: 4, gaps: [], gapsTotal: 0 },
  };
}

/**
 * The same with a second currency, of which there is one day that is too old for a
 * forecast.
 *
 * @public
 */
export function costInTwoCurrencies(): FleetCost {
  const cost = companyCost();
  const calendar = calendarOf(cost.today);
  const days = [{ day: addDays(cost.span.first, 3), cost: 12 }];
  const nothing = coverageOfDays(days, calendar.soFar);
  return {
    ...cost,
    sheets: [
      ...cost.sheets,
      {
        money: 'USD',
        days,
        stack: [],
        shares: [],
        monthToDate: nothing,
        lastMonth: lastMonthOf(days, calendar),
        forecast: {
          span: calendar.month,
          method: 'none',
          lowBecause: [],
          usedDays: 0,
          pastDays: nothing.days,
          knownDays: 0,
          inPartDays: 0,
          missingDays: nothing.missing,
          daily: [],
        },
        budgets: [],
        spend: { clusters: { known: 0, expected: 1 }, neverKnown: 0 },
        estimatedCost: 0,
        anomalies: { items: [], judgedDays: 0, unjudgedDays: 30 },
        rows: [],
        rowsTotal: 0,
      },
    ],
  };
}
