import { ResourceType } from '../api/resourceTypes';
import { KubernetesObject } from '../types';

/**
 * One version of one object. Its JSON is written at most once per form, however
 * many lists and watches send it.
 */
export class StoredObject {
  #rest: string | undefined;
  #json: string | undefined;
  #metadataJson: string | undefined;

  constructor(
    readonly type: ResourceType,
    readonly object: KubernetesObject,
    readonly revision: number,
  ) {}

  get key(): string {
    return objectKey(this.object.metadata.namespace, this.object.metadata.name);
  }

  /** The whole object. */
  get json(): string {
    this.#json ??= `{"kind":${JSON.stringify(
      this.object.kind,
    )},"apiVersion":${JSON.stringify(this.object.apiVersion)}${this.rest}`;
    return this.#json;
  }

  /** The object as a list item: built-in kinds leave kind and apiVersion out. */
  get itemJson(): string {
    return this.type.custom ? this.json : `{${this.rest.slice(1)}`;
  }

  /** The object as PartialObjectMetadata. */
  get metadataJson(): string {
    this.#metadataJson ??= `{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":${JSON.stringify(
      this.object.metadata,
    )}}`;
    return this.#metadataJson;
  }

  private get rest(): string {
    if (this.#rest === undefined) {
      const { kind: _kind, apiVersion: _apiVersion, ...rest } = this.object;
      this.#rest = `,${JSON.stringify(rest).slice(1)}`;
    }
    return this.#rest;
  }
}

/** Orders like the keys of the real store: by namespace, then by name. */
export function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}
