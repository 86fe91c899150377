import {
  dayNumber,
  dayOf,
  type BudgetStanding,
  type Forecast,
} from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../history/retention';
import type { ReadContext } from '../types';
import { budgetsOf, type KnownBudget } from './budgetsOf';
import { DayCounter } from './DayCounter';
import { forecastOfBudget } from './forecasts';
import { readDays } from './readDays';
import { readRowClusters } from './readRowClusters';
import { readSilent } from './readSilent';
import { readTold } from './readTold';

/**
 * Forecasts of six months are looked back at, each with some history of its own. A page of
 * costs does the same: what is told has to be what is shown.
 */
export const HISTORY_DAYS = 276;

/** How a budget stands in one currency. */
export type ToldStanding = {
  /** Empty where nobody says. */
  money: string;
  standing: BudgetStanding;
  confidence?: Forecast['confidence'];
};

/**
 * How a budget stands in each currency in which its costs are told, by the days and the
 * forecast that the page of what it is of has.
 */
export async function standingOfBudget(
  context: ReadContext,
  budget: KnownBudget,
): Promise<ToldStanding[]> {
  const today = dayOf(Math.floor(context.now / DAY_MS));
  const span = {
    first: dayNumber(today) - HISTORY_DAYS,
    last: dayNumber(today) - 1,
  };
  const filter = { [budget.of]: [budget.key] };
  const rows = await readRowClusters(context, filter, 'cluster');
  const clusterIds = [...new Set(rows.map(({ clusterId }) => clusterId))];
  const told = await readTold(context, clusterIds, span);
  const silent = await readSilent(
    context,
    filter,
    dayNumber(today),
    clusterIds,
  );
  const daily = await readDays(context, filter, span);
  const counter = new DayCounter(told, span);
  return [...daily].flatMap(([money, costs]) => {
    const history = counter.seriesOf({
      costs,
      clusterIds: clusterIds.filter(id => told.get(id)?.since.has(money)),
      money,
      silent: silent.length,
    });
    const { period } = budget.budget;
    const forecast = forecastOfBudget(period, { history, today, money });
    return budgetsOf([budget], {
      money,
      history,
      today,
      forecastOf: () => forecast,
    }).map(({ standing }) => ({
      money,
      standing,
      confidence: forecast.confidence,
    }));
  });
}
