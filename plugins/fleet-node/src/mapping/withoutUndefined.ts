import { roomyObject } from './roomyObject';
import { setKey } from './setKey';

/** With more of them a copy pays for an object that has room for all. */
const FEW_KEYS = 12;

/**
 * A plain object without the keys whose value is `undefined`, so that two facts
 * that say the same are the same: a shallow copy, or the object itself where there
 * is nothing to leave out.
 *
 * @public
 */
export function withoutUndefined<T extends object>(value: T): T {
  // Every fact comes by here several times, in hundreds of shapes: a spread or a
  // list of the keys would take longer than all the rest.
  let defined = 0;
  let isWhole = true;
  for (const key in value) {
    if (value[key] === undefined) isWhole = false;
    else defined += 1;
  }
  return isWhole ? value : definedOf(value, defined);
}

function definedOf<T extends object>(value: T, defined: number): T {
  const kept: Partial<T> = defined > FEW_KEYS ? roomyObject() : {};
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  for (const key in value) {
    if (value[key] === undefined) continue;
    if (isPlain || Object.hasOwn(value, key)) setKey(kept, key, value[key]);
  }
  return kept as T;
}
