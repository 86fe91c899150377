import {
  budgetStanding,
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
 * @param options.forecast - of the month; of a week or a quarter nothing is forecast
 */
export function budgetsOf(
  budgets: readonly KnownBudget[],
  options: {
    money: string;
    history: readonly DailyCost[];
    today: string;
    forecast?: Forecast;
  },
): Told[] {
  const { money, history, today, forecast } = options;
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
        ...(forecast && budget.period === 'month' && { forecast }),
      }),
    }));
}
