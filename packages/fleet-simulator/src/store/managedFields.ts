import {
  copyObject,
  isJsonObject,
  JsonObject,
  KubernetesObject,
  ManagedFieldsEntry,
} from '../types';

/** What identifies an item of the lists that Kubernetes merges by key. */
const LIST_KEYS: Record<string, readonly string[]> = {
  conditions: ['type'],
  containers: ['name'],
  env: ['name'],
  ephemeralContainers: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  ownerReferences: ['uid'],
  podIPs: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
};

/** Metadata that no manager owns. */
const UNOWNED_METADATA = new Set([
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

function listKeysFor(
  field: string,
  items: readonly unknown[],
): readonly string[] | undefined {
  const isPod = items.every(
    item => isJsonObject(item) && 'containerPort' in item,
  );
  const portKeys = [isPod ? 'containerPort' : 'port', 'protocol'];
  const keys = field === 'ports' ? portKeys : LIST_KEYS[field];
  if (!keys || items.length === 0) return undefined;
  return items.every(item => isJsonObject(item) && keys[0] in item)
    ? keys
    : undefined;
}

/** The FieldsV1 path element of a list item, such as `k:{"name":"web"}`. */
function itemElement(item: JsonObject, keys: readonly string[]): string {
  const key: JsonObject = {};
  for (const name of keys) {
    if (name in item) key[name] = item[name];
    else if (name === 'protocol') key[name] = 'TCP';
  }
  return `k:${JSON.stringify(key)}`;
}

/** Path elements joined by a character that no element holds. */
type FieldPath = string;
const SEPARATOR = '\u0000';

/** Leaf paths of an object's owned fields, with each leaf's value as JSON. */
type FieldValues = Map<FieldPath, string>;

function collect(
  value: unknown,
  field: string,
  path: FieldPath,
  into: FieldValues,
): void {
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    const isMetadata = path === 'f:metadata';
    for (const [name, child] of Object.entries(value)) {
      if (child === undefined) continue;
      if (isMetadata && UNOWNED_METADATA.has(name)) continue;
      collect(child, name, `${path}${SEPARATOR}f:${name}`, into);
    }
    return;
  }
  const keys = Array.isArray(value) ? listKeysFor(field, value) : undefined;
  if (Array.isArray(value) && keys) {
    for (const item of value as JsonObject[]) {
      const itemPath = `${path}${SEPARATOR}${itemElement(item, keys)}`;
      into.set(`${itemPath}${SEPARATOR}.`, '');
      collect(item, '', itemPath, into);
    }
    return;
  }
  into.set(path, JSON.stringify(value));
}

/** The owned fields of an object, and which of them each of its own fields brings. */
type TakenApart = {
  values: FieldValues;
  parts: Map<string, { of: unknown; values: FieldValues }>;
};

/** Stored objects never change, so each is taken apart once. */
const takenApart = new WeakMap<JsonObject, TakenApart>();

/** Whether two values are the same JSON, their keys in the same order. */
function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left === null || right === null) return false;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => isSameJson(item, right[index]))
    );
  }
  if (Array.isArray(right)) return false;
  const names = Object.keys(left);
  const others = Object.keys(right);
  if (names.length !== others.length) return false;
  return names.every(
    (name, index) =>
      name === others[index] &&
      isSameJson((left as JsonObject)[name], (right as JsonObject)[name]),
  );
}

/**
 * The owned fields of an object: everything except its identity.
 *
 * @param before - an earlier version of it: what is in that as well is not taken apart again
 */
