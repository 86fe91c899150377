const MINUTES_PER_HOUR = 60;

/**
 * Hours of a month as clouds bill them: 365 days of 24 hours, over 12 months.
 *
 * @public
 */
export const HOURS_PER_MONTH = 730;

/**
 * What one unit of a resource costs for one hour, as a cost tool has charged it.
 *
 * @param amount - cores or bytes that were charged for: the larger of what was requested
 *   and what was used
 * @param minutes - for how long
 * @returns nothing where nothing was charged for
 * @public
 */
export function unitPrice(
  cost: number | undefined,
  amount: number | undefined,
  minutes: number,
): number | undefined {
  if (cost === undefined || amount === undefined) return undefined;
  const hours = minutes / MINUTES_PER_HOUR;
  return cost >= 0 && amount > 0 && hours > 0
    ? cost / (amount * hours)
    : undefined;
}
