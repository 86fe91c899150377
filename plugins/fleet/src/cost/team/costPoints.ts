import {
  isWhole,
  lengthOf,
  type CostSheet,
  type DailyCost,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ChartBand, ChartPoint } from '../../charts';

type Forecast = CostSheet['forecast'];

/** Days as they are drawn; one that lacks a cluster is in part. */
export function costPoints(days: readonly DailyCost[]): ChartPoint[] {
  return days.map(each => ({
    day: each.day,
    value: each.cost,
    isPart: !isWhole(each),
  }));
}

/** What is expected of days that are to come, and of those of which nothing is known. */
export function expectedPoints({ daily }: Forecast): ChartPoint[] {
  return daily
    .filter(({ why }) => why !== 'in-part')
    .map(({ day, expected }) => ({ day, value: expected }));
}

/** The range of what is expected, where there is one. */
export function expectedBand({ daily }: Forecast): ChartBand[] {
  return daily.flatMap(({ day, why, low, high }) =>
    why === 'in-part' || low === undefined || high === undefined
      ? []
      : [{ day, low, high }],
  );
}

/**
 * What a day may cost for the budget of the whole to last: the limit by the days of its
 * period. A budget of a part says nothing of the whole.
 *
 * @param references - of what the costs are, as budgets name it
 */
export function budgetPerDay(
  { budgets }: Pick<CostSheet, 'budgets'>,
  references: readonly string[],
): number | undefined {
  const own = budgets.find(({ name }) => references.includes(name));
  return own && own.standing.limit / lengthOf(own.standing.span);
}
