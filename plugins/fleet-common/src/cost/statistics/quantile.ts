/**
 * Adds up so that the order of the summands makes no difference, not even in the last
 * digit.
 */
export function sum(values: readonly number[]): number {
  // Numbers alone are sorted many times faster than what is compared by a function.
  return Float64Array.from(values)
    .sort()
    .reduce((all, each) => all + each, 0);
}

/**
 * A quantile with linear interpolation between order statistics: type 7 of Hyndman and
 * Fan, Sample Quantiles in Statistical Packages, 1996.
 *
 * @param share - from 0 to 1
 * @returns nothing where there are no values
 */
export function quantile(
  values: readonly number[],
  share: number,
): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** The mean of the two in the middle where the number of values is even. */
export function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5);
}

/** The median of the absolute deviations from a value, not scaled to anything. */
export function medianDeviation(
  values: readonly number[],
  from: number,
): number | undefined {
  return median(values.map(value => Math.abs(value - from)));
}
