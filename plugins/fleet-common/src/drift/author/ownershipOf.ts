import type { KeyValue, PathStep } from '../paths/driftPath';
import { isJsonObject, type JsonObject, own } from '../values/json';

/**
 * How an entry of `managedFields` owns a path.
 *
 * - `owner`: the path itself, or as a part of what it writes as a whole
 * - `part`: something beneath it
 * - `parent`: only what the path stands in
 */
export type Ownership =
  | { owns: 'owner' | 'part' }
  | { owns: 'parent'; depth: number };

/** The key that stands for the object, list or item that it is in. */
const ITSELF = '.';

function isKeys(
  text: string,
  keys: readonly (readonly [string, KeyValue])[],
): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return (
      isJsonObject(value) &&
      Object.keys(value).length === keys.length &&
      keys.every(([name, key]) => own(value, name) === key)
    );
  } catch {
    return false;
  }
}

function childOf(node: JsonObject, step: PathStep): unknown {
  if ('field' in step) return own(node, `f:${step.field}`);
  if ('value' in step) return own(node, `v:${JSON.stringify(step.value)}`);
  const written = JSON.stringify(Object.fromEntries(step.keys));
  const name = Object.hasOwn(node, `k:${written}`)
    ? `k:${written}`
    : Object.keys(node).find(
        key => key.startsWith('k:') && isKeys(key.slice(2), step.keys),
      );
  return name === undefined ? undefined : own(node, name);
}

/**
 * How `fieldsV1` of an entry owns a path, by the format of structured-merge-diff: `f:` is a
 * field, `k:` an item by its keys, `v:` a value of a set, and what has nothing beneath it is
 * owned with all that it holds.
 */
export function ownershipOf(
  fields: unknown,
  path: readonly PathStep[],
): Ownership | undefined {
  if (!isJsonObject(fields)) return undefined;
  let node: JsonObject = fields;
  let parent: Ownership | undefined;
  for (let depth = 0; depth < path.length; depth += 1) {
    if (Object.hasOwn(node, ITSELF)) parent = { owns: 'parent', depth };
    const child = childOf(node, path[depth]);
    if (!isJsonObject(child)) return parent;
    if (Object.keys(child).length === 0) return { owns: 'owner' };
    node = child;
  }
  return { owns: Object.hasOwn(node, ITSELF) ? 'owner' : 'part' };
}
