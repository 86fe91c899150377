/**
 * A number with so many decimals. Sums of the same summands in another order are then the
 * same, so that a fact does not change where nothing did.
 */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const whole = Math.round(value * factor);
  // So large that it has no decimals.
  return Number.isSafeInteger(whole) ? whole / factor : value;
}

/** Each number of an object so; what is no number stays. */
export function allRounded<T extends object>(values: T, decimals: number): T {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'number' ? rounded(value, decimals) : value,
    ]),
  ) as T;
}
