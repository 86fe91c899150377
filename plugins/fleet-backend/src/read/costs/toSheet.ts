import {
  addDays,
  changeAgainstPrevious,
  coverageOfDays,
  periodOf,
  type CostPeriod,
  type CostRowKind,
  type CostSheet,
  type DailyCost,
  type DaySpan,
  type Forecast,
  type PastError,
} from '@fleetview/backstage-plugin-fleet-common';
import { setImmediate } from 'node:timers/promises';
import { defined } from '../types';
import { anomaliesOfSheet, type EventsOf } from './anomaliesOfSheet';
import { budgetsOf, type KnownBudget } from './budgetsOf';
import { forecastOf, forecastOfBudget, forecastOfWhole } from './forecasts';
import { lastMonthOf } from './lastMonthOf';
import type { UsageOfRow } from './readUsage';
import { rowKey, sinceSpent, type PlainRow } from './toRows';
import { usageOfRows, usageOnDays, type RowUsage } from './usageOfRows';

const ROWS = 200;
/** A forecast costs more than all else of a row: those that cost most have one. */
const FORECASTS = 25;
/** Courses that are drawn for the range of a row; for the whole it is more of them. */
const DRAWS = 100;
const STACKED = 7;

export type SheetOptions = {
  money: string;
  by: CostRowKind;
  /** The first day that is not over. */
  today: string;
  /** The first day that was asked for. */
  since: string;
  /** Of all that was asked for, with as many days before as there are. */
  history: readonly DailyCost[];
  rows: readonly PlainRow[];
  usage: readonly UsageOfRow[];
  usageSpan: { first: string; last: string };
  /** Of what was asked for as a whole. */
  budgets: readonly KnownBudget[];
  budgetsOfRow: (row: PlainRow) => readonly KnownBudget[];
  nameOf: (row: PlainRow) => string;
  anomalyFloor: number;
  eventsOf: EventsOf;
  shares: CostSheet['shares'];
  spend: CostSheet['spend'];
  estimatedCost: number;
  /** On how many days of a span anything rests on a price sheet. */
  estimatedDaysIn: (span: DaySpan) => number;
};

/** All that is told in one currency. */
export async function toSheet(options: SheetOptions): Promise<CostSheet> {
  const { money, today, since, history, rows, usage, usageSpan } = options;
  const { forecast, past } = forecastOfWhole({ history, today, money });
  const uses = usageOfRows(usage, usageSpan);
  return defined({
    money: money || undefined,
    days: history.filter(({ day }) => day >= since),
    stack: toStack(options),
    shares: options.shares,
    monthToDate: monthToDate(history, today),
    change: changeAgainstPrevious(history, today, 'month'),
    lastMonth: lastMonthOfSheet(options),
    forecast,
    pastError: toPastError(past),
    budgets: budgetsOf(options.budgets, {
      money,
      history,
      today,
      forecastOf: period => forecastOfBudget(period, { history, today, money }),
    }),
    ...usageOnDays(uses.whole, history),
    spend: options.spend,
    estimatedCost: options.estimatedCost,
    anomalies: await anomaliesOfSheet(options),
    rows: await rowsOf(options, uses.byRow),
    rowsTotal: rows.length,
  });
}

function monthToDate(history: readonly DailyCost[], today: string) {
  return coverageOfDays(history, {
    first: periodOf('month', today).first,
    last: addDays(today, -1),
  });
}

function lastMonthOfSheet({
  history,
  today,
  estimatedDaysIn,
}: SheetOptions): CostSheet['lastMonth'] {
  const lastMonth = lastMonthOf(history, today);
  const estimatedDays = estimatedDaysIn(lastMonth.span);
  return { ...lastMonth, ...(estimatedDays > 0 && { estimatedDays }) };
}

function toPastError(past: PastError | undefined): CostSheet['pastError'] {
  return past && past.months.length > 0 ? past : undefined;
}

function toStack({ rows, since, nameOf }: SheetOptions): CostSheet['stack'] {
  const within = (days: readonly DailyCost[]) =>
    days.filter(({ day }) => day >= since);
  const named = rows.slice(0, STACKED);
  const others = rows.slice(STACKED);
  const rest = new Map<string, number>();
  for (const { days } of others) {
    for (const { day, cost } of within(days)) {
      rest.set(day, (rest.get(day) ?? 0) + cost);
    }
  }
  return [
    ...named.map(row => ({
      key: row.key,
      name: row.share || nameOf(row),
      count: 1,
      days: within(row.days),
    })),
    ...(others.length > 0
      ? [
          {
            name: '',
            count: others.length,
            days: [...rest]
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([day, cost]) => ({ day, cost })),
          },
        ]
      : []),
  ];
}

async function rowsOf(
  options: SheetOptions,
  uses: ReadonlyMap<string, RowUsage>,
): Promise<CostSheet['rows']> {
  const { money, today, since, rows, nameOf, budgetsOfRow } = options;
  const span = { first: since, last: addDays(today, -1) };
  const told: CostSheet['rows'] = [];
  for (const [index, row] of rows.slice(0, ROWS).entries()) {
    const input = {
      history: sinceSpent(row.days),
      today,
      seed: money,
      settings: { draws: DRAWS },
    };
    const hasForecast = index < FORECASTS;
    const forecast = hasForecast ? forecastOf(input) : undefined;
    // Each takes milliseconds: others come between them.
    if (forecast) await setImmediate();
    const [budget] = budgetsOf(budgetsOfRow(row), {
      money,
      history: row.days,
      today,
      ...(hasForecast && {
        forecastOf: (period: CostPeriod) => forecastOf(input, period),
      }),
    });
    told.push(
      defined({
        key: row.key,
        name: nameOf(row),
        share: (row.share || undefined) as CostSheet['rows'][number]['share'],
        span: coverageOfDays(row.days, span),
        monthToDate: monthToDate(row.days, today),
        change: changeAgainstPrevious(row.days, today, 'month'),
        lastMonth: lastMonthOf(row.days, today),
        forecast: forecast && toBrief(forecast),
        budget,
        ...usageOnDays(uses.get(rowKey(row)) ?? {}, row.days),
      }),
    );
  }
  return told;
}

function toBrief({
  method,
  confidence,
  expected,
  low,
  high,
}: Forecast): CostSheet['rows'][number]['forecast'] {
  return defined({ method, confidence, expected, low, high });
}
