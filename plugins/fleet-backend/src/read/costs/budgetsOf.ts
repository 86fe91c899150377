import {
  budgetStanding,
  type CostPeriod,
  type DailyCost,
  type Forecast,
  type FleetCost,
  type SpendBudget,
} from '@fleetview/backstage-plugin-fleet-common';
import type { BudgetTarget } from '../../config/costSchema';

/** A budget, of whatever says it. */
export type KnownBudget = {
  source: 'configuration' | 'annotation' | 'cost-tool';
  /** Whether an annotation of the same thing does not count for it. */
  overrulesAnnotation?: boolean;
  of: BudgetTarget;
  /** A reference, or the id of a cluster. */
  key: string;
  name: string;
  /** Absent where it is in that in which the costs are. */
  money?: string;
  budget: SpendBudget;
};

type Told = FleetCost['sheets'][number]['budgets'][number];

/**
 * How budgets of one thing stand. One in another currency than the costs says nothing of
 * them.
 *
 * @param options.forecastOf - what is expected of the week, month or quarter of today
 */
export function budgetsOf(
  budgets: readonly KnownBudget[],
  options: {
    money: string;
    history: readonly DailyCost[];
    today: string;
    forecastOf?: (period: CostPeriod) => Forecast;
  },
): Told[] {
  const { money, history, today, forecastOf } = options;
  return budgets
    .filter(each => each.money === undefined || each.money === money)
    .map(({ source, overrulesAnnotation, name, budget }) => ({
      source,
      ...(overrulesAnnotation && { overrulesAnnotation }),
      name,
      period: budget.period,
      standing: budgetStanding({
        budget,
        history,
        today,
        ...(forecastOf && { forecast: forecastOf(budget.period) }),
      }),
    }));
}
