/** Sets a key of a plain object, as a literal would: also one that is called like the prototype. */
export function setKey<T extends object, K extends keyof T>(
  object: Partial<T>,
  key: K,
  value: T[K],
): void {
  // Set as it stands, a key of this name would be the prototype.
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    object[key] = value;
  }
}
