import { isSecretField } from '../diff/secrets';
import type { PathStep } from '../paths/driftPath';
import { isJsonObject, type Json, own } from '../values/json';

/**
 * What stands at a path, and whether it is a secret by where it stands.
 *
 * @returns nothing where there is nothing
 */
export function valueAt(
  object: Json,
  path: readonly PathStep[],
): { value: Json; isSecret: boolean } | undefined {
  let value: Json | undefined = object;
  let isSecret = false;
  for (const step of path) {
    if ('field' in step) {
      if (!isJsonObject(value)) return undefined;
      isSecret ||= isSecretField(value, step.field);
      value = own(value, step.field);
    } else if (!Array.isArray(value)) {
      return undefined;
    } else if ('value' in step) {
      value = value.includes(step.value) ? step.value : undefined;
    } else {
      value = value.find(
        item =>
          isJsonObject(item) &&
          step.keys.every(([name, key]) => own(item, name) === key),
      );
    }
    if (value === undefined) return undefined;
  }
  return { value, isSecret };
}