function fieldValues(object: JsonObject, before?: JsonObject): FieldValues {
  const known = takenApart.get(object);
  if (known) return known.values;
  const earlier = before && takenApart.get(before)?.parts;
  const all: FieldValues = new Map();
  const parts: TakenApart['parts'] = new Map();
  for (const [name, child] of Object.entries(object)) {
    if (name === 'apiVersion' || name === 'kind' || child === undefined) {
      continue;
    }
    if (name === 'metadata' && isJsonObject(child)) {
      const owned = Object.keys(child).some(key => !UNOWNED_METADATA.has(key));
      if (!owned) continue;
    }
    const same = earlier?.get(name);
    let values: FieldValues;
    if (same && name !== 'metadata' && isSameJson(same.of, child)) {
      values = same.values;
    } else {
      values = new Map();
      collect(child, name, `f:${name}`, values);
    }
    parts.set(name, { of: child, values });
    for (const [path, value] of values) all.set(path, value);
  }
  takenApart.set(object, { values: all, parts });
  return all;
}

function toTree(paths: Iterable<FieldPath>): JsonObject {
  const tree: JsonObject = {};
  for (const path of [...paths].sort()) {
    let node = tree;
    for (const element of path.split(SEPARATOR)) {
      const next = node[element];
      if (isJsonObject(next)) {
        node = next;
      } else {
        const created: JsonObject = {};
        node[element] = created;
        node = created;
      }
    }
  }
  return tree;
}

/** Trees are never changed in place, so each is taken apart once. */
const pathsOfTrees = new WeakMap<JsonObject, ReadonlySet<FieldPath>>();

function toPaths(tree: JsonObject): ReadonlySet<FieldPath> {
  const known = pathsOfTrees.get(tree);
  if (known) return known;
  const paths = new Set<FieldPath>();
  const visit = (node: JsonObject, path: FieldPath) => {
    const entries = Object.entries(node);
    if (entries.length === 0 && path !== '') paths.add(path);
    for (const [element, child] of entries) {
      visit(
        isJsonObject(child) ? child : {},
        path === '' ? element : `${path}${SEPARATOR}${element}`,
      );
    }
  };
  visit(tree, '');
  pathsOfTrees.set(tree, paths);
  return paths;
}

/** Of entries whose trees nobody has asked for so far. */
const pathsOfEntries = new WeakMap<object, ReadonlySet<FieldPath>>();

/**
 * A tree that is made when somebody asks for it: most entries are replaced by newer
 * ones before anybody does.
 */
