import type { KeyValue, PathStep } from '../paths/driftPath';
import { formatDriftPath } from '../paths/driftPath';
import { isJsonObject, type Json, type JsonObject, own } from '../values/json';

function isKeyValue(value: Json | undefined): value is KeyValue {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Items of a list by what they are known by, and their step in a path. */
export type KeyedItems<T extends Json> = Map<
  string,
  { step: PathStep; item: T }
>;

/**
 * The items of a list by their keys.
 *
 * @returns nothing where an item has not all of the keys, or two have the same: then it is
 *   not known which belongs to which, and the list is a whole
 */
export function keyedItems(
  list: readonly Json[],
  keys: readonly string[],
): KeyedItems<JsonObject> | undefined {
  const items: KeyedItems<JsonObject> = new Map();
  for (const item of list) {
    if (!isJsonObject(item)) return undefined;
    const pairs: [string, KeyValue][] = [];
    for (const key of keys) {
      const value = own(item, key);
      if (!isKeyValue(value)) return undefined;
      pairs.push([key, value]);
    }
    const step: PathStep = { keys: pairs };
    const text = formatDriftPath([step]);
    if (items.has(text)) return undefined;
    items.set(text, { step, item });
  }
  return items;
}

/** The values of a set. */
export function setItems(
  list: readonly Json[],
): KeyedItems<KeyValue> | undefined {
  const items: KeyedItems<KeyValue> = new Map();
  for (const item of list) {
    if (!isKeyValue(item)) return undefined;
    const step: PathStep = { value: item };
    items.set(formatDriftPath([step]), { step, item });
  }
  return items;
}
