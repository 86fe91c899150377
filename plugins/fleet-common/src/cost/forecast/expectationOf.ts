import { coverageOfDays } from '../series/coverageOfDays';
import { type CostByDay, costByDay, type DailyCost } from '../series/DailyCost';
import { addDays, dayNumber, type DaySpan } from '../series/days';
import { sum } from '../statistics/quantile';
import type { Fit } from './Model';
import { type OpenDay, openDaysOf } from './openDays';
import {
  chooseModel,
  countedSpan,
  type Timeline,
  timelineOf,
} from './Timeline';
import {
  DEFAULT_FORECAST_SETTINGS,
  type Forecast,
  type ForecastInput,
} from './types';

/** A forecast but for its range, which is what chance has a part in. */
export type Expectation = {
  forecast: Omit<Forecast, 'low' | 'high' | 'daily'>;
  /** What it rests on; absent where there is no method. */
  basis?: {
    timeline: Timeline;
    fit: Fit;
    open: OpenDay[];
    /** Whether days may cost less than nothing. */
    hasCredits: boolean;
  };
};

function knownSoFar(
  history: readonly DailyCost[],
  span: DaySpan,
  today: string,
) {
  const yesterday = addDays(today, -1);
  const { days, known, inPart, missing, least, cost } = coverageOfDays(
    history,
    {
      first: span.first,
      last: yesterday < span.last ? yesterday : span.last,
    },
  );
  return {
    pastDays: days,
    knownDays: known,
    inPartDays: inPart,
    missingDays: missing,
    ...(least && { coverage: least }),
    ...(cost !== undefined && { toDate: cost }),
  };
}

/** Known days at what they cost, and open ones at what is expected of them. */
function totalOf(
  byDay: CostByDay,
  span: DaySpan,
  open: readonly OpenDay[],
): number {
  const isOpen = new Set(open.map(({ day }) => dayNumber(day)));
  const first = dayNumber(span.first);
  const last = dayNumber(span.last);
  const known = [...byDay].flatMap(([number, { cost }]) =>
    number >= first && number <= last && !isOpen.has(number) ? cost : [],
  );
  return sum([...known, ...open.map(({ expected }) => expected)]);
}

/** What a span is expected to cost, by the best method that is possible. */
export function expectationOf(
  span: DaySpan,
  { history, today, since, settings: own }: ForecastInput,
): Expectation {
  const settings = { ...DEFAULT_FORECAST_SETTINGS, ...own };
  const byDay = costByDay(history);
  const counted = countedSpan(byDay, span, since);
  const soFar = {
    span,
    ...(counted.first !== span.first && { since: counted.first }),
    ...knownSoFar(history, counted, today),
  };
  const timeline = timelineOf({
    byDay,
    today: dayNumber(today),
    span: counted,
    settings,
  });
  if (!timeline || counted.first > counted.last) {
    return {
      forecast: { ...soFar, method: 'none', lowBecause: [], usedDays: 0 },
    };
  }
  const { model, lowBecause } = chooseModel(timeline, settings);
  const fit = model.fit(timeline.observed);
  const hasCredits = [...byDay.values()].some(({ cost }) => cost < 0);
  const open = openDaysOf(timeline, {
    span: counted,
    expected: fit.expected,
    hasCredits,
  });
  const past = open.filter(({ why }) => why !== 'to-come');
  return {
    forecast: {
      ...soFar,
      method: model.method,
      confidence: lowBecause.length > 0 ? 'low' : 'usual',
      lowBecause,
      usedDays: timeline.usedDays,
      expected: totalOf(byDay, counted, open),
      ...(past.length > 0 && {
        expectedOfPast: sum(past.map(day => day.expected - day.known)),
      }),
    },
    basis: { timeline, fit, open, hasCredits },
  };
}
