import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';
import { perMonth } from './perMonth';

type Budget = CostSheet['budgets'][number];
type Anomaly = CostSheet['anomalies']['items'][number];
type Row = CostSheet['rows'][number];

/** Something that would move the month's bill, and by how much money; a saving by month. */
export type Mover = { amount: number } & (
  | { kind: 'budget'; budget: Budget }
  | { kind: 'anomaly'; anomaly: Anomaly }
  | { kind: 'saving'; row: Row }
);

const MOST = 3;

/**
 * The three things that would move the bill most: of budgets that run out, unusual days
 * and savings the largest of each kind first, so that one kind does not hide the others,
 * and then whatever is largest.
 */
export function moversOf(sheet: CostSheet): Mover[] {
  const kinds = [
    budgetsThatRunOut(sheet),
    dearDays(sheet),
    savingsOfRows(sheet),
  ].map(movers => movers.toSorted((a, b) => b.amount - a.amount));
  const first = kinds.flatMap(movers => movers.slice(0, 1));
  const rest = kinds
    .flatMap(movers => movers.slice(1))
    .sort((a, b) => b.amount - a.amount);
  return [...first, ...rest].slice(0, MOST).sort((a, b) => b.amount - a.amount);
}

/** By what is expected above the limit; without an expectation by what is spent above it. */
function budgetsThatRunOut({ budgets }: CostSheet): Mover[] {
  return budgets
    .filter(({ standing }) => standing.isUsedUp || standing.runsOutOn)
    .map(budget => {
      const { expected, used = 0, limit } = budget.standing;
      return {
        kind: 'budget',
        amount: Math.max(0, (expected ?? used) - limit),
        budget,
      };
    });
}

/** A day that cost less than usual is nothing to do something about. */
function dearDays({ anomalies }: CostSheet): Mover[] {
  return anomalies.items
    .filter(({ direction }) => direction === 'more')
    .map(anomaly => ({
      kind: 'anomaly',
      amount: anomaly.difference,
      anomaly,
    }));
}

function savingsOfRows({ rows }: CostSheet): Mover[] {
  return rows.flatMap(row => {
    const { savings } = row;
    const amount = (savings && perMonth(savings, savings.savings.total)) ?? 0;
    return amount > 0 ? [{ kind: 'saving' as const, amount, row }] : [];
  });
}
