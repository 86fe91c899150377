import type { FleetCost } from '@fleetview/backstage-plugin-fleet-common';
import type { ProblemOfBudget } from './readAnnotatedBudgets';
import type { CostFilter } from './selectSeries';

const MOST = 20;

/** What is wrong with budgets of what was asked for: of all, or of what is named. */
export function problemsOfFilter(
  problems: readonly ProblemOfBudget[],
  filter: CostFilter,
): Pick<FleetCost, 'budgetProblems'> {
  const told = problems
    .filter(({ of, key }) => {
      const wanted = Object.entries(filter).filter(
        ([, values]) => values !== undefined && values.length > 0,
      );
      return wanted.every(
        ([name, values]) => name === of && values?.includes(key),
      );
    })
    .slice(0, MOST)
    .map(({ of: _, key: __, ...each }) => each);
  return told.length > 0 ? { budgetProblems: told } : {};
}
