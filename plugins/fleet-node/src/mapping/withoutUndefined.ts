/**
 * A shallow copy without the keys whose value is `undefined`, so that two facts
 * that say the same are the same.
 *
 * @public
 */
export function withoutUndefined<T extends object>(value: T): T {
  // Every fact comes by here several times, most with nothing to leave out: pairs
  // and a list of them would be most of what it costs.
  for (const key in value) {
    if (value[key] === undefined) return definedOf(value);
  }
  return { ...value };
}

function definedOf<T extends object>(value: T): T {
  const kept: Partial<T> = {};
  for (const key of Object.keys(value) as (keyof T & string)[]) {
    if (value[key] === undefined) continue;
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
