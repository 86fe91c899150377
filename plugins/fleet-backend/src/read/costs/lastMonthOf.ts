import {
  changeAgainstPrevious,
  coverageOfDays,
  periodBefore,
  type CostRow,
  type DailyCost,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';

/**
 * What is known of the month that ended last: on the first days of a month it is what is
 * asked for, as of the new one hardly anything is known.
 *
 * @param today - the first day that is not over
 */
export function lastMonthOf(
  history: readonly DailyCost[],
  today: string,
): CostRow['lastMonth'] {
  const span = periodBefore('month', today);
  return defined({
    span,
    coverage: coverageOfDays(history, span),
    change: changeAgainstPrevious(history, today, { last: 'month' }),
  });
}
