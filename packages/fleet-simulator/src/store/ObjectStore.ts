import { Clock, toTimestamp } from '../clock';
import { uidFor } from '../random';
import { copyObject, KubernetesObject, ManagedFieldsEntry } from '../types';
import { AdmissionControl } from '../admission/AdmissionControl';
import { ResourceRegistry } from '../api/ResourceRegistry';
import { apiVersionOf, ResourceType } from '../api/resourceTypes';
import {
  FieldManager,
  recordUpdate,
  serverSideApply,
  takeOverFields,
} from './managedFields';
import { objectKey, StoredObject } from './StoredObject';
import { WatchEvent, WatchHistory } from './WatchHistory';

/** Names one object of a cluster. @public */
export type ObjectReference = {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
};

/** Options of an object store. */
export type ObjectStoreOptions = {
  cluster: string;
  seed: string | number;
  registry: ResourceRegistry;
  clock: Clock;
  /** The resourceVersion before the first write. */
  firstResourceVersion: number;
  /** How many events of each kind a watch can resume over. */
  historyLimit: number;
  onEvent?: (event: WatchEvent) => void;
};

type Collection = {
  objects: Map<string, StoredObject>;
  sorted?: StoredObject[];
  history: WatchHistory;
  listeners: Set<(event: WatchEvent) => void>;
};

/** Everything that Kubernetes leaves out when it decides on a new generation. */
function generationView(object: KubernetesObject, type: ResourceType): string {
  const {
    metadata: _metadata,
    apiVersion: _apiVersion,
    kind: _kind,
    status,
    ...rest
  } = object;
  return JSON.stringify(type.statusSubresource ? rest : { ...rest, status });
}

function contentView(object: KubernetesObject): string {
  const {
    resourceVersion: _resourceVersion,
    managedFields: _managedFields,
    generation: _generation,
    ...metadata
  } = object.metadata;
  return JSON.stringify({ ...object, metadata });
}

/**
 * The objects of one cluster under one counter of resource versions. A stored
 * object is never changed in place: each write stores a new one, so that lists
 * that were begun earlier keep seeing what they saw.
 */
export class ObjectStore {
  /** What is asked before others than the world's makers store something. */
  readonly admission = new AdmissionControl();
  readonly #options: ObjectStoreOptions;
  readonly #collections = new Map<ResourceType, Collection>();
  #revision: number;
  #generated = 0;
  #isLoading = false;
  #compactions = 0;

  private constructor(options: ObjectStoreOptions) {
    this.#options = options;
    this.#revision = options.firstResourceVersion;
  }

  static create(options: ObjectStoreOptions): ObjectStore {
    return new ObjectStore(options);
  }

  get registry(): ResourceRegistry {
    return this.#options.registry;
  }

  /** The revision of the newest write. */
  get revision(): number {
    return this.#revision;
  }

  /** How often the history was compacted; list snapshots end with it. */
  get compactions(): number {
    return this.#compactions;
  }

