import type { PathStep } from '../paths/driftPath';
import { isJsonObject, type Json, type JsonObject, own } from '../values/json';

/**
 * Puts a value in the place of the one that stands at a path.
 *
 * @param object - is changed
 * @returns whether anything stands there: else nothing is changed
 */
export function placeValue(
  object: JsonObject,
  path: readonly PathStep[],
  value: Json,
): boolean {
  let at: Json | undefined = object;
  for (const [index, step] of path.entries()) {
    const isLast = index === path.length - 1;
    if ('field' in step) {
      if (!isJsonObject(at) || !Object.hasOwn(at, step.field)) return false;
      if (isLast) at[step.field] = value;
      at = own(at, step.field);
      continue;
    }
    if (!Array.isArray(at)) return false;
    const found: number = at.findIndex(item =>
      'value' in step
        ? item === step.value
        : isJsonObject(item) &&
          step.keys.every(([name, key]) => own(item, name) === key),
    );
    if (found < 0) return false;
    if (isLast) at[found] = value;
    at = at[found];
  }
  return path.length > 0;
}