const TREE_WHEN_ASKED: PropertyDescriptor = {
  enumerable: true,
  configurable: true,
  get(this: object) {
    const tree = toTree(pathsOfEntries.get(this) ?? []);
    Object.defineProperty(this, 'fieldsV1', {
      value: tree,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return tree;
  },
};

/** The paths that an entry owns, in any order. */
function pathsOf(entry: ManagedFieldsEntry): ReadonlySet<FieldPath> {
  return pathsOfEntries.get(entry) ?? toPaths(entry.fieldsV1);
}

/** An entry that is like another, its fields in the same order, and owns these paths. */
function withPaths(
  entry: Omit<ManagedFieldsEntry, 'fieldsV1'>,
  paths: ReadonlySet<FieldPath>,
): ManagedFieldsEntry {
  const made: JsonObject = {};
  for (const name of Object.keys(entry)) {
    if (name === 'fieldsV1') Object.defineProperty(made, name, TREE_WHEN_ASKED);
    else made[name] = entry[name as keyof typeof entry];
  }
  pathsOfEntries.set(made, paths);
  return made as ManagedFieldsEntry;
}

/** The same of another time; one that has none yet has it last. */
function withTime(
  entry: ManagedFieldsEntry,
  time: string | undefined,
): ManagedFieldsEntry {
  const paths = pathsOfEntries.get(entry);
  if (!paths) return { ...entry, time };
  const made = withPaths(entry, paths);
  made.time = time;
  return made;
}

/** The entry of a writer who has none yet. */
function entryOf(
  writer: FieldManager,
  apiVersion: string,
  time: string | undefined,
  paths: ReadonlySet<FieldPath>,
): ManagedFieldsEntry {
  const made: JsonObject = {
    manager: writer.manager,
    operation: writer.operation,
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
  };
  Object.defineProperty(made, 'fieldsV1', TREE_WHEN_ASKED);
  if (writer.subresource) made.subresource = writer.subresource;
  pathsOfEntries.set(made, paths);
  return made as ManagedFieldsEntry;
}

/** The FieldsV1 tree of all fields that a partial object sets. */
export function fieldsOf(partial: JsonObject): JsonObject {
  return toTree(fieldValues(partial).keys());
}

/** A managedFields entry that owns all fields of a partial object. */
export function managedBy(
  manager: string,
  operation: 'Apply' | 'Update',
  apiVersion: string,
  time: string,
  partial: JsonObject,
  subresource?: string,
): ManagedFieldsEntry {
  return {
    manager,
    operation,
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsOf(partial),
    ...(subresource && { subresource }),
  };
}

/** Who writes, and how. */
export type FieldManager = {
  manager: string;
  operation: 'Apply' | 'Update';
  subresource?: string;
};

function sameManager(
  entry: ManagedFieldsEntry,
  writer: FieldManager,
  apiVersion: string,
): boolean {
  return (
    entry.manager === writer.manager &&
    entry.operation === writer.operation &&
    entry.apiVersion === apiVersion &&
    entry.subresource === writer.subresource
  );
}

/**
 * Ownership after an update: the writer gains what it changed, and whoever owned
 * that before loses it; nobody owns what is gone.
 */
export function recordUpdate(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  writer: FieldManager,
  time: string,
): ManagedFieldsEntry[] {
  const old = before ? fieldValues(before) : new Map<FieldPath, string>();
  const current = fieldValues(after, before);
  const changed = new Set<FieldPath>();
  for (const [path, value] of current) {
    if (old.get(path) !== value) changed.add(path);
  }
  const entries = before
    ? before.metadata.managedFields ?? []
    : after.metadata.managedFields ?? [];
  let own: ManagedFieldsEntry | undefined;
  const others: ManagedFieldsEntry[] = [];
  for (const entry of entries) {
    const paths = pathsOf(entry);
    const isOwn = sameManager(entry, writer, after.apiVersion);
    const kept = [...paths].filter(
      path => (!before || current.has(path)) && (isOwn || !changed.has(path)),
    );
    const gained = isOwn ? [...changed].filter(path => !paths.has(path)) : [];
    const isSame = kept.length === paths.size && gained.length === 0;
    const next = isSame
      ? entry
      : withPaths(entry, new Set([...kept, ...gained]));
    if (isOwn) {
      own = withTime(next, changed.size > 0 ? time : entry.time);
      others.push(own);
    } else if (kept.length > 0) {
      others.push(next);
    }
  }
  if (!own && changed.size > 0) {
    others.push(entryOf(writer, after.apiVersion, time, changed));
  }
  return others;
}

/** A field that an apply wants to set although another manager owns it. */
export type ApplyConflict = {
  manager: string;
  operation: string;
  field: string;
};

/** Kubernetes' notation of a path, such as `.spec.containers[name="web"].image`. */
function describePath(path: FieldPath): string {
  return path
    .split(SEPARATOR)
    .map(element => {
      if (element.startsWith('f:')) return `.${element.slice(2)}`;
      if (element.startsWith('k:')) {
        const key = JSON.parse(element.slice(2)) as JsonObject;
        const parts = Object.entries(key).map(
          ([name, value]) => `${name}=${JSON.stringify(value)}`,
        );
        return `[${parts.join(',')}]`;
      }
      return '';
    })
    .join('');
}

function mergeValue(live: unknown, wanted: unknown, field: string): unknown {
  if (isJsonObject(live) && isJsonObject(wanted)) {
    const merged: JsonObject = { ...live };
    for (const [name, value] of Object.entries(wanted)) {
      merged[name] = mergeValue(live[name], value, name);
    }
    return merged;
  }
  if (Array.isArray(live) && Array.isArray(wanted)) {
    const keys = listKeysFor(field, [...live, ...wanted]);
    if (!keys) return wanted;
    const merged = new Map<string, unknown>();
    for (const item of live as JsonObject[]) {
      merged.set(itemElement(item, keys), item);
    }
    for (const item of wanted as JsonObject[]) {
      const element = itemElement(item, keys);
      merged.set(element, mergeValue(merged.get(element), item, ''));
    }
    return [...merged.values()];
  }
  return wanted;
}

/** Removes the field at a path; items of keyed lists go with their own element. */
function removePath(root: JsonObject, path: FieldPath): void {
  const elements = path.split(SEPARATOR);
  const isItem = elements[elements.length - 1] === '.';
  if (isItem) elements.pop();
  let parent: JsonObject = root;
  for (let index = 0; index < elements.length; index++) {
    const name = elements[index].slice(2);
    const next = elements[index + 1];
    const isLast = index === elements.length - 1;
    if (isLast) {
      delete parent[name];
      return;
    }
    const value = parent[name];
    if (next?.startsWith('k:') && Array.isArray(value)) {
      const key = JSON.parse(next.slice(2)) as JsonObject;
      const matches = (item: unknown) =>
        isJsonObject(item) &&
        Object.entries(key).every(
          ([field, wanted]) =>
            item[field] === wanted ||
            (field === 'protocol' && item[field] === undefined),
        );
      if (index + 1 === elements.length - 1) {
        if (isItem) parent[name] = value.filter(item => !matches(item));
        return;
      }
      const item = value.find(matches);
      if (!isJsonObject(item)) return;
      parent = item;
      index += 1;
    } else if (isJsonObject(value)) {
      parent = value;
    } else {
      return;
    }
  }
}

/**
 * Server-side apply: merges a configuration into the live object, takes away what
 * this manager applied before and no longer wants, and reports the fields where
 * it contradicts another manager.
 */
export function serverSideApply(
  live: KubernetesObject,
  configuration: KubernetesObject,
  writer: FieldManager,
  time: string,
  force: boolean,
): { object: KubernetesObject; conflicts: ApplyConflict[] } {
  const wanted = fieldValues(configuration);
  const current = fieldValues(live);
  const changed = new Set<FieldPath>();
  for (const [path, value] of wanted) {
    if (current.get(path) !== value) changed.add(path);
  }

  const conflicts: ApplyConflict[] = [];
  const others: ManagedFieldsEntry[] = [];
  const ownedByOthers = new Set<FieldPath>();
  let previous: ReadonlySet<FieldPath> = new Set<FieldPath>();
  let previousTime: string | undefined;
  for (const entry of live.metadata.managedFields ?? []) {
    const paths = pathsOf(entry);
    if (sameManager(entry, writer, live.apiVersion)) {
      previous = paths;
      previousTime = entry.time;
      continue;
    }
    const kept = new Set<FieldPath>();
    const contradicted: FieldPath[] = [];
    for (const path of paths) {
      if (changed.has(path)) {
        contradicted.push(path);
      } else {
        kept.add(path);
        ownedByOthers.add(path);
      }
    }
    for (const path of contradicted.sort()) {
      conflicts.push({
        manager: entry.manager,
        operation: entry.operation,
        field: describePath(path),
      });
    }
    if (kept.size === paths.size) others.push(entry);
    else if (kept.size > 0) others.push(withPaths(entry, kept));
  }
  if (conflicts.length > 0 && !force) return { object: live, conflicts };

  const object = copyObject(
    mergeValue(live, configuration, '') as KubernetesObject,
  );
  const dropped = [...previous]
    .filter(path => !wanted.has(path) && !ownedByOthers.has(path))
    .sort();
  // Items first: with its name an item loses what it is found by.
  dropped.sort((a, b) => Number(b.endsWith('.')) - Number(a.endsWith('.')));
  for (const path of dropped) removePath(object, path);

  const unchanged =
    changed.size === 0 && dropped.length === 0 && previous.size === wanted.size;
  object.metadata.managedFields = [
    entryOf(
      writer,
      live.apiVersion,
      unchanged ? previousTime ?? time : time,
      new Set(wanted.keys()),
    ),
    ...others,
  ];
  return { object, conflicts: [] };
}

/** How many fields a server-side apply would change in each way. */
export type ApplyDifferences = {
  additions: number;
  changes: number;
  removals: number;
};

/**
 * What a server-side apply of a configuration would change of an object: what the
 * configuration names and the object has not so, and what the writer applied
 * before, names no more, and owns alone.
 */
export function applyDifferences(
  live: KubernetesObject,
  configuration: KubernetesObject,
  writer: FieldManager,
): ApplyDifferences {
  const wanted = fieldValues(configuration);
  const current = fieldValues(live);
  const differences = { additions: 0, changes: 0, removals: 0 };
  for (const [path, value] of wanted) {
    if (!current.has(path)) differences.additions += 1;
    else if (current.get(path) !== value) differences.changes += 1;
  }
  const entries = live.metadata.managedFields ?? [];
  const own = entries.find(entry =>
    sameManager(entry, writer, live.apiVersion),
  );
  if (!own) return differences;
  const others = entries.filter(entry => entry !== own);
  for (const path of pathsOf(own)) {
    if (wanted.has(path) || !current.has(path)) continue;
    if (others.some(entry => pathsOf(entry).has(path))) continue;
    differences.removals += 1;
  }
  return differences;
}

/** Whether a server-side apply of a configuration would leave an object as it is. */
export function isApplied(
  live: KubernetesObject,
  configuration: KubernetesObject,
  writer: FieldManager,
): boolean {
  const differences = applyDifferences(live, configuration, writer);
  return Object.values(differences).every(count => count === 0);
}

/**
 * Ownership after a writer has taken over what others own: their entries become
 * part of its own, so that what it does not apply goes with its next apply.
 */
export function takeOverFields(
  live: KubernetesObject,
  isTaken: (entry: ManagedFieldsEntry) => boolean,
  writer: FieldManager,
  time: string,
): ManagedFieldsEntry[] {
  const entries = live.metadata.managedFields ?? [];
  const taken = entries.filter(isTaken);
  if (taken.length === 0) return entries;
  const own = entries.find(entry =>
    sameManager(entry, writer, live.apiVersion),
  );
  const paths = new Set(
    [...taken, ...(own ? [own] : [])].flatMap(entry => [...pathsOf(entry)]),
  );
  return [
    {
      manager: writer.manager,
      operation: writer.operation,
      apiVersion: live.apiVersion,
      time: own?.time ?? time,
      fieldsType: 'FieldsV1',
      fieldsV1: toTree(paths),
    },
    ...entries.filter(entry => entry !== own && !taken.includes(entry)),
  ];
}

/** The entries that own a field, named by its element of each level, such as `f:spec`, `f:replicas`. */
export function ownersOf(
  { metadata: { managedFields = [] } }: KubernetesObject,
  elements: readonly string[],
): ManagedFieldsEntry[] {
  const path = elements.join(SEPARATOR);
  return managedFields.filter(entry => pathsOf(entry).has(path));
}

/** Strategic merge patch: like a merge patch, with keyed lists merged by key. */
export function strategicMerge(
  live: unknown,
  patch: unknown,
  field = '',
): unknown {
  if (isJsonObject(patch)) {
    const base: JsonObject = isJsonObject(live) ? { ...live } : {};
    if (patch.$patch === 'replace') {
      const { $patch: _directive, ...replacement } = patch;
      return replacement;
    }
    for (const [name, value] of Object.entries(patch)) {
      if (name.startsWith('$')) continue;
      if (value === null) delete base[name];
      else base[name] = strategicMerge(base[name], value, name);
    }
    return base;
  }
  if (Array.isArray(live) && Array.isArray(patch)) {
    const keys = listKeysFor(field, [...live, ...patch]);
    if (!keys) return patch;
    const merged = new Map<string, unknown>();
    for (const item of live as JsonObject[]) {
      merged.set(itemElement(item, keys), item);
    }
    for (const item of patch as JsonObject[]) {
      const element = itemElement(item, keys);
      if (item.$patch === 'delete') merged.delete(element);
      else merged.set(element, strategicMerge(merged.get(element), item));
    }
    return [...merged.values()];
  }
  return patch;
}
