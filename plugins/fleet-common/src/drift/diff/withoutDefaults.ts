import type { Defaulted } from '../normalise/fillDefaults';
import { emptyObject, isJsonObject, type Json } from '../values/json';

/** A value as it was written. */
export function withoutDefaults(value: Json, defaulted: Defaulted): Json {
  if (Array.isArray(value)) {
    return value.map(each => withoutDefaults(each, defaulted));
  }
  if (!isJsonObject(value)) return value;
  const filled = defaulted.get(value);
  const written = emptyObject();
  for (const [name, each] of Object.entries(value)) {
    if (!filled?.has(name)) written[name] = withoutDefaults(each, defaulted);
  }
  return written;
}
