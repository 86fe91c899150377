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
  for (const key in value) {
    if (value[key] === undefined) return definedOf(value);
  }
  return value;
}

function definedOf<T extends object>(value: T): T {
  const kept: Partial<T> = {};
  for (const key in value) {
    if (value[key] === undefined || !Object.hasOwn(value, key)) continue;
    // Set as it stands, a key of this name would be the prototype.
    if (key === '__proto__') {
      Object.defineProperty(kept, key, {
        value: value[key],
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else {
      kept[key] = value[key];
    }
  }
  return kept as T;
}
