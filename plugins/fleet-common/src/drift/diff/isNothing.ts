import type { Shape } from '../normalise/Shape';
import { isJsonObject, type Json } from '../values/json';

/** Whether a value says no more than if it were absent. */
export function isNothing(
  value: Json,
  shape: Shape | undefined,
  isTyped: boolean,
): boolean {
  if (Array.isArray(value)) return isTyped && value.length === 0;
  if (!isJsonObject(value) || !shape?.isEmptyAbsent) return false;
  return Object.entries(value).every(([key, each]) =>
    isNothing(each, fieldShape(shape, key), isTyped),
  );
}

/** Whether a value that nobody asks for is nothing, or what a cluster fills in. */
export function isLeftToCluster(
  value: Json,
  shape: Shape | undefined,
  isTyped: boolean,
): boolean {
  if (shape?.isServerSet || isNothing(value, shape, isTyped)) return true;
  if (!isJsonObject(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, each]) =>
      isLeftToCluster(each, fieldShape(shape, key), isTyped),
    )
  );
}

/** What is known of a field of an object. */
export function fieldShape(
  shape: Shape | undefined,
  name: string,
): Shape | undefined {
  const { fields, values } = shape ?? {};
  return fields && Object.hasOwn(fields, name) ? fields[name] : values;
}
