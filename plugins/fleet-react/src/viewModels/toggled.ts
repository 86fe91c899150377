/**
 * Values with one of them added at the end, or taken away where it is among them.
 *
 * @public
 */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value)
    ? values.filter(other => other !== value)
    : [...values, value];
}
