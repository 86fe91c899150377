import type { Json, JsonObject } from '../values/json';

/**
 * What is known of a field of a kind: what stands where nothing is written, and how two
 * values of it are compared. Fields without a shape are compared as they are, and lists
 * without keys as wholes.
 */
export type Shape = {
  /**
   * What Kubernetes takes it for where it is absent. A function sees what stands beside
   * it, with the defaults of the fields that are named before it.
   */
  fallback?: Json | ((beside: JsonObject) => Json | undefined);
  /** Of an object, by name. */
  fields?: Readonly<Record<string, Shape>>;
  /** Of all values of an object whose keys somebody chose. */
  values?: Shape;
  /** Of all items of a list. */
  items?: Shape;
  /**
   * By which fields the items of a list are known (`x-kubernetes-list-map-keys`), or that
   * they are by themselves; else the list is a whole.
   */
  keys?: readonly string[] | 'set';
  /** An object that is written as a whole (`x-kubernetes-map-type: atomic`). */
  isAtomic?: true;
  /** `1000m` is `1`. */
  isQuantity?: true;
  /** A cluster fills it in where nobody asks for a value. */
  isServerSet?: true;
  /** An object without anything in it says no more than none. */
  isEmptyAbsent?: true;
  /** Whether a value says no more than none, and is left out. */
  isUnset?: (value: Json, beside: JsonObject) => boolean;
};

/** A kind whose fields are known. */
export type KindShape = {
  shape: Shape;
  /**
   * Whether the API server keeps its objects by a type of its own, in which an empty list
   * is no other than none. Resources that are defined in a cluster keep what is written.
   */
  isTyped: boolean;
};
