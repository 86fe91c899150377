import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Whether rows say what the last month cost instead of this one: of this one no day is known
 * as a whole yet, neither of all nor of a row, and of the last one anything is.
 */
export function showsLastMonth({
  monthToDate,
  lastMonth,
  rows,
}: Pick<CostSheet, 'monthToDate' | 'lastMonth' | 'rows'>): boolean {
  return (
    lastMonth.coverage.cost !== undefined &&
    monthToDate.known === 0 &&
    rows.every(row => row.monthToDate.known === 0)
  );
}
