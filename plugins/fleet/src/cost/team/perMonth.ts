import {
  HOURS_PER_MONTH,
  type CostRow,
} from '@fleetview/backstage-plugin-fleet-common';

const HOURS_PER_DAY = 24;

/**
 * What an amount of the days of savings comes to in a month of 730 hours, at the rate of the
 * days that are known: beside the month's bill an amount of a week would look small.
 */
export function perMonth(
  { knownDays }: NonNullable<CostRow['savings']>,
  amount: number,
): number | undefined {
  return knownDays > 0
    ? (amount / knownDays) * (HOURS_PER_MONTH / HOURS_PER_DAY)
    : undefined;
}
