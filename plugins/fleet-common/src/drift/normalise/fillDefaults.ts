import {
  emptyObject,
  isJsonObject,
  type Json,
  type JsonObject,
  own,
} from '../values/json';
import { canonicalQuantity } from './canonicalQuantity';
import type { Shape } from './Shape';

/** Which fields of which objects are defaults that nobody wrote. */
export type Defaulted = Map<JsonObject, Set<string>>;

/** Defaults belong to tables, and are changed where they are filled in further. */
function copied(value: Json): Json {
  if (Array.isArray(value)) return value.map(copied);
  if (!isJsonObject(value)) return value;
  const copy = emptyObject();
  for (const [key, each] of Object.entries(value)) copy[key] = copied(each);
  return copy;
}

/**
 * Fills in what Kubernetes takes absent fields for, and writes quantities in one way.
 *
 * @param value - is changed
 * @param defaulted - is told which fields were filled in
 * @returns the value, another one where it is a quantity
 */
export function fillDefaults(
  value: Json,
  shape: Shape,
  defaulted: Defaulted,
): Json {
  if (shape.isQuantity) return canonicalQuantity(value) ?? value;
  if (Array.isArray(value)) {
    const { items } = shape;
    if (items) {
      value.forEach((each, index) => {
        value[index] = fillDefaults(each, items, defaulted);
      });
    }
  } else if (isJsonObject(value)) {
    fillObject(value, shape, defaulted);
  }
  return value;
}

function fillObject(
  object: JsonObject,
  { fields = {}, values }: Shape,
  defaulted: Defaulted,
): void {
  for (const [name, field] of Object.entries(fields)) {
    const written = own(object, name);
    if (written !== undefined && field.isUnset?.(written, object)) {
      delete object[name];
    }
    if (!Object.hasOwn(object, name)) {
      const fallback =
        typeof field.fallback === 'function'
          ? field.fallback(object)
          : field.fallback;
      if (fallback === undefined) continue;
      object[name] = copied(fallback);
      const known = defaulted.get(object) ?? new Set<string>();
      defaulted.set(object, known.add(name));
    }
    object[name] = fillDefaults(object[name], field, defaulted);
  }
  if (values) {
    for (const [name, each] of Object.entries(object)) {
      if (!Object.hasOwn(fields, name)) {
        object[name] = fillDefaults(each, values, defaulted);
      }
    }
  }
}
