import type { Shape } from '../normalise/Shape';
import { isJsonObject, type Json, type JsonObject, own } from '../values/json';
import { fieldShape, isLeftToCluster, isNothing } from './isNothing';

/** Whether two values are the same as wholes. Both have their defaults filled in. */
export function isEqual(
  desired: Json,
  live: Json,
  shape: Shape | undefined,
  isTyped: boolean,
): boolean {
  if (Array.isArray(desired)) {
    return (
      Array.isArray(live) &&
      desired.length === live.length &&
      desired.every((each, index) =>
        isEqual(each, live[index], shape?.items, isTyped),
      )
    );
  }
  if (isJsonObject(desired)) {
    return isJsonObject(live) && isEqualObject(desired, live, shape, isTyped);
  }
  return desired === live;
}

function isEqualObject(
  desired: JsonObject,
  live: JsonObject,
  shape: Shape | undefined,
  isTyped: boolean,
): boolean {
  return (
    Object.entries(desired).every(([name, value]) => {
      const other = own(live, name);
      return other === undefined
        ? isNothing(value, fieldShape(shape, name), isTyped)
        : isEqual(value, other, fieldShape(shape, name), isTyped);
    }) &&
    Object.entries(live).every(
      ([name, value]) =>
        Object.hasOwn(desired, name) ||
        isLeftToCluster(value, fieldShape(shape, name), isTyped),
    )
  );
}