  /** The number of objects of all kinds. */
  get size(): number {
    let size = 0;
    for (const { objects } of this.#collections.values()) size += objects.size;
    return size;
  }

  /** All objects of a type in the store's order. Do not change the array. */
  list(type: ResourceType): readonly StoredObject[] {
    const collection = this.collection(type);
    collection.sorted ??= [...collection.objects.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, stored]) => stored);
    return collection.sorted;
  }

  /** The objects of a kind; throws if the cluster does not serve it. */
  all<T extends KubernetesObject = KubernetesObject>(
    apiVersion: string,
    kind: string,
  ): T[] {
    const type = this.registry.requireKind(apiVersion, kind);
    return this.list(type).map(stored => stored.object as T);
  }

  find(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    return this.collection(type).objects.get(objectKey(namespace, name));
  }

  get<T extends KubernetesObject = KubernetesObject>(
    reference: ObjectReference,
  ): T | undefined {
    const type = this.registry.findByKind(reference.apiVersion, reference.kind);
    if (!type) return undefined;
    return this.find(type, reference.namespace, reference.name)?.object as
      | T
      | undefined;
  }

  history(type: ResourceType): WatchHistory {
    return this.collection(type).history;
  }

  subscribe(
    type: ResourceType,
    listener: (event: WatchEvent) => void,
  ): () => void {
    const { listeners } = this.collection(type);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /**
   * Stores a new object, completing its identity. The name must be free. A dry
   * run returns what would be stored.
   */
  create(
    object: KubernetesObject,
    writer?: FieldManager,
    dryRun = false,
  ): KubernetesObject {
    const type = this.registry.requireKind(object.apiVersion, object.kind);
    const now = toTimestamp(this.#options.clock.now());
    const draft = copyObject(object);
    const { metadata } = draft;
    if (!type.namespaced) delete metadata.namespace;
    metadata.uid ??= this.#uid(draft);
    metadata.creationTimestamp ??= now;
    if (type.statusSubresource || type.custom) metadata.generation ??= 1;
    if (writer) {
      metadata.managedFields = recordUpdate(undefined, draft, writer, now);
    }
    const admitted = this.#mutate(draft, writer);
    return dryRun ? admitted : this.#write('ADDED', type, admitted);
  }

  /**
   * What mutating webhooks make of what somebody writes. An API server notes who
   * owns what before it asks them (kubernetes/kubernetes#87672, and `applyPatch`
   * before `applyAdmission` in apiserver's patch.go): what they add belongs to
   * nobody, and what they change of a written field to whoever wrote it.
   */
  #mutate<T extends KubernetesObject>(
    object: T,
    writer: FieldManager | undefined,
  ): T {
    return writer && !writer.subresource
      ? this.admission.mutate(object)
      : object;
  }

  /**
   * Changes an object through a function on a copy. A change of nothing writes
   * nothing. Returns the object as it is then, or undefined if there is none.
   */
  update<T extends KubernetesObject = KubernetesObject>(
    reference: ObjectReference,
    change: (draft: T) => void,
    writer?: FieldManager,
  ): T | undefined {
    const current = this.get<T>(reference);
    if (!current) return undefined;
    const draft = copyObject(current);
    change(draft);
    return this.replace(current, draft, writer) as T;
  }

  /** Stores `next` in the place of `current`, keeping what a client may not set. */
  replace(
    current: KubernetesObject,
    next: KubernetesObject,
    writer?: FieldManager,
    dryRun = false,
  ): KubernetesObject {
    const type = this.registry.requireKind(current.apiVersion, current.kind);
    next.metadata.uid = current.metadata.uid;
    next.metadata.creationTimestamp = current.metadata.creationTimestamp;
    next.metadata.resourceVersion = current.metadata.resourceVersion;
    const admitted = this.#mutate(next, writer);
    if (contentView(current) === contentView(admitted)) return current;
    if (
      current.metadata.generation !== undefined &&
      generationView(current, type) !== generationView(admitted, type)
    ) {
      admitted.metadata.generation = current.metadata.generation + 1;
    } else {
      admitted.metadata.generation = current.metadata.generation;
    }
    if (writer) {
      admitted.metadata.managedFields = recordUpdate(
        current,
        next,
        writer,
        toTimestamp(this.#options.clock.now()),
      );
    }
    return dryRun ? admitted : this.#write('MODIFIED', type, admitted);
  }

  /**
   * Creates the object or puts it in the place of the one with its name. The
   * status of an existing object stays unless the new one brings its own.
   */
  apply(object: KubernetesObject): KubernetesObject {
    const current = this.get({
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    });
    if (!current) return this.create(object);
    const next = copyObject(object);
    if (next.status === undefined && current.status !== undefined) {
      next.status = current.status;
    }
    next.metadata.managedFields ??= current.metadata.managedFields;
    return this.replace(current, next);
  }

  /**
   * Server-side apply by a controller: creates, or merges with force.
   *
   * @param takesOver - the entries of others that become the manager's own before
   * @throws ApiError when admission refuses what would be stored
   */
  serverSideApply(
    configuration: KubernetesObject,
    manager: string,
    takesOver?: (entry: ManagedFieldsEntry) => boolean,
  ): void {
    const writer: FieldManager = { manager, operation: 'Apply' };
    const current = this.get({
      apiVersion: configuration.apiVersion,
      kind: configuration.kind,
      namespace: configuration.metadata.namespace,
      name: configuration.metadata.name,
    });
    if (!current) {
      this.admission.check(configuration);
      this.create(configuration, writer);
      return;
    }
    const time = toTimestamp(this.#options.clock.now());
    const managedFields =
      takesOver && takeOverFields(current, takesOver, writer, time);
    const owned =
      managedFields && managedFields !== current.metadata.managedFields
        ? { ...current, metadata: { ...current.metadata, managedFields } }
        : current;
    const { object } = serverSideApply(
      owned,
      configuration,
      writer,
      time,
      true,
    );
    const admitted = this.#mutate(object, writer);
    this.admission.check(admitted);
    this.replace(current, admitted);
  }

  /**
   * Deletes an object and, as the garbage collector would, everything that it
   * owns or that lives in it. Returns its last state, or undefined.
   */
  delete(reference: ObjectReference): KubernetesObject | undefined {
    const type = this.registry.findByKind(reference.apiVersion, reference.kind);
    const stored = type && this.find(type, reference.namespace, reference.name);
    if (!stored) return undefined;
    const last = this.#write('DELETED', stored.type, {
      ...stored.object,
      metadata: { ...stored.object.metadata },
    });
    for (const dependent of this.#dependents(stored.object)) {
      this.delete({
        apiVersion: dependent.apiVersion,
        kind: dependent.kind,
        namespace: dependent.metadata.namespace,
        name: dependent.metadata.name,
      });
    }
    return last;
  }

  /** Forgets all history: every older resourceVersion is too old from now on. */
  compact(): void {
    // Without the step a client that saw the newest event could still resume.
    this.#revision += 1;
    this.#compactions += 1;
    for (const { history } of this.#collections.values()) {
      history.compact(this.#revision);
    }
  }

  /**
   * Moves all objects of a kind to another version of it, as a server does whose
   * older version is served no longer: the same objects, and nobody is told.
   */
  migrate(from: ResourceType, to: ResourceType): void {
    for (const { object } of this.list(from)) {
      this.#write('ADDED', to, {
        ...object,
        apiVersion: apiVersionOf(to),
        metadata: { ...object.metadata },
      });
    }
    this.forget(from);
  }

  /** Drops a kind with its objects and its history; nobody is told. */
  forget(type: ResourceType): void {
    this.#collections.delete(type);
  }

  #dependents(owner: KubernetesObject): KubernetesObject[] {
    const found: KubernetesObject[] = [];
    for (const { objects } of this.#collections.values()) {
      for (const { object } of objects.values()) {
        const isOwned = object.metadata.ownerReferences?.some(
          reference => reference.uid === owner.metadata.uid,
        );
        const isInside =
          owner.kind === 'Namespace' &&
          owner.apiVersion === 'v1' &&
          object.metadata.namespace === owner.metadata.name;
        if (isOwned || isInside) found.push(object);
      }
    }
    return found;
  }

  #uid(object: KubernetesObject): string {
    const { namespace = '', name } = object.metadata;
    const type = this.registry.requireKind(object.apiVersion, object.kind);
    const deterministic = [
      this.#options.seed,
      this.#options.cluster,
      apiVersionOf(type),
      object.kind,
      namespace,
      name,
    ];
    if (this.#isLoading) return uidFor(...deterministic);
    // A name that comes back is another object, so it gets another uid.
    this.#generated += 1;
    return uidFor(...deterministic, this.#generated);
  }

  /** Runs the first filling: its objects get uids that depend on their names alone. */
  load(fill: () => void): void {
    this.#isLoading = true;
    try {
      fill();
    } finally {
      this.#isLoading = false;
    }
    for (const { history } of this.#collections.values()) {
      history.compact(this.#revision);
    }
  }

  #write(
    eventType: WatchEvent['type'],
    type: ResourceType,
    object: KubernetesObject,
  ): KubernetesObject {
    const collection = this.collection(type);
    this.#revision += 1;
    object.metadata.resourceVersion = String(this.#revision);
    const stored = new StoredObject(type, object, this.#revision);
    const previous = collection.objects.get(stored.key);
    if (eventType === 'DELETED') collection.objects.delete(stored.key);
    else collection.objects.set(stored.key, stored);
    collection.sorted = undefined;
    const event = new WatchEvent(eventType, stored, previous);
    collection.history.append(event);
    this.#options.onEvent?.(event);
    for (const listener of [...collection.listeners]) listener(event);
    return object;
  }

  private collection(type: ResourceType): Collection {
    let collection = this.#collections.get(type);
    if (!collection) {
      collection = {
        objects: new Map(),
        history: new WatchHistory(this.#options.historyLimit, this.#revision),
        listeners: new Set(),
      };
      this.#collections.set(type, collection);
    }
    return collection;
  }
}
