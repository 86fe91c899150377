/**
 * A shallow copy without the keys whose value is `undefined`, so that two facts
 * that say the same are the same.
 *
 * @public
 */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as T;
}
