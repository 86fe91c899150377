import { ownershipOf } from '../author/ownershipOf';
import { roleOfManager } from '../classes/managers';
import { TRACKING_ANNOTATIONS } from '../normalise/trimMetadata';
import type { KeyValue, PathStep } from '../paths/driftPath';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  ownText,
} from '../values/json';

/** More than an object has that is used. */
const MAX_ENTRIES = 100;

/** Deeper than fields that anybody edits. */
const MAX_DEPTH = 64;

/** Parts of one entry that are looked at. */
const MAX_NODES = 20_000;

/** Of metadata, what people and engines write. */
const METADATA: ReadonlySet<string> = new Set(['labels', 'annotations']);

/** What tells a workload to start its pods anew: no engine holds anything against it. */
const RESTARTS: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/restartedAt',
]);

const UNSPOKEN: ReadonlySet<string> = new Set([
  ...TRACKING_ANNOTATIONS,
  ...RESTARTS,
]);

function isKeyValue(value: Json): value is KeyValue {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function parsedKey(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The step that an element of `fieldsV1` stands for; nothing for what is none. */
function stepOf(element: string): PathStep | undefined {
  const text = element.slice(2);
  switch (element.slice(0, 2)) {
    case 'f:':
      return { field: text };
    case 'v:': {
      const value = parsedKey(text);
      return value !== undefined && isKeyValue(value) ? { value } : undefined;
    }
    case 'k:': {
      const keys = parsedKey(text);
      if (!isJsonObject(keys)) return undefined;
      const pairs = Object.entries(keys);
      return pairs.length > 0 && pairs.every(([, value]) => isKeyValue(value))
        ? { keys: pairs as [string, KeyValue][] }
        : undefined;
    }
    default:
      return undefined;
  }
}

function fieldAt(path: readonly PathStep[], index: number): string {
  const step = path.at(index);
  return step && 'field' in step ? step.field : '';
}

/** Whether a path is of what a desired object speaks of. */
function isSpokenOf(path: readonly PathStep[]): boolean {
  const first = fieldAt(path, 0);
  if (first === 'status') return false;
  if (first === 'metadata' && path.length > 1) {
    if (!METADATA.has(fieldAt(path, 1))) return false;
  }
  return !(
    fieldAt(path, -2) === 'annotations' && UNSPOKEN.has(fieldAt(path, -1))
  );
}

type Walk = { left: number; found: PathStep[][] };

function walk(node: JsonObject, path: PathStep[], into: Walk): void {
  for (const [element, child] of Object.entries(node)) {
    into.left -= 1;
    if (into.left < 0 || path.length >= MAX_DEPTH) return;
    const step = stepOf(element);
    if (!step || !isJsonObject(child)) continue;
    const at = [...path, step];
    if (!isSpokenOf(at)) continue;
    const names = Object.keys(child);
    // An item that it added is its own as a whole.
    const isOwnItem = 'keys' in step && Object.hasOwn(child, '.');
    const isLeaf = names.every(name => name === '.');
    if (isOwnItem || isLeaf) into.found.push(at);
    else walk(child, at, into);
  }
}

/**
 * Where an object that an engine brings is owned by somebody else, and not by the engine
 * as well: there it was changed beside the engine, or never came from it. Without the
 * desired object it cannot be told which of both. Status is left out, and what is no word
 * of a desired object.
 *
 * @param managedFields - of a live object, not trusted
 * @returns nothing where no engine is known that writes the object
 */
export function foreignPaths(managedFields: unknown): PathStep[][] | undefined {
  if (!Array.isArray(managedFields)) return undefined;
  const entries = managedFields
    .slice(0, MAX_ENTRIES)
    .filter(isJsonObject)
    .map(entry => ({
      fields: entry.fieldsV1,
      role: roleOfManager(ownText(entry, 'manager') ?? ''),
      isOfStatus: ownText(entry, 'subresource') === 'status',
    }))
    .filter(({ isOfStatus }) => !isOfStatus);
  const engines = entries.filter(({ role }) => role === 'engine');
  if (engines.length === 0) return undefined;
  const into: Walk = { left: MAX_NODES, found: [] };
  for (const { role, fields } of entries) {
    if (role === 'engine' || !isJsonObject(fields)) continue;
    walk(fields, [], into);
  }
  return into.found.filter(
    path =>
      !engines.some(
        ({ fields }) => ownershipOf(fields, path)?.owns === 'owner',
      ),
  );
}
